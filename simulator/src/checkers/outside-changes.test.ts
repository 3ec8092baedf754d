import { commandId, recordId } from '@outpace/engine/basics/ids.ts';
import { after, minutes } from '@outpace/engine/basics/time.ts';
import type { ChainChange } from '@outpace/engine/calling-lists/chain-change.ts';
import { expect, test } from 'vitest';
import { OutsideChanges } from './outside-changes.ts';
import { openedIn, Scene } from './scene.ts';

type Story = {
  readonly change: (at: Scene['at']) => ChainChange;
  readonly isRefused?: boolean;
  readonly isWritten?: boolean;
  readonly isKilled?: boolean;
  readonly isManual?: boolean;
};

/** The scene's dial comes after something was agreed about its chain: what is said of that. */
function told(story: Story): readonly string[] {
  const scene = new Scene([]);
  const moment = scene.dial();
  const order = openedIn(moment);
  const { chainId } = order;
  const { at, store } = scene;
  const checker = new OutsideChanges();
  const taken = { kind: 'in-use' } as const;
  const what = { type: 'change-chain', chainId, taken, suppressed: [] } as const;
  const command = { ...what, change: story.change(at) };
  const id = commandId('c');
  const ok = { ok: true, value: { done: 'done' } } as const;
  const refused = { ok: false, problem: { code: 'RECORD_BUSY' } } as const;
  const reply = { type: 'reply', commandId: id, outcome: story.isRefused ? refused : ok } as const;
  const event = { type: 'supervisor-command', commandId: id, by: 'sue', at, command } as const;
  checker.see({ ...moment, event, effects: [reply] });
  const save = { type: 'save-chain', chainId, state: 'closed', position: 0, records: [] } as const;
  const writes = [{ ...save, treatment: undefined, dueAt: at, toTop: false }];
  if (story.isWritten) checker.see({ type: 'committed', at, writes, store });
  if (story.isKilled) checker.see({ type: 'killed', at });
  const manual = { ...order, mode: 'manual' as const };
  return checker.see(story.isManual ? { ...moment, effects: [manual] } : moment);
}

const finish = (): ChainChange => ({ type: 'finish' });
const inAnHour = (at: Scene['at']): ChainChange => ({
  type: 'reschedule',
  dueAt: after(at, minutes(60)),
});
const now = (at: Scene['at']): ChainChange => ({ type: 'reschedule', dueAt: at });

const asSoonAsPossible = (): ChainChange => ({ type: 'reschedule', dueAt: undefined });

/** The scene's dial comes after the chain was delegated until then, and perhaps given back. */
function delegatedUntil(wait: number, isGivenBack = false): readonly string[] {
  const scene = new Scene([]);
  const moment = scene.dial();
  const { chainId } = openedIn(moment);
  const { at } = scene;
  const checker = new OutsideChanges();
  const on = { by: 'call-result', result: 'busy' } as const;
  const delegated = { recordId: recordId('1'), on };
  const saved = { type: 'save-chain', chainId, state: 'ready', position: 0, records: [] } as const;
  const times = { dueAt: after(at, minutes(wait)), toTop: false, treatment: undefined };
  checker.see({ ...moment, effects: [{ ...saved, ...times, delegated }] });
  if (isGivenBack) {
    const taken = { kind: 'in-use' } as const;
    const change = asSoonAsPossible();
    const command = { type: 'change-chain', chainId, taken, suppressed: [], change } as const;
    const of = commandId('c');
    const event = { type: 'supervisor-command', commandId: of, by: 'sue', at, command } as const;
    const outcome = { ok: true, value: { done: 'done' } } as const;
    checker.see({ ...moment, event, effects: [{ type: 'reply', commandId: of, outcome }] });
  }
  return checker.see(moment);
}

test('found: a dial of what is delegated, until its time has come or it is given back', () => {
  expect(delegatedUntil(60)).toHaveLength(1);
  expect(delegatedUntil(0)).toEqual([]);
  expect(delegatedUntil(60, true)).toEqual([]);
});

test.each<[what: string, story: Story, found: number]>([
  ['a dial of what was dealt with', { change: finish }, 1],
  ['before its time', { change: inAnHour }, 1],
  ['across a kill, once written', { change: finish, isWritten: true, isKilled: true }, 1],
  ['not what was lost with the process', { change: finish, isKilled: true }, 0],
  ['not at its time', { change: now }, 0],
  ['not what is put off to now', { change: asSoonAsPossible }, 0],
  ['not what was refused', { change: finish, isRefused: true }, 0],
  ['not by hand', { change: finish, isManual: true }, 0],
])('found: %s', (_what, story, found) => {
  expect(told(story)).toHaveLength(found);
});
