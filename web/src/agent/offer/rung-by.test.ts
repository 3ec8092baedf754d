import { expect, test } from 'vitest';
import { rungBy } from './rung-by.ts';

type Ringing = Parameters<typeof rungBy>[0];
const browser = { kind: 'browser' } as const;
const offer = { id: 'o1', callback: { kind: 'personal' } };
const internal = { id: 'c1', role: 'colleague', state: 'ringing' } as Ringing['internal'];
const caller = { id: 'c1', role: 'caller', state: 'ringing' } as Ringing['internal'];
const talking = { id: 'c1', role: 'colleague', state: 'talking' } as Ringing['internal'];

test.each<[why: string, view: Ringing, rung: string | undefined]>([
  ['nothing', { phone: browser }, undefined],
  ['an offered callback', { phone: browser, offer }, 'o1'],
  [
    'an offer that nobody waits for',
    { phone: browser, offer: { id: 'o1', callback: undefined } },
    undefined,
  ],
  ['a colleague who calls', { phone: browser, internal }, 'c1'],
  ['a colleague, at a desk phone', { phone: { kind: 'desk' }, internal }, 'c1'],
  ['a colleague, with the tones of the demo', { phone: { kind: 'none' }, internal }, undefined],
  ['the agent calls', { phone: browser, internal: caller }, undefined],
  ['they talk', { phone: browser, internal: talking }, undefined],
])('%s', (_why, view, rung) => {
  expect(rungBy(view)).toBe(rung);
});
