import { must } from '@outpace/engine/basics/assert.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail } from '@outpace/engine/basics/result.ts';
import { type CommandOutcome, isWrite } from '@outpace/engine/effect.ts';
import { expect, test } from 'vitest';
import { AcknowledgedIsThere } from './acknowledged-is-there.ts';
import { openedIn, Scene } from './scene.ts';

const OK: CommandOutcome = { ok: true, value: { done: 'done' } };

/** An agent saves a draft; the law is shown what came of it only as far as the test says. */
function draftSaved() {
  const watched = new AcknowledgedIsThere();
  const scene = new Scene([]);
  scene.answer(openedIn(scene.dial()).attemptId);
  const [interaction] = scene.state.interactions.values();
  const { id: interactionId } = must(interaction, 'an interaction');
  const note = 'moved away';
  const draft = { callResult: undefined, dispositionCode: undefined, doNotCall: undefined, note };
  const moment = scene.say({ type: 'save-draft', interactionId, draft });
  const { at, store } = scene;
  const commandId = 'commandId' in moment.event ? moment.event.commandId : undefined;
  const told = { at, store, commandId: must(commandId, 'a command'), outcome: OK };
  const writes = moment.effects.filter(isWrite);
  expect(writes.map(({ type }) => type)).toContain('save-draft');
  watched.see(moment);
  return {
    commit: () => watched.see({ type: 'committed', at, writes, store }),
    kill: () => watched.see({ type: 'killed', at }),
    acknowledge: () => watched.see({ type: 'acknowledged', ...told }),
    refuse: () =>
      watched.see({
        type: 'acknowledged',
        ...told,
        outcome: fail(refusal('INTERACTION_GONE')),
      }),
  };
}

test('what is acknowledged before it is durable is found', () => {
  expect(draftSaved().acknowledge()).toEqual([expect.stringContaining('its save-draft is not')]);
});

test('what is durable may be acknowledged', () => {
  const { commit, acknowledge } = draftSaved();
  commit();
  expect(acknowledge()).toEqual([]);
});

test('a refusal promises nothing, and nor does a process that is dead', () => {
  expect(draftSaved().refuse()).toEqual([]);
  const { kill, acknowledge } = draftSaved();
  kill();
  expect(acknowledge()).toEqual([]);
});
