import type { CallingListId } from '@outpace/engine/basics/ids.ts';
import { callingListId, commandId, interactionId } from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import { EVERYBODY, type SuppressionScope } from '@outpace/engine/calling-lists/suppression.ts';
import type { AddSuppression, OpenAttempt } from '@outpace/engine/effect.ts';
import { desk } from '@outpace/engine/test-consulting.ts';
import { ANN, phone } from '@outpace/engine/test-site.ts';
import { describe, expect, test } from 'vitest';
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

describe('an entry of a suppression list', () => {
  /** The scene's dial again, after an entry for its number was listed and the engine was told. */
  function dialedAfterEntry(change: {
    readonly until?: Instant;
    readonly listId?: CallingListId;
    readonly isHeard: boolean;
    readonly isKilled?: boolean;
  }): readonly string[] {
    const scene = new Scene([new Suppressions()]);
    const moment = scene.dial();
    const { phone } = openedIn(moment);
    const { listId, until } = change;
    const scope: SuppressionScope =
      listId === undefined ? EVERYBODY : { kind: 'calling-list', listId };
    const entries = [{ key: { kind: 'phone', phone } as const, scope, until }];
    const { at } = scene;
    scene.show({ type: 'listed', at, entries });
    if (change.isKilled) scene.show({ type: 'killed', at });
    const command = { type: 'apply-listed', anew: [], entries } as const;
    const what = { commandId: commandId('c'), by: 'somebody', at, command } as const;
    const heard = { ...moment, event: { type: 'supervisor-command', ...what } } as const;
    scene.show(change.isHeard ? heard : moment);
    return scene.broken;
  }
  const soon = instant(Date.UTC(2026, 10, 23, 13));
  const past = instant(Date.UTC(2026, 10, 23, 11));

  test.each<[what: string, change: Parameters<typeof dialedAfterEntry>[0], found: number]>([
    ['is in force when the engine hears of it', { isHeard: true }, 1],
    ['and not before', { isHeard: false }, 0],
    ['unless the process began after it', { isHeard: false, isKilled: true }, 1],
    ['until its end', { isHeard: true, until: soon }, 1],
    ['and not after it', { isHeard: true, until: past }, 0],
    ['for its calling list', { isHeard: true, listId: callingListId('list') }, 1],
    ['and for no other', { isHeard: true, listId: callingListId('other') }, 0],
  ])('%s', (_what, change, found) => {
    expect(dialedAfterEntry(change)).toHaveLength(found);
  });
});
