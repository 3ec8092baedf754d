import { expect, test } from 'vitest';
import { modeWord } from './mode-words.ts';

test.each([
  ['progressive', 'Progressive'],
  ['predictive-seizing', 'Predictive with seizing'],
  ['push-preview', 'Push preview'],
  ['power-ivr', 'Power IVR'],
])('%s reads %s', (mode, word) => {
  expect(modeWord(mode)).toBe(word);
});
