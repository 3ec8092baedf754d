import { interactionId } from '@outpace/engine/basics/ids.ts';
import type { AddSuppression, OpenAttempt } from '@outpace/engine/effect.ts';
import { desk } from '@outpace/engine/test-consulting.ts';
import { ANN, phone } from '@outpace/engine/test-site.ts';
import { expect, test } from 'vitest';
import type { Moment } from './checker.ts';
import { openedIn, Scene } from './scene.ts';
import { Suppressions } from './suppressions.ts';

const no = (scene: Scene, { phone }: OpenAttempt): AddSuppression => ({
  type: 'add-suppression',
  key: { kind: 'phone', phone },
  reason: 'asked',
  by: scene.agentId,
  interactionId: interactionId('i1'),
  at: scene.at,
});

function dialedAfter(writeDown: boolean, isKilled: boolean): readonly string[] {
  const checker = new Suppressions();
  const scene = new Scene([checker]);
  const moment = scene.dial();
  const added = no(scene, openedIn(moment));
  const { at, store } = scene;
  scene.show({ ...moment, effects: [added] });
  if (writeDown) scene.show({ type: 'committed', at, writes: [added], store });
  if (isKilled) scene.show({ type: 'killed', at });
  scene.show(moment);
  return scene.broken;
}

test('a dial after a do-not-call is found, even before it is on the disk', () => {
  expect(dialedAfter(false, false)).toEqual([expect.stringContaining('suppressed')]);
  expect(dialedAfter(true, true)).toEqual([expect.stringContaining('suppressed')]);
});

test('what was lost with the process was promised to nobody', () => {
  expect(dialedAfter(false, true)).toEqual([]);
});

test('a dial to a number that was suppressed from the start is found', () => {
  const { phone } = openedIn(new Scene([]).dial());
  const scene = new Scene([new Suppressions([{ kind: 'phone', phone }])]);
  scene.dial();
  expect(scene.broken).toEqual([expect.stringContaining('suppressed')]);
});

test('a third party at a suppressed number is found, and one who is nobody’s is not', () => {
  const { site, call } = desk();
  const order = { type: 'save-third-party', interactionId: call.id, serial: 1, by: ANN } as const;
  const called = { ...order, purpose: 'consult', state: 'called', at: site.at } as const;
  const calling = (n: number): Moment => ({
    type: 'step',
    at: site.at,
    event: { type: 'tick', at: site.at },
    effects: [{ ...called, target: { kind: 'number', phone: phone(n) } }],
    state: site.state,
  });
  const checker = new Suppressions([{ kind: 'phone', phone: phone(9) }]);
  expect(checker.see(calling(8))).toEqual([]);
  expect(checker.see(calling(9))).toEqual([`a third party of ${call.id} at a suppressed number`]);
});
