import type { ThirdView } from '@outpace/engine/views/interaction-view.ts';
import { expect, test } from 'vitest';
import { sharedWords, thirdWords } from './third-party-words.ts';

const third: ThirdView = {
  name: 'Ben Ito',
  kind: 'agent',
  purpose: 'consult',
  state: 'there',
  since: 0 as ThirdView['since'],
  side: 'target',
  takesOver: false,
};

test.each<[change: Partial<ThirdView>, words: string]>([
  [{}, 'You talk with Ben Ito. Maria hears music.'],
  [{ side: 'customer' }, 'You talk with Maria. Ben Ito hears music.'],
  [{ side: 'both' }, 'You, Maria and Ben Ito hear each other.'],
  [{ takesOver: true }, 'Handing Maria over to Ben Ito.'],
  [{ state: 'calling' }, 'Calling Ben Ito.'],
  [{ state: 'ringing', purpose: 'transfer' }, 'Transferring to Ben Ito. It rings.'],
  [{ name: '+12125550142', kind: 'number' }, 'You talk with +1 212 555 0142. Maria hears music.'],
])('%s', (change, words) => {
  expect(thirdWords({ ...third, ...change }, 'Maria')).toBe(words);
});

test.each([
  ['taken-over', 'Maria was handed over to Ben, with everything you had entered.'],
  ['finished', 'The call with Maria was finished by Ben.'],
  ['consulted', 'Ben goes on with Maria without you.'],
] as const)('%s', (how, words) => {
  const at = 0 as ThirdView['since'];
  expect(sharedWords({ at, contactName: 'Maria', phone: '', how, agentName: 'Ben' })).toBe(words);
});
