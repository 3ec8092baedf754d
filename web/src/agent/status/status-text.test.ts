import { instant } from '@outpace/engine/basics/time.ts';
import type { StatusView } from '@outpace/engine/views/agent-view.ts';
import { expect, test } from 'vitest';
import { pendingText, reasonLabel, reasonsToChoose } from './status-text.ts';

const reasons = [
  { code: 'lunch', label: 'Lunch' },
  { code: 'do-not-disturb', label: 'Do Not Disturb' },
];
const status = (part: Partial<StatusView>): StatusView => ({
  phase: 'talking',
  reason: undefined,
  since: instant(0),
  pending: undefined,
  holding: 'call',
  actions: { 'log-off': 'allowed', 'new-call': 'allowed', exit: 'allowed' },
  ...part,
});

test('a reason has the words of the administrator, of the product, or its own', () => {
  expect(reasonLabel('lunch', reasons)).toBe('Lunch');
  expect(reasonLabel('no-answer', reasons)).toBe('No Answer');
  expect(reasonLabel('fire-drill', reasons)).toBe('fire-drill');
});

test('the list to choose from leaves out what has a place of its own', () => {
  expect(reasonsToChoose(reasons)).toEqual([{ code: 'lunch', label: 'Lunch' }]);
});

test.each<[text: string | undefined, part: Partial<StatusView>]>([
  [undefined, {}],
  ['Not Ready (Lunch) after this call', { pending: { to: 'not-ready', reason: 'lunch' } }],
  ['Ready after this offer', { pending: { to: 'ready' }, holding: 'offer' }],
  ['Logged off after this call', { pending: { to: 'logged-off' } }],
])('%s', (text, part) => {
  expect(pendingText(status(part), reasons)).toBe(text);
});
