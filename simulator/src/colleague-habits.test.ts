import { agentId, internalCallId } from '@outpace/engine/basics/ids.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import type { InternalView } from '@outpace/engine/views/agent-view.ts';
import { expect, test } from 'vitest';
import { intendsInternally, intendsToCall } from './colleague-habits.ts';
import { Prng } from './prng.ts';

const often = <Item>(draw: (prng: Prng) => readonly Item[]): readonly Item[] => {
  const prng = new Prng(1);
  return Array.from({ length: 200 }, () => draw(prng)).flat();
};
const kindsOf = (intents: readonly { command: { type: string } }[]) =>
  [...new Set(intents.map(({ command }) => command.type))].sort();

const common = { id: internalCallId('c1'), name: 'Ben', since: instant(0) };
const rings = { ...common, state: 'ringing', until: instant(30_000) } as const;

test('colleagues are called, as often as is the habit', () => {
  const colleagues = [agentId('ben')];
  expect(kindsOf(often((prng) => intendsToCall(prng, { calls: 0.5, colleagues })))).toEqual([
    'call-agent',
  ]);
  expect(often((prng) => intendsToCall(prng, { calls: 0, colleagues }))).toEqual([]);
});

test.each<[why: string, view: InternalView, kinds: readonly string[]]>([
  [
    'who is rung takes it or not',
    { ...rings, role: 'colleague' },
    ['accept-internal-call', 'end-internal-call'],
  ],
  ['who waits may have enough', { ...rings, role: 'caller' }, ['end-internal-call']],
  [
    'and nobody talks for ever',
    { ...common, role: 'caller', state: 'talking' },
    ['end-internal-call'],
  ],
])('%s', (_why, view, kinds) => {
  expect(kindsOf(often((prng) => intendsInternally(view, prng, false)))).toEqual(kinds);
});
