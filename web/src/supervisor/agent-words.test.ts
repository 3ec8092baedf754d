import { expect, test } from 'vitest';
import { pendingText, reasonText } from './agent-words.ts';

test.each([
  ['ready', undefined, undefined],
  ['not-ready', 'no-answer', 'No Answer'],
  ['not-ready', 'team-meeting', 'Team meeting'],
  ['talking', 'no-answer', undefined],
] as const)('%s because of %s is told as %s', (phase, reason, text) => {
  expect(reasonText({ phase, reason })).toBe(text);
});

test('a status that waits is told, in the words of the workspace', () => {
  expect(pendingText(undefined)).toBeUndefined();
  expect(pendingText('logged-off')).toBe('then Logged off');
  expect(pendingText('not-ready')).toBe('then Not Ready');
});
