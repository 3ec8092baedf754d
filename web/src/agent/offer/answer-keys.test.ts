import { expect, test } from 'vitest';
import { answerKeys } from './answer-keys.ts';

test.each([
  ['that may be turned down', () => {}, ['accept-offer', 'reject-offer']],
  ['that may not', undefined, ['accept-offer']],
])('a card %s has a key for each answer', (_which, reject, actions) => {
  expect(answerKeys(() => {}, reject).map(({ action }) => action)).toEqual(actions);
});
