import { expect, test } from 'vitest';
import { seriesPath } from './saved.ts';

test('the report is asked for one group and one hour', () => {
  expect(seriesPath('g 1')).toBe('/api/reports/campaign-series?groupId=g%201&minutes=60');
});
