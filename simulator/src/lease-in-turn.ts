import type { Instant } from '@outpace/engine/basics/time.ts';
import type { Chain } from '@outpace/engine/calling-lists/chain.ts';
import { zoneHours } from '@outpace/engine/compliance/campaign-rules.ts';
import type { ListTurn } from '@outpace/engine/dialing/list-turns.ts';
import { pickInTurn, withTurnBack } from '@outpace/engine/dialing/list-turns.ts';
import type { ActionOf } from '@outpace/server/ports.ts';
import type { Placed, QueueRow } from './dial-queue.ts';
import { type DialQueue, takeBest } from './dial-queue.ts';
import type { DialQueues } from './dial-queues.ts';

type Order = ActionOf<'lease-chains'>;

/** As in `lease-chains.ts`. */
const ROUNDS_MAX = 5;

type Candidate = {
  readonly placed: Placed;
  readonly queue: DialQueue;
  readonly priority: number;
  readonly turn: ListTurn;
};

/** As `lease-chains.ts` has it. `leaseOne` gives nothing for a chain that may not be called. */
export function leaseInTurn(
  queues: DialQueues,
  order: Order,
  at: Instant,
  leaseOne: (row: QueueRow) => Chain | undefined,
): { readonly chains: readonly Chain[]; readonly turns: readonly ListTurn[] } {
  const chains: Chain[] = [];
  let turns = order.lists;
  for (let round = 0; round < ROUNDS_MAX && chains.length < order.count; round += 1) {
    const count = order.count - chains.length;
    const waiting = turns.map((turn) => {
      const candidates = candidatesOf(queues, order, turn, count + 1, at);
      return { turn, candidates };
    });
    const picked = pickInTurn(waiting, count);
    turns = picked.turns;
    const isPicked = new Set(picked.candidates);
    for (const each of waiting.flatMap(({ candidates }) => candidates)) {
      if (!isPicked.has(each)) each.queue.putBack(each.placed);
    }
    const before = chains.length;
    for (const { placed, turn } of picked.candidates) {
      const chain = leaseOne(placed.row);
      if (chain === undefined) turns = withTurnBack(turns, turn.listId);
      else chains.push(chain);
    }
    if (chains.length - before === picked.candidates.length) break;
  }
  return { chains, turns };
}

function candidatesOf(
  queues: DialQueues,
  { groupId, only, rules, priorities }: Order,
  turn: ListTurn,
  count: number,
  at: Instant,
): readonly Candidate[] {
  const { listId } = turn;
  const from = [queues.promisesOf(listId, groupId)];
  if (only === undefined) from.push(queues.ofList(listId));
  const keeps = rules === undefined ? [] : zoneHours(rules, listId, at);
  return takeBest(from, count, at, priorities, keeps).map(({ placed, queue }) => ({
    placed,
    queue,
    priority: placed.priority,
    turn,
  }));
}
