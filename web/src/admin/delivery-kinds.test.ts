import { expect, test } from 'vitest';
import { DELIVERY_KINDS, withKind } from './delivery-kinds.ts';

test('another kind keeps the seconds, and says no more than its own', () => {
  const shown = withKind({ kind: 'manual-accept', offerMs: 9_000 }, 'auto-answer-with-preview');
  expect(shown).toEqual({
    kind: 'auto-answer-with-preview',
    offerMs: 9_000,
    rejectAllowed: true,
  });
  expect(withKind(shown, 'auto-answer')).toEqual({ kind: 'auto-answer' });
  expect(withKind({ kind: 'auto-answer' }, 'manual-accept')).toEqual({
    kind: 'manual-accept',
    offerMs: 20_000,
  });
});

test('a choice that was made is not lost by choosing it again', () => {
  const chosen = {
    kind: 'auto-answer-with-preview',
    offerMs: 5_000,
    rejectAllowed: false,
  } as const;
  expect(withKind(chosen, 'auto-answer-with-preview')).toEqual(chosen);
  expect(DELIVERY_KINDS).toHaveLength(3);
});
