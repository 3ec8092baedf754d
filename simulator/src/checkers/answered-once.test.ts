import { fail } from '@outpace/engine/basics/result.ts';
import { expect, test } from 'vitest';
import { AnsweredOnce } from './answered-once.ts';
import { Scene } from './scene.ts';

test('no answer, two answers and another answer are found', () => {
  const scene = new Scene([new AnsweredOnce()]);
  const moment = scene.dial();
  const reply = moment.effects.find((effect) => effect.type === 'reply');
  if (reply === undefined) throw new Error('no reply');
  expect(scene.broken).toEqual([]);
  scene.show({ ...moment, effects: [] });
  scene.show({ ...moment, effects: [reply, reply] });
  scene.show({ ...moment, effects: [{ ...reply, outcome: fail({ code: 'OFFER_GONE' }) }] });
  expect(scene.broken).toEqual([
    expect.stringContaining('gets 0 answers'),
    expect.stringContaining('gets 2 answers'),
    expect.stringContaining('is answered'),
  ]);
});

test('an answer that nobody asked for is found', () => {
  const scene = new Scene([new AnsweredOnce()]);
  const moment = scene.dial();
  scene.show({ ...moment, event: { type: 'tick', at: scene.at } });
  expect(scene.broken).toEqual([expect.stringContaining('that nobody asked')]);
});
