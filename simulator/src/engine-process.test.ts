import { must } from '@outpace/engine/basics/assert.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import type { Action, Reply, Write } from '@outpace/engine/effect.ts';
import { expect, test } from 'vitest';
import { openedIn, Scene } from './checkers/scene.ts';
import type { Place } from './deaths.ts';
import { EngineProcess } from './engine-process.ts';

/** An engine whose agent is about to be given a call; writes wait until the test lets them go. */
function site(diesAt?: Place) {
  const scene = new Scene([], { delivery: { kind: 'auto-answer' } });
  const opened = openedIn(scene.dial());
  const acts: Action['type'][] = [];
  const replies: Reply[] = [];
  const commits: (readonly Write[])[] = [];
  const process = new EngineProcess(scene.state, {
    stepped: () => {},
    act: (action) => acts.push(action.type),
    reply: (reply) => replies.push(reply),
    commit: (writes) => commits.push(writes),
    passed: (place) => {
      if (place === diesAt) process.die();
    },
  });
  const end = () =>
    process.post(
      { type: 'call-ended', attemptId: opened.attemptId, result: 'no-answer' },
      instant(scene.at + 1_000),
    );
  const at = (seconds: number) => instant(scene.at + seconds * 1_000);
  return { scene, process, acts, replies, commits, end, at };
}

test('a dial waits for its write, a second write waits for the first', () => {
  const { process, acts, commits, end, at } = site();
  end();
  expect(commits).toHaveLength(1);
  expect(acts).not.toContain('originate');
  process.post({ type: 'tick' }, at(2));
  expect(commits).toHaveLength(1);
  process.onCommitted(at(3));
  expect(acts).toContain('originate');
});

test('a failed write takes the dial back and is tried again', () => {
  const { process, acts, commits, end, at, scene } = site();
  end();
  expect(scene.state.attempts.size).toBe(1);
  process.onCommitFailed(at(2));
  expect(scene.state.attempts.size).toBe(0);
  const retryAt = must(process.alarmAt, 'an alarm');
  expect(retryAt).toBeLessThanOrEqual(at(3));
  process.post({ type: 'tick' }, at(3));
  expect(commits).toHaveLength(2);
  const [, again] = commits;
  expect(again?.map(({ type }) => type)).toContain('close-attempt');
  expect(again?.map(({ type }) => type)).not.toContain('open-attempt');
  expect(acts).not.toContain('originate');
});

test('an attempt that ended while it was written down is not dialed', () => {
  const { process, acts, end, at, scene } = site();
  end();
  const [attemptId] = [...scene.state.attempts.keys()];
  process.post(
    { type: 'call-ended', attemptId: must(attemptId, 'the next attempt'), result: 'busy' },
    at(2),
  );
  process.onCommitted(at(3));
  expect(acts.filter((type) => type === 'originate')).toEqual([]);
});

// biome-ignore format: a table is read in columns.
test.each<[dies: Place, acted: boolean, commits: number, dials: number]>([
  ['decided',  false, 0, 0],
  ['acted',    true,  0, 0],
  ['begun',    true,  1, 0],
  ['durable',  true,  1, 0],
  ['released', true,  1, 1],
])('a process that dies when it has %s does nothing more', (dies, acted, begun, dials) => {
  const { process, acts, commits, end, at } = site(dies);
  end();
  if (commits.length > 0 && dies !== 'begun') process.onCommitted(at(2));
  expect([acts.length > 0, commits.length]).toEqual([acted, begun]);
  const waited = acts.filter((type) => type === 'originate' || type === 'lease-chains');
  expect(waited).toHaveLength(dials);
});
