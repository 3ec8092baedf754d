import { expect, test } from 'vitest';
import { isAlike } from './drawn-by.tsx';

const number = { phone: '+12125550142' };
const given = { interaction: { id: 'i1', phase: 'connected', numbers: [number] }, phone: 'tones' };
const { interaction } = given;

test.each<[why: string, after: typeof given, isSame: boolean]>([
  ['nothing changed', { ...given }, true],
  [
    'a fact that is not looked at',
    { ...given, interaction: { ...interaction, numbers: [] } },
    true,
  ],
  [
    'a fact that is looked at',
    { ...given, interaction: { ...interaction, phase: 'on-hold' } },
    false,
  ],
  ['something beside the interaction', { ...given, phone: 'sip' }, false],
])('%s', (_why, after, isSame) => {
  expect(isAlike(given, after, ['id', 'phase'])).toBe(isSame);
});
