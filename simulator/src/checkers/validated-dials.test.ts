import { must } from '@outpace/engine/basics/assert.ts';
import { after, minutes, seconds } from '@outpace/engine/basics/time.ts';
import type { Validation, ValidationAnswer } from '@outpace/engine/campaigns/validation.ts';
import { expect, test } from 'vitest';
import { Scene } from './scene.ts';
import { ValidatedDials } from './validated-dials.ts';

const validation: Validation = {
  url: 'https://validation.example/ask',
  secretHeader: undefined,
  timeoutMs: seconds(5),
  connectionsMax: 1,
  refusedAs: 'no-answer',
  onTimeout: { action: 'later', waitMs: minutes(1) },
  onError: { action: 'later', waitMs: minutes(1) },
};

/** Asked about one record, which is not dialed yet. */
function asked(how: Partial<Validation> = {}) {
  const scene = new Scene([new ValidatedDials()], { validation: { ...validation, ...how } });
  scene.dial();
  const [attemptId] = scene.state.attempts.keys();
  return { scene, attemptId: must(attemptId, 'an attempt that is asked about') };
}

const answer = (said: ValidationAnswer, how: Partial<Validation> = {}) => {
  const { scene, attemptId } = asked(how);
  const moment = scene.step({ type: 'validation-answered', attemptId, answer: said });
  return { scene, attemptId, moment };
};

test('allowed and dialed is fine, and so is not dialed at all', () => {
  expect(answer({ said: 'dial' }).scene.broken).toEqual([]);
  expect(answer({ said: 'refuse', result: undefined }).scene.broken).toEqual([]);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, said: ValidationAnswer, how: Partial<Validation>, text: string]>([
  ['a refusal',   { said: 'refuse', result: undefined }, {}, 'though it was refused'],
  ['no answer',   { said: 'time-out' },                  {}, 'though no answer came'],
  ['nonsense',    { said: 'error', why: 'not-json' },    {}, 'though nobody could say: error'],
])('a dial after %s is found', (_why, said, how, text) => {
  const { scene, attemptId } = asked(how);
  const dialed = answer({ said: 'dial' }, how).moment;
  // As if the engine had heard something else.
  const event = { type: 'validation-answered', attemptId, answer: said, at: scene.at } as const;
  scene.show({ ...dialed, event });
  expect(scene.broken).toEqual([`${attemptId} is dialed ${text}`]);
});

test('where the campaign dials without an answer, it may', () => {
  const how = { onTimeout: { action: 'dial' }, onError: { action: 'dial' } } as const;
  for (const said of [{ said: 'time-out' }, { said: 'error', why: 'status' }] as const) {
    expect(answer(said, how).scene.broken).toEqual([]);
  }
});

test('a dial before its answer is found', () => {
  const { scene, attemptId } = asked();
  const { moment } = answer({ said: 'dial' });
  scene.show({ ...moment, event: { type: 'tick', at: scene.at }, at: scene.at });
  expect(scene.broken).toEqual([`${attemptId} is dialed before its answer`]);
});

test('what waits for ever is found', () => {
  const { scene, attemptId } = asked();
  const { moment } = answer({ said: 'refuse', result: undefined });
  scene.show({ ...moment, effects: [], state: scene.state, at: instantAfter(scene) });
  expect(scene.broken).toEqual([expect.stringContaining(`${attemptId} waits for its answer`)]);
});

const instantAfter = ({ at }: Scene) => after(at, seconds(60));
