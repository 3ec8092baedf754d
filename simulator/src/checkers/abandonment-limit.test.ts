import { must } from '@outpace/engine/basics/assert.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { AbandonmentLimit } from './abandonment-limit.ts';
import { openedIn, Scene } from './scene.ts';

/** A predictive session of which `lost` of `live` people met nobody; then the day is over. */
function day(live: number, lost: number, isKilled = false): readonly string[] {
  const scene = new Scene([new AbandonmentLimit()]);
  const moment = scene.dial();
  const { groupId } = openedIn(moment);
  const session = must(scene.state.sessions.get(groupId), 'the session');
  scene.state.sessions.set(groupId, { ...session, mode: 'predictive' });
  const opened = must(
    moment.effects.find((effect) => effect.type === 'open-attempt'),
    'the attempt',
  );
  for (let n = 0; n < live; n += 1) {
    const closed = {
      type: 'close-attempt',
      attemptId: opened.attemptId,
      result: n < lost ? 'abandoned' : 'answer',
      agentId: undefined,
      answeredAt: scene.at,
      connectedAt: n < lost ? undefined : scene.at,
      endedAt: scene.at,
      cpd: undefined,
    } as const;
    scene.show({ ...moment, effects: [opened] });
    if (isKilled) scene.show({ type: 'killed', at: scene.at });
    scene.show({ ...moment, effects: [closed] });
  }
  const { at, state, store } = scene;
  scene.show({ type: 'rest', at, state, store, legs: [] });
  return scene.broken;
}

test.each([
  ['within the limit', 400, 12, []],
  ['by chance a few more', 400, 20, []],
  ['far above it', 400, 40, ['group-scene lost 40 of 400 people, limit 0.03']],
])('%s', (_why, live, lost, broken) => {
  expect(day(live, lost)).toEqual(broken);
});

test('what a killed process left in the air is not held against the pacing', () => {
  expect(day(400, 40, true)).toEqual([]);
});

function cut(rangMs: number): readonly string[] {
  const scene = new Scene([new AbandonmentLimit()]);
  const moment = scene.dial();
  const { attemptId, groupId } = openedIn(moment);
  const session = must(scene.state.sessions.get(groupId), 'the session');
  scene.state.sessions.set(groupId, { ...session, mode: 'predictive' });
  scene.show(moment);
  const { at } = scene;
  scene.show({ ...moment, event: { type: 'call-ringing', attemptId, at }, effects: [] });
  const closed = {
    type: 'close-attempt',
    attemptId,
    result: 'no-answer',
    agentId: undefined,
    answeredAt: undefined,
    connectedAt: undefined,
    endedAt: at,
    cpd: undefined,
  } as const;
  const effects = [{ type: 'hang-up', attemptId } as const, closed];
  scene.show({ ...moment, at: instant(at + rangMs), effects });
  return scene.broken;
}

test('a ringing that is cut short is found', () => {
  expect(cut(15_000)).toEqual([]);
  expect(cut(14_999)).toEqual([expect.stringContaining('rang 14999 ms')]);
});
