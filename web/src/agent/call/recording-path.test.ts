import { expect, test } from 'vitest';
import { recordingPath } from './recording-path.ts';

test('an id is a part of the path, whatever is in it', () => {
  expect(recordingPath('i:3/7', 'a&1')).toBe('/api/interactions/i%3A3%2F7/recording?attempt=a%261');
});
