import { agentGroupId, agentId } from '@outpace/engine/basics/ids.ts';
import { asking, desk, three } from '@outpace/engine/test-consulting.ts';
import { ANN, BEN } from '@outpace/engine/test-site.ts';
import { interactionView } from '@outpace/engine/views/interaction-view.ts';
import { expect, test } from 'vitest';
import { Prng } from './prng.ts';
import { intendsAsGuest, intendsToAsk, intendsWithThird } from './third-party-habits.ts';

const viewOf = ({ site, call }: ReturnType<typeof desk>, by = ANN) =>
  interactionView(site.state, call.id, by);
const often = <Item>(draw: (prng: Prng) => readonly Item[]): readonly Item[] => {
  const prng = new Prng(1);
  return Array.from({ length: 200 }, () => draw(prng)).flat();
};
const kindsOf = (intents: readonly { command: { type: string } }[]) =>
  [...new Set(intents.map(({ command }) => command.type))].sort();

test('colleagues, groups and people outside are asked, in every way', () => {
  const habits = {
    asks: 0.5,
    outside: 0.5,
    numbers: ['+12025550199'],
    colleagues: [agentId('ben')],
    groups: [agentGroupId('sales')],
  };
  const view = viewOf(desk());
  const asks = often((prng) => intendsToAsk(view, prng, habits));
  expect(kindsOf(asks)).toEqual(['conference', 'consult', 'transfer']);
  const targets = asks.map(({ command }) => ('target' in command ? command.target.kind : ''));
  expect([...new Set(targets)].sort()).toEqual(['agent', 'group', 'number']);
  expect(intendsToAsk(view, new Prng(1), { ...habits, asks: 0 })).toEqual([]);
});

test('a third party is toggled to, joined, handed to and let go', () => {
  expect(kindsOf(often((prng) => intendsWithThird(viewOf(asking()), prng)))).toEqual([
    'complete-conference',
    'complete-transfer',
    'end-consultation',
    'talk-with',
  ]);
  expect(kindsOf(often((prng) => intendsWithThird(viewOf(three()), prng)))).toEqual([
    'complete-transfer',
    'end-consultation',
  ]);
});

test('a guest has no more wish than to leave', () => {
  const guest = viewOf(asking(), BEN);
  expect(kindsOf(often((prng) => intendsAsGuest(guest, prng)))).toEqual(['leave-consultation']);
  expect(often((prng) => intendsAsGuest(viewOf(asking()), prng))).toEqual([]);
});
