import { expect, test } from 'vitest';
import { openedIn, Scene } from './scene.ts';
import { TalkGoesOn } from './talk-goes-on.ts';

function talking() {
  const scene = new Scene([new TalkGoesOn()]);
  const { attemptId } = openedIn(scene.dial());
  const moment = scene.answer(attemptId);
  const { agentId, at } = scene;
  const leg = { of: 'attempt', attemptId, agentId, isHeld: false, recording: 'off' } as const;
  const legs = [{ ...leg, state: 'talking' } as const];
  return { scene, attemptId, moment, event: { type: 'switch-up', legs, at } as const };
}

test('a conversation that is cut off when the switch is back is found', () => {
  const { scene, attemptId, moment, event } = talking();
  scene.show({ ...moment, event, effects: [] });
  expect(scene.broken).toEqual([]);
  scene.show({ ...moment, event, effects: [{ type: 'hang-up', attemptId }] });
  expect(scene.broken).toEqual([`attempt ${attemptId} talks, and is cut off`]);
});

test('a customer who was handed on to somebody outside is left in peace', () => {
  const { scene, attemptId, moment, event } = talking();
  const third = { agentId: undefined, isUp: true, side: 'both', hasCall: true } as const;
  const legs = event.legs.map((leg) => ({ ...leg, agentId: undefined, third }));
  scene.state.attempts.delete(attemptId);
  const back = { ...event, legs };
  scene.show({ ...moment, event: back, effects: [] });
  expect(scene.broken).toEqual([]);
  scene.show({ ...moment, event: back, effects: [{ type: 'hang-up', attemptId }] });
  expect(scene.broken).toEqual([`attempt ${attemptId} talks, and is cut off`]);
});

test('a conversation that is not taken over after a restart is found', () => {
  const { scene, attemptId, moment, event } = talking();
  const attempt = scene.store
    .recover(scene.at)
    .attempts.find((each) => each.attemptId === attemptId);
  if (attempt === undefined) expect.unreachable();
  scene.state.attempts.delete(attemptId);
  const recovered = { ...event, type: 'recovered', attempts: [attempt], sessions: [] } as const;
  scene.show({ ...moment, event: recovered, effects: [] });
  expect(scene.broken).toEqual([`attempt ${attemptId} talks, and is undefined here`]);
});
