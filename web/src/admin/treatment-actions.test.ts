import { TreatmentBody } from '@outpace/protocol/treatments.ts';
import { Value } from 'typebox/value';
import { expect, test } from 'vitest';
import { ACTIONS, type Action, withAction } from './treatment-actions.ts';
import type { Treatment } from './treatment-words.ts';

const on = { by: 'call-result', result: 'busy' } as const;
const actions: readonly Action[] = ACTIONS.flatMap(({ items }) => items.map(({ value }) => value));

test('every action that the server knows can be chosen, and begins as it takes it', () => {
  const close: Treatment = { on, sequence: 2, action: 'close' };
  const made = actions.map((action) => withAction(close, action, '2026-12-01'));
  expect(new Set(actions).size).toBe(12);
  expect(made.map(({ action }) => action)).toEqual(actions);
  expect(made.filter((rule) => !Value.Check(TreatmentBody, rule))).toEqual([]);
  expect(made.every(({ sequence }) => sequence === 2)).toBe(true);
});

test('the same action again changes nothing that was set', () => {
  const rule: Treatment = { on, action: 'assign-to-group', intervalMs: 7 };
  expect(withAction(rule, 'assign-to-group', '2026-12-01')).toBe(rule);
});
