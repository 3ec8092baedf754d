import { callingListId, commandId } from '@outpace/engine/basics/ids.ts';
import type { ListSelection } from '@outpace/engine/calling-lists/list-selection.ts';
import type { EventBody } from '@outpace/engine/event.ts';
import { chain, GROUP, LIST, plan, record, START, TestSite } from '@outpace/engine/test-site.ts';
import { expect, test } from 'vitest';
import { Selections } from './selections.ts';

const GOLD: ListSelection = {
  filter: { match: 'all', conditions: [{ field: 'tier', operator: 'equals', value: 'gold' }] },
  sort: [],
};
const tin = chain(1, { records: [record(1, { fields: { tier: 'tin' } })] });
const told: EventBody = {
  type: 'supervisor-command',
  commandId: commandId('reorder'),
  by: 'sue',
  command: { type: 'reorder-list', listId: LIST },
};
const leased: EventBody = {
  type: 'chains-leased',
  groupId: GROUP,
  chains: [tin],
  openChains: 1,
  nextDueAt: undefined,
};

function seen(...events: readonly ('selected' | 'killed' | EventBody)[]): readonly string[] {
  const site = new TestSite();
  site.load(plan());
  const checker = new Selections();
  return events.flatMap((event) => {
    if (event === 'killed') return checker.see({ type: 'killed', at: START });
    if (event === 'selected') {
      return checker.see({ type: 'selected', at: START, listId: LIST, selection: GOLD });
    }
    const effects = site.step(event);
    const { state } = site;
    return checker.see({ type: 'step', at: START, event: { ...event, at: START }, effects, state });
  });
}

const BROKEN = ['chain 1 does not pass the selection of list'];

test('whoever does not pass is noticed, once the engine knows', () => {
  expect(seen(leased)).toEqual([]);
  expect(seen('selected', leased)).toEqual([]);
  // The first answer had been asked for before, and goes back.
  expect(seen('selected', told, leased)).toEqual([]);
  expect(seen('selected', told, leased, leased)).toEqual(BROKEN);
  expect(seen('selected', 'killed', leased)).toEqual(BROKEN);
});

test('a selection of another list is none of its', () => {
  const checker = new Selections();
  const listId = callingListId('other');
  expect(checker.see({ type: 'selected', at: START, listId, selection: GOLD })).toEqual([]);
});
