import { must } from '@outpace/engine/basics/assert.ts';
import { commandId } from '@outpace/engine/basics/ids.ts';
import { ok } from '@outpace/engine/basics/result.ts';
import type { Effect } from '@outpace/engine/effect.ts';
import { EMPTY_DRAFT } from '@outpace/engine/interactions/interaction.ts';
import { expect, test } from 'vitest';
import type { MomentOf } from './checker.ts';
import { RefusedWhileEngaged } from './refused-while-engaged.ts';
import { Scene } from './scene.ts';

const shift = () => {
  const scene = new Scene([new RefusedWhileEngaged()], { assured: { of: 'everybody' } });
  scene.dial();
  const agent = must(scene.state.agents.get(scene.agentId), 'the agent');
  if (agent.phase !== 'engaged') throw new Error('the agent is engaged');
  return { scene, interactionId: agent.engagement.interactionId };
};

test('what is refused, and what may be done, is right', () => {
  const { scene, interactionId } = shift();
  scene.say({ type: 'hold', interactionId, held: true });
  scene.say({ type: 'log-off' });
  scene.say({ type: 'mute', interactionId, muted: true });
  expect(scene.broken).toEqual([]);
});

test('an act with another answer is found', () => {
  const { scene, interactionId } = shift();
  const said = scene.say({ type: 'hold', interactionId, held: true });
  const effects = said.effects.map((effect) =>
    effect.type === 'reply'
      ? { ...effect, outcome: { ok: false, problem: { code: 'NO_CALL' } } as const }
      : effect,
  );
  scene.show(another(said, effects));
  expect(scene.broken).toEqual(['hold of agent ann is answered NO_CALL']);
});

test('an act that takes the agent off the line is found', () => {
  const { scene, interactionId } = shift();
  const said = scene.say({ type: 'end-call', interactionId });
  scene.state.agents.clear();
  const effects = said.effects.map((effect) =>
    effect.type === 'reply' ? { ...effect, outcome: ok({ done: 'done' } as const) } : effect,
  );
  scene.show(another(said, effects));
  expect(scene.broken).toEqual([
    'end-call took agent ann off the line',
    'end-call of agent ann is answered ok',
  ]);
});

test('an act that is done although it is refused is found; sent once more it is no news', () => {
  const { scene, interactionId } = shift();
  const draft = { ...EMPTY_DRAFT, callResult: 'wrong-party' } as const;
  const said = scene.say({ type: 'save-draft', interactionId, draft });
  expect(scene.broken).toEqual([]);
  const effects = said.effects.map((effect) =>
    effect.type === 'reply' ? { ...effect, outcome: ok({ done: 'done' } as const) } : effect,
  );
  scene.show({ ...said, effects });
  expect(scene.broken).toEqual([]);
  scene.show(another(said, effects));
  expect(scene.broken).toEqual(['save-draft of agent ann is answered ok']);
});

/** The same under an id that has no answer yet. */
function another(said: MomentOf<'step'>, answered: readonly Effect[]): MomentOf<'step'> {
  if (said.event.type !== 'agent-command') throw new Error('a command');
  const id = commandId('another');
  const effects = answered.map((effect) =>
    effect.type === 'reply' ? { ...effect, commandId: id } : effect,
  );
  return { ...said, event: { ...said.event, commandId: id }, effects };
}
