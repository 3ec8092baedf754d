import { must } from '@outpace/engine/basics/assert.ts';
import { attemptId, interactionId } from '@outpace/engine/basics/ids.ts';
import type { Effect } from '@outpace/engine/effect.ts';
import type { EventBody } from '@outpace/engine/event.ts';
import { ANN, BEN, FIRST_DIAL, TestSite } from '@outpace/engine/test-site.ts';
import { expect, test } from 'vitest';
import { InternalCalls } from './internal-calls.ts';

/** Ann calls Ben; the checker is shown what happens, with more or less in it than there was. */
class Talk {
  readonly checker = new InternalCalls();
  readonly site = TestSite.running({ agents: [ANN, BEN], chains: [] });
  readonly callId;

  constructor() {
    this.say({ type: 'call-agent', agentId: BEN }, ANN);
    const ann = this.site.agent(ANN);
    this.callId = must(ann.phase === 'internal' ? ann.internal.id : undefined, 'the call');
  }

  say(
    command: Extract<EventBody, { type: 'agent-command' }>['command'],
    by: typeof ANN,
    bend: (effects: readonly Effect[]) => readonly Effect[] = (effects) => effects,
  ): readonly string[] {
    const { at, state } = this.site;
    const commandId = this.site.nextId();
    const event = { type: 'agent-command', agentId: by, commandId, command } as const;
    const effects = bend(this.site.step(event));
    return this.checker.see({ type: 'step', at, event: { ...event, at }, effects, state });
  }

  accept = (by = BEN, bend?: (effects: readonly Effect[]) => readonly Effect[]) =>
    this.say({ type: 'accept-internal-call', callId: this.callId }, by, bend);
  end = (bend?: (effects: readonly Effect[]) => readonly Effect[]) =>
    this.say({ type: 'end-internal-call', callId: this.callId }, BEN, bend);
}

const without =
  (type: Effect['type']) =>
  (effects: readonly Effect[]): readonly Effect[] =>
    effects.filter((effect) => effect.type !== type);
const agentIds = [ANN, BEN] as const;

test('two who talk, and stop', () => {
  const talk = new Talk();
  expect([talk.accept(), talk.end()]).toEqual([[], []]);
});

test('two who are joined and hear nobody', () => {
  expect(new Talk().accept(BEN, without('join-agents'))).toEqual(['ann and ben hear nobody']);
});

test('two who are never parted', () => {
  const talk = new Talk();
  talk.accept();
  expect(talk.end(without('part-agents'))).toEqual(['ann and ben are left together']);
});

test('two who were never together', () => {
  const part = (effects: readonly Effect[]) => [
    ...effects,
    { type: 'part-agents', agentIds } as const,
  ];
  expect(new Talk().end(part)).toEqual(['ann and ben are parted, and were not together']);
});

test('a colleague who has not said yes', () => {
  const join = (effects: readonly Effect[]) => [
    ...effects,
    { type: 'join-agents', agentIds } as const,
  ];
  expect(new Talk().accept(ANN, join)).toContain('ann and ben are joined, and nobody has said yes');
});

test('an agent who is given a contact meanwhile', () => {
  const { groupId, chainId, recordId } = FIRST_DIAL;
  const given = {
    type: 'open-interaction',
    interactionId: interactionId('i9'),
    attemptId: attemptId('a9'),
    groupId,
    campaignId: 'c',
    chainId,
    recordId,
    agentId: BEN,
    openedAt: FIRST_DIAL.openedAt,
  } as Effect;
  expect(new Talk().accept(BEN, (effects) => [...effects, given])).toEqual([
    'agent ben is given a contact meanwhile',
  ]);
});
