import {
  agentId,
  attemptId,
  campaignGroupId,
  campaignId,
  chainId,
  commandId,
  interactionId,
} from '@outpace/engine/basics/ids.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import { USUAL_PRIORITIES } from '@outpace/engine/calling-lists/queue-rank.ts';
import type { Action, Effect, Write } from '@outpace/engine/effect.ts';
import { chain, draft, phone, plan, START } from '@outpace/engine/test-site.ts';
import { expect, test } from 'vitest';
import type { Batch, Held } from './commit-then-act.ts';
import { sort, withdraw } from './commit-then-act.ts';

const ANN = agentId('ann');
const open = (n: number): Write => {
  const { id: of, listId, records } = chain(n);
  return {
    type: 'open-attempt',
    attemptId: attemptId(`a${n}`),
    groupId: plan().groupId,
    campaignId: plan().campaignId,
    listId,
    chainId: of,
    recordId: records[0]?.id ?? ('' as never),
    phone: phone(n),
    agentId: ANN,
    mode: 'progressive',
    openedAt: START,
    answers: [],
  };
};
const close = (n: number): Write => ({
  type: 'close-attempt',
  attemptId: attemptId(`a${n}`),
  result: 'busy',
  agentId: ANN,
  answeredAt: undefined,
  connectedAt: undefined,
  endedAt: START,
  cpd: undefined,
});
const begin = (n: number): Write =>
  ({
    ...open(n),
    type: 'open-interaction',
    interactionId: interactionId(`i${n}`),
    agentId: ANN,
  }) as Write;
const note = (n: number): Write => ({
  type: 'save-draft',
  interactionId: interactionId(`i${n}`),
  ...draft({ note: 'x' }),
});
const back: Write = { type: 'release-chains', chainIds: [chainId('9')], toTop: false };
const dial = (n: number): Extract<Held, { type: 'originate' }> => ({
  type: 'originate',
  attemptId: attemptId(`a${n}`),
  phone: phone(n),
  giveUpAt: instant(1),
  detect: 'balanced',
  message: 'sorry',
});
const reply: Held = {
  type: 'reply',
  commandId: commandId('c1'),
  outcome: { ok: true, value: { done: 'done' } },
};
const lease: Held = {
  type: 'lease-chains',
  campaignId: campaignId('campaign'),
  count: 1,
  priorities: USUAL_PRIORITIES,
  groupId: campaignGroupId('group'),
  lists: [],
  dueBy: START,
  until: START,
};
const handOn: Held = {
  type: 'hand-on',
  attemptId: attemptId('a2'),
  to: '+12025550199',
  giveUpAt: instant(1),
};
const bridge: Action = {
  type: 'bridge',
  attemptId: attemptId('a1'),
  agentId: ANN,
  beep: false,
};
const hangUp: Action = { type: 'hang-up', attemptId: attemptId('a1') };
const shown: Action = { type: 'agent-changed', agentId: ANN };

test('writes are gathered; dials, replies and leases wait; a person on the line does not', () => {
  const effects: readonly Effect[] = [
    ...[open(1), dial(1), handOn, bridge],
    ...[reply, hangUp, lease, back, shown],
  ];
  expect(sort(effects)).toEqual({
    writes: [open(1), back],
    held: [dial(1), handOn, reply, lease],
    atOnce: [bridge, hangUp, shown],
  });
});

const batch = (writes: readonly Write[], held: readonly Held[] = []): Batch => ({ writes, held });
const none = batch([]);

// biome-ignore format: a table is read in columns.
test.each<[why: string, failed: Batch, since: Batch, ids: readonly string[], again: Batch]>([
  ['an attempt that was not written is withdrawn, its dial with it',
    batch([open(1)], [dial(1)]), none, ['a1'], none],
  ['its interaction and that one’s draft too',
    batch([open(1), begin(1)], [dial(1)]), batch([note(1)]), ['a1'], none],
  ['what else was to be written is still true',
    batch([back, open(1), note(2)], [dial(1), reply]), none, ['a1'],
    batch([back, note(2)], [reply])],
  ['what came since comes after it',
    batch([back]), batch([note(2)], [reply]), [], batch([back, note(2)], [reply])],
  ['an attempt closed since keeps its rows: its chain has been treated',
    batch([open(1)], [dial(1)]), batch([close(1)]), [], batch([open(1), close(1)], [dial(1)])],
  ['an attempt opened since has not failed yet',
    batch([open(1)], [dial(1)]), batch([open(2)], [dial(2)]), ['a1'], batch([open(2)], [dial(2)])],
  ['an attempt opened long before is closed all the same',
    batch([close(3)], [reply]), none, [], batch([close(3)], [reply])],
])('%s', (_why, failed, since, ids, again) => {
  expect(withdraw(failed, since)).toEqual({ attemptIds: ids, again });
});
