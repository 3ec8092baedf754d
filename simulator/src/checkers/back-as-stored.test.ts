import { must } from '@outpace/engine/basics/assert.ts';
import { epoch, siteId } from '@outpace/engine/basics/ids.ts';
import { step } from '@outpace/engine/engine.ts';
import type { Draft } from '@outpace/engine/interactions/interaction.ts';
import type { SiteState } from '@outpace/engine/state.ts';
import { newState } from '@outpace/engine/state.ts';
import { expect, test } from 'vitest';
import { BackAsStored } from './back-as-stored.ts';
import { openedIn, Scene } from './scene.ts';

/** Somebody talks, the process is followed by another, and `bend` has something be otherwise. */
function restarted(bend: (state: SiteState, scene: Scene) => void): readonly string[] {
  const scene = new Scene([]);
  const { attemptId } = openedIn(scene.dial());
  scene.answer(attemptId);
  const { store, agentId, at } = scene;
  const checker = new BackAsStored();
  const site = { siteId: siteId('site'), reasons: [], at };
  const state = newState({ ...site, epoch: store.takeSite() });
  const leg = { of: 'attempt', attemptId, state: 'talking', agentId, isHeld: false } as const;
  const event = { ...store.recover(at), legs: [{ ...leg, recording: 'off' } as const], at };
  const effects = step(state, event);
  checker.see({ type: 'step', at, event, effects, state });
  bend(state, scene);
  return checker.see({ type: 'restarted', at, state, store });
}

const only = <Value>(values: Iterable<Value>): Value => must([...values][0], 'one of them');

const withDraft = (state: SiteState, change: Partial<Draft>): void => {
  const found = only(state.interactions.values());
  state.interactions.set(found.id, { ...found, draft: { ...found.draft, ...change } });
};

test('what comes back as it was is fine', () => {
  expect(restarted(() => {})).toEqual([]);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, bend: (state: SiteState, scene: Scene) => void, text: string]>([
  ['a lease that nobody will end',     (state) => state.chains.clear(),                        'nobody has it in hand'],
  ['an attempt that is forgotten',     (state) => state.attempts.clear(),                      'unknown here'],
  ['a conversation that is forgotten', (state) => state.interactions.clear(),                  'unknown here'],
  ['a group that is forgotten',        (state) => state.sessions.clear(),                      'has not come back as it was'],
  ['another draft',                    (state) => withDraft(state, { note: 'somebody else' }), 'another draft'],
  ['an agent who is not there',        (state) => state.agents.clear(),                        'is not with ann'],
  ['a lease of the dead',              (_, { store }) => leaseOfOld(store), 'a process that is dead'],
])('%s is found', (_why, bend, text) => {
  expect(restarted(bend).join()).toContain(text);
});

function leaseOfOld(store: Scene['store']): void {
  const [chainId, lease] = only(store.leases);
  store.leases.set(chainId, { ...lease, epoch: epoch(lease.epoch - 1) });
}
