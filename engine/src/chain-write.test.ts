import { expect, test } from 'vitest';
import type { AgentId } from './basics/ids.ts';
import type { ChainAfter } from './calling-lists/chain-outcome.ts';
import { callbackMoved, cancelledUndialed } from './calling-lists/chain-outcome.ts';
import type { RecordType } from './calling-lists/record.ts';
import { chainWrite, promisersOf } from './chain-write.ts';
import { ANN, BEN, chain, GROUP, record, START } from './test-site.ts';

const first = (type: RecordType, agentId: AgentId | undefined) => record(1, { type, agentId });
const mine = chain(1, { records: [first('personal-callback', ANN)] });
const nobodys = chain(1);
const moved = (type: RecordType, agentId: AgentId | undefined): ChainAfter =>
  callbackMoved(mine, first(type, agentId), START);
const closed = cancelledUndialed(mine, START);
const redialed: ChainAfter = { ...closed, state: 'ready', records: [first('general', undefined)] };
const toNew: ChainAfter = {
  ...moved('personal-callback', ANN),
  position: 1,
  records: [first('general', undefined)],
  added: [record(9, { type: 'personal-callback', agentId: BEN, chainN: 1 })],
};

// biome-ignore format: a table is read in columns.
test.each<[why: string, before: typeof mine, after: ChainAfter, isOfGroup: boolean, told: readonly AgentId[]]>([
  ['moved',                         mine,    moved('personal-callback', ANN),       true,  [ANN, ANN]],
  ['handed over',                   mine,    moved('personal-callback', BEN),       true,  [ANN, BEN]],
  ['handed to the campaign',        mine,    moved('campaign-callback', undefined), true,  [ANN]],
  ['moved to a number of its own',  mine,    toNew,                                 true,  [ANN, BEN]],
  ['given up',                      mine,    closed,                                false, [ANN]],
  ['called, and called again',      mine,    redialed,                              false, [ANN]],
  ['promised',                      nobodys, moved('campaign-callback', BEN),       true,  [BEN]],
  ['never promised',                nobodys, redialed,                              false, []],
])('%s: who keeps it, and who has to know', (_why, before, after, isOfGroup, told) => {
  expect(chainWrite(before, GROUP, after).promisedIn).toBe(isOfGroup ? GROUP : undefined);
  expect(promisersOf(before, after)).toEqual(told);
  expect(chainWrite(before, undefined, after)).not.toHaveProperty('promisedIn');
});
