import { must } from '@outpace/engine/basics/assert.ts';
import { chainId, commandId } from '@outpace/engine/basics/ids.ts';
import { expect, test } from 'vitest';
import type { MomentOf } from './checker.ts';
import { RefusedOutside } from './refused-outside.ts';
import { Scene } from './scene.ts';

/** A change of a chain that is no promise is refused: what is said of it, bent or not. */
function refused(bend: (moment: MomentOf<'step'>) => MomentOf<'step'>) {
  const scene = new Scene([]);
  scene.dial();
  const [stored] = scene.store.chains.values();
  // Of another list: the scene's own are all in hand.
  const id = chainId('elsewhere');
  const chain = { ...must(stored, 'a chain'), id, leaseUntil: scene.at, suppressed: [] };
  const moment = scene.step({
    type: 'supervisor-command',
    by: 'somebody',
    commandId: commandId('c1'),
    command: {
      type: 'change-callback',
      chainId: id,
      taken: { kind: 'taken', chain },
      change: { type: 'cancel' },
      owner: undefined,
      plan: scene.plan,
      members: [],
      suppressed: [],
    },
  });
  return new RefusedOutside().see(bend(moment));
}

test('a refusal that gives the chain back is fine', () => {
  expect(refused((moment) => moment)).toEqual([]);
});

test('one that keeps the lease is found', () => {
  const text = expect.stringContaining('leaves chain');
  expect(
    refused((moment) => ({
      ...moment,
      effects: moment.effects.filter(({ type }) => type !== 'release-chains'),
    })),
  ).toEqual([text]);
});

test('one that writes the chain is found', () => {
  expect(
    refused((moment) => {
      const ids = moment.effects.flatMap((each) =>
        each.type === 'release-chains' ? each.chainIds : [],
      );
      const chainId = must(ids[0], 'the chain');
      const rest = { state: 'closed', position: 0, treatment: undefined, records: [] } as const;
      const save = {
        type: 'save-chain',
        chainId,
        ...rest,
        dueAt: moment.at,
        toTop: false,
      } as const;
      return { ...moment, effects: [...moment.effects, save] };
    }),
  ).toEqual([expect.stringContaining('has written chain')]);
});
