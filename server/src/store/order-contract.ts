import {
  agentId,
  type CallingListId,
  callingListId,
  campaignGroupId,
  campaignId,
} from '@outpace/engine/basics/ids.ts';
import { after, type Instant, instant, minutes } from '@outpace/engine/basics/time.ts';
import type { Chain } from '@outpace/engine/calling-lists/chain.ts';
import {
  type Condition,
  type ListSelection,
  NO_SELECTION,
  type SelectableField,
  type SortField,
} from '@outpace/engine/calling-lists/list-selection.ts';
import { type Priorities, USUAL_PRIORITIES } from '@outpace/engine/calling-lists/queue-rank.ts';
import { isPromise, type RecordType } from '@outpace/engine/calling-lists/record.ts';
import type { Write } from '@outpace/engine/effect.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ActionOf } from '../ports.ts';

/** A person of a list, who is to wait as this type. */
export type OrderedPerson = {
  readonly name: string;
  readonly listId: CallingListId;
  readonly balance: number | null;
};

/** A store with two lists, `red` and `blue`, whose records have a number `balance`. */
export interface OrderRig {
  /** Nobody but these, all general, in this order; no list has a selection. */
  fill(people: readonly OrderedPerson[]): Promise<void>;
  select(listId: CallingListId, selection: ListSelection): Promise<void>;
  commit(writes: readonly Write[]): Promise<void>;
  lease(order: ActionOf<'lease-chains'>, at: Instant): Promise<readonly Chain[]>;
  close(): Promise<void>;
}

export const CONTRACT_FIELDS = [
  { key: 'balance', label: 'Balance', type: 'number', choices: [] },
] as const satisfies readonly (SelectableField & { readonly label: string })[];

const GROUP = campaignGroupId('group');
const START = instant(Date.UTC(2026, 0, 5, 12, 0));
const LATER = after(START, minutes(30));

type Row = readonly [name: string, list: string, type: RecordType, balance: number | null];

type Case = {
  readonly why: string;
  readonly rows: readonly Row[];
  readonly selections?: Readonly<Record<string, ListSelection>>;
  readonly weights?: Readonly<Record<string, number>>;
  readonly priorities?: Priorities;
  readonly only?: 'callbacks';
  readonly order: string;
};

/** The order in which every store gives out chains, whatever it is made of. */
export function orderContract(name: string, open: () => Promise<OrderRig>): void {
  describe(`the order of ${name}`, () => {
    let rig: OrderRig;
    beforeAll(async () => {
      rig = await open();
    });
    afterAll(() => rig.close());

    test.each(CASES)('$why', async (given) => {
      await rig.fill(given.rows.map(personOf));
      await makeThemWait(rig, given.rows);
      for (const [list, selection] of Object.entries(given.selections ?? {})) {
        await rig.select(callingListId(list), selection);
      }
      const chains = await rig.lease(orderOf(given, 9), LATER);
      expect(chains.map(({ contactName }) => contactName).join(' ')).toBe(given.order);
    });

    test('a changed selection counts from the next fetch on, also for who is back', async () => {
      await rig.fill(ONE_LIST.map(personOf));
      await rig.select(callingListId('red'), only('at-least', 3));
      const [first] = await rig.lease(orderOf({}, 1), LATER);
      await rig.select(callingListId('red'), only('at-most', 3));
      expect([first?.contactName, await namesOf(rig, 9)]).toEqual(['c', ['a', 'b']]);
      await rig.commit([
        { type: 'release-chains', chainIds: first === undefined ? [] : [first.id], toTop: true },
      ]);
      // With a balance of three it passes now as it did before.
      expect(await namesOf(rig, 9)).toEqual(['c']);
    });
  });
}

const personOf = ([name, list, , balance]: Row): OrderedPerson => ({
  name,
  listId: callingListId(list),
  balance,
});

const namesOf = async (rig: OrderRig, count: number): Promise<readonly string[]> =>
  (await rig.lease(orderOf({}, count), LATER)).map(({ contactName }) => contactName);

const orderOf = (
  { weights = { red: 1, blue: 1 }, priorities = USUAL_PRIORITIES, only }: Partial<Case>,
  count: number,
): ActionOf<'lease-chains'> => ({
  type: 'lease-chains',
  campaignId: campaignId('campaign'),
  groupId: GROUP,
  lists: Object.entries(weights).map(([list, weight]) => ({
    listId: callingListId(list),
    weight,
    given: 0,
  })),
  count,
  priorities,
  ...(only === undefined ? {} : { only }),
  dueBy: LATER,
  until: after(LATER, minutes(10)),
});

