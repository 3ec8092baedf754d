import { callingListId, chainId, commandId } from '@outpace/engine/basics/ids.ts';
import type { ListSelection } from '@outpace/engine/calling-lists/list-selection.ts';
import type { ListedSuppression } from '@outpace/engine/calling-lists/suppression.ts';
import type { EventBody } from '@outpace/engine/event.ts';
import { expect, test } from 'vitest';
import { Scene } from './checkers/scene.ts';
import { Outsiders, type OutsideSetup } from './outsiders.ts';
import { Prng } from './prng.ts';
import { windowOf } from './scenarios/parts.ts';

const listId = callingListId('list');
const source = {
  ...{ listId, name: 'List', chains: 5, numbersMax: 2, customers: 0.5, shared: 0 },
  windows: [windowOf('Europe/London', 9, 10)],
  firstNumber: 700,
};

/** What people outside of the scene do in so many looks. */
function looked(looks: number, setup: Partial<OutsideSetup>) {
  const scene = new Scene([]);
  scene.dial();
  const posted: EventBody[] = [];
  const listed: ListedSuppression[] = [];
  const selected: ListSelection[] = [];
  let commands = 0;
  const outsiders = new Outsiders(
    {
      prng: new Prng(7),
      store: scene.store,
      plans: [scene.plan],
      agents: [],
      now: () => scene.at,
      state: () => scene.state,
      nextCommandId: () => {
        commands += 1;
        return commandId(`outside-${commands}`);
      },
      listed: (entries) => listed.push(...entries),
      selected: (_listId, selection) => selected.push(selection),
      post: (event) => posted.push(event),
      postLater: (event) => posted.push(event),
      later: (_wait, run) => run(),
    },
    { meddles: 0, imports: 0, lists: 0, changes: 0, sources: [source], ...setup },
  );
  for (let look = 0; look < looks; look += 1) outsiders.look();
  return { scene, posted, listed, selected };
}

const commandsOf = (posted: readonly EventBody[]): ReadonlySet<string> =>
  new Set(posted.flatMap((event) => ('command' in event ? [event.command.type] : [])));

test('imports add people of their own, and change those who wait', () => {
  const { scene, posted } = looked(40, { imports: 1 });
  const chains = [...scene.store.chains.values()];
  expect(chains.length).toBeGreaterThan(50);
  expect(chains.filter(({ contactName }) => contactName.endsWith('again')).length).toBeGreaterThan(
    9,
  );
  // Those that are in hand stay as they are.
  for (const id of scene.store.leases.keys()) {
    expect(scene.store.chains.get(id)?.records[0]?.zone).toBe('UTC');
  }
  expect(posted).toEqual([]);
  expect(scene.store.chains.has(chainId('list-0 of 1'))).toBe(true);
});

test('entries of suppression lists are saved, and then told', () => {
  const { scene, posted, listed } = looked(30, { lists: 1 });
  expect(listed).toHaveLength(30);
  expect([...commandsOf(posted)]).toEqual(['apply-listed']);
  expect(scene.store.suppressed.size).toBeGreaterThan(5);
  expect(listed.some(({ until }) => until === undefined)).toBe(true);
  expect(listed.some(({ key }) => key.kind === 'phone')).toBe(true);
});

test('the order of lists and groups is changed, saved before it is told', () => {
  const { posted, selected } = looked(40, { orders: 1 });
  expect([...commandsOf(posted)].toSorted()).toEqual(['change-order', 'reorder-list']);
  expect(selected.some(({ filter }) => filter.conditions.length > 0)).toBe(true);
});

test('records are taken back, and asked for again where no answer was heard', () => {
  const { posted } = looked(200, { meddles: 1 });
  expect(commandsOf(posted)).toContain('suppress');
  expect(commandsOf(posted)).toContain('cancel-record');
  const ids = posted.flatMap((event) => ('commandId' in event ? [event.commandId] : []));
  expect(new Set(ids).size).toBeLessThan(ids.length);
});

test('programs change chains, under a lease where nobody has them', () => {
  const { posted } = looked(60, { changes: 1 });
  expect([...commandsOf(posted)]).toEqual(['change-chain']);
  const taken = posted.flatMap((event) =>
    'command' in event && 'taken' in event.command ? [event.command.taken.kind] : [],
  );
  expect(taken).toContain('in-use');
});

test('where nothing is said of it, somebody comes now and then, and no import', () => {
  const { scene, posted } = looked(50, { meddles: 0.1 });
  expect(scene.store.chains.size).toBe(5);
  expect(posted.length).toBeLessThan(20);
});