/** As the engine saves what was called once: general ones have never been called. */
async function makeThemWait(rig: OrderRig, rows: readonly Row[]): Promise<void> {
  const chains = await rig.lease({ ...orderOf({}, 99), dueBy: START }, START);
  const typeOf = new Map(rows.map(([name, , type]) => [name, type]));
  const dueAt = after(START, minutes(5));
  for (const chain of chains) {
    const type = typeOf.get(chain.contactName) ?? 'general';
    const records = chain.records.map((record) => ({ ...record, type, agentId: agentId('ann') }));
    const isPromised = records.some(isPromise);
    if (type === 'general') {
      await rig.commit([{ type: 'release-chains', chainIds: [chain.id], toTop: false }]);
      continue;
    }
    await rig.commit([
      {
        ...{ type: 'save-chain', chainId: chain.id, state: 'ready', position: 0, records },
        ...{ treatment: undefined, dueAt, toTop: false },
        ...(isPromised ? { promisedIn: GROUP } : {}),
      },
    ]);
  }
}

const only = (operator: Condition['operator'], value: number): ListSelection => ({
  ...NO_SELECTION,
  filter: { match: 'all', conditions: [{ field: 'balance', operator, value }] },
});
const by = (...sort: readonly SortField[]): ListSelection => ({ ...NO_SELECTION, sort });

const ONE_LIST: readonly Row[] = [
  ['a', 'red', 'general', 1],
  ['b', 'red', 'general', 2],
  ['c', 'red', 'general', 3],
];

const EVERY_TYPE: readonly Row[] = [
  ['general', 'red', 'general', 1],
  ['rescheduled', 'red', 'campaign-rescheduled', 1],
  ['callback', 'red', 'campaign-callback', 1],
  ['personal', 'blue', 'personal-callback', 1],
];

const TWO_LISTS: readonly Row[] = [
  ['r1', 'red', 'general', 5],
  ['r2', 'red', 'general', null],
  ['r3', 'red', 'general', 9],
  ['b1', 'blue', 'general', 1],
  ['b2', 'blue', 'general', 2],
  ['b3', 'blue', 'general', 3],
];

const GENERAL_FIRST: Priorities = {
  general: 1,
  'campaign-rescheduled': 2,
  'campaign-callback': 3,
};

const CASES: readonly Case[] = [
  {
    why: 'personal callbacks, callbacks, what is rescheduled, the rest',
    rows: EVERY_TYPE,
    order: 'personal callback rescheduled general',
  },
  {
    why: 'as the priorities have it, personal callbacks first whatever they say',
    rows: EVERY_TYPE,
    priorities: GENERAL_FIRST,
    order: 'personal general rescheduled callback',
  },
  {
    why: 'of a priority those without a time before those with one',
    rows: EVERY_TYPE,
    priorities: { ...GENERAL_FIRST, 'campaign-rescheduled': 1 },
    order: 'personal general rescheduled callback',
  },
  { why: 'callbacks alone', rows: EVERY_TYPE, only: 'callbacks', order: 'personal callback' },
  { why: 'lists of a weight in turn', rows: TWO_LISTS, order: 'r1 b1 r2 b2 r3 b3' },
  {
    why: 'lists by their weights, and all to the others where one is empty',
    rows: TWO_LISTS,
    weights: { red: 1, blue: 2 },
    order: 'b1 r1 b2 b3 r2 r3',
  },
  {
    why: 'only who passes',
    rows: [...TWO_LISTS, ['r4', 'red', 'campaign-rescheduled', 4]],
    selections: { red: only('at-least', 5) },
    weights: { red: 1 },
    order: 'r1 r3',
  },
  {
    why: 'promises whatever the filter says',
    rows: EVERY_TYPE,
    selections: { red: only('at-least', 99), blue: only('at-least', 99) },
    order: 'personal callback',
  },
  {
    why: 'by the sort, who has no value last',
    rows: TWO_LISTS,
    selections: { red: by({ field: 'balance', descending: true }) },
    weights: { red: 1 },
    order: 'r3 r1 r2',
  },
  {
    why: 'by the sort within each list only',
    rows: TWO_LISTS,
    selections: {
      red: by({ field: 'balance', descending: true }),
      blue: by({ field: 'balance', descending: true }),
    },
    order: 'r3 b3 r1 b2 r2 b1',
  },
  {
    why: 'by time what has one, whatever the sort',
    rows: [
      ['x', 'red', 'campaign-rescheduled', 1],
      ['y', 'red', 'campaign-rescheduled', 2],
      ['z', 'red', 'general', 3],
    ],
    selections: { red: by({ field: 'balance', descending: false }) },
    order: 'x y z',
  },
];
