import { expect, test } from 'vitest';
import type { Fate } from './adoption.ts';
import {
  adoptedAgent,
  adoptedAttempt,
  adoptedInteraction,
  closedAttempt,
  closedInteraction,
  fateOf,
  unsaved,
} from './adoption.ts';
import { attemptId, interactionId } from './basics/ids.ts';
import { after, minutes, seconds } from './basics/time.ts';
import type { CustomerLeg } from './dialing/surviving-leg.ts';
import type { RecoveredAttempt, RecoveredInteraction } from './event.ts';
import { AGENTS, ANN, chain, draft, GROUP, phone, plan, START, VOICE } from './test-site.ts';

const now = after(START, minutes(3));
const in1 = after(START, seconds(1));
const in2 = after(START, seconds(2));
const id = interactionId('i000000-00000008');

const talked: RecoveredInteraction = {
  id,
  agentId: ANN,
  agentName: 'Ann',
  agentGroupIds: [AGENTS],
  draft: draft({ note: 'call in May' }),
  openedAt: START,
  answeredAt: in1,
  connectedAt: in2,
  endedAt: undefined,
  isRecorded: false,
};
const accepted = { ...talked, answeredAt: undefined, connectedAt: undefined };
const coded = { ...accepted, draft: draft({ dispositionCode: 'sale' }) };
const wrapped = { ...talked, endedAt: after(START, minutes(2)) };

const found = (interaction?: RecoveredInteraction): RecoveredAttempt => ({
  attemptId: attemptId('a000000-00000007'),
  groupId: GROUP,
  plan: plan(),
  chain: chain(1),
  openedAt: START,
  interaction,
});

const leg = (state: CustomerLeg['state'], change: Partial<CustomerLeg> = {}): CustomerLeg => ({
  of: 'attempt',
  attemptId: attemptId('a000000-00000007'),
  state,
  agentId: ANN,
  isHeld: false,
  recording: 'off',
  ...change,
});
const gone = undefined;

const handedOn = { agentId: undefined, isUp: true, side: 'both', hasCall: true } as const;
const inWords = (fate: Fate): string => {
  if (fate.type === 'unmet') return fate.result;
  if (fate.type === 'transferring') return fate.type;
  return fate.interaction === undefined ? `${fate.type} unsaved` : fate.type;
};

// biome-ignore format: a table is read in columns.
test.each<[why: string, interaction: RecoveredInteraction | undefined, leg: CustomerLeg | undefined, fate: string]>([
  ['they talk',                               talked,    leg('talking'), 'adopt'],
  ['they talk, and nobody wrote since when',  accepted,  leg('talking'), 'adopt'],
  ['they talk, and nothing was written',      undefined, leg('talking'), 'adopt unsaved'],
  ['with whom, nobody knows',                 undefined, leg('talking', { agentId: undefined }), 'switch-error'],
  ['the agent’s sound broke off',             talked,    leg('waiting'), 'adopt'],
  ['the conversation is over',                talked,    gone,           'over'],
  ['it was, and only work was left',          wrapped,   gone,           'over'],
  ['its line is still up',                    wrapped,   leg('talking'), 'over'],
  ['the switch sends the customer off',       talked,    leg('message'), 'over'],
  ['the customer was handed on',              talked,    leg('talking', { agentId: undefined, third: handedOn }), 'over'],
  ['accepted, and it rings',                  accepted,  leg('ringing'), 'switch-error'],
  ['accepted, and answered meanwhile',        accepted,  leg('waiting'), 'dropped'],
  ['accepted, and told the message',          accepted,  leg('message'), 'dropped'],
  ['accepted, and gone',                      accepted,  gone,           'switch-error'],
  ['gone, but a code was chosen',             coded,     gone,           'over'],
  ['nobody was there yet, it rings',          undefined, leg('ringing'), 'switch-error'],
  ['answered, and nobody came',               undefined, leg('waiting'), 'dropped'],
  ['told the message',                        undefined, leg('message'), 'dropped'],
  ['gone',                                    undefined, gone,           'switch-error'],
])('%s', (_why, interaction, there, fate) => {
  expect(inWords(fateOf(found(interaction), there, true))).toBe(fate);
});

test('where the switch cannot be asked, what may have been a conversation counts as one', () => {
  const fates = [talked, accepted, wrapped, undefined].map((interaction) =>
    inWords(fateOf(found(interaction), undefined, false)),
  );
  expect(fates).toEqual(['over', 'over', 'over', 'switch-error']);
});

test('an adopted attempt has its times, one that was never written those of now', () => {
  const base = {
    id: 'a000000-00000007',
    groupId: GROUP,
    chainId: '1',
    recordId: '1',
    phone: phone(1),
    openedAt: START,
    agentId: ANN,
    openedFor: undefined,
    cpd: undefined,
    phase: 'connected',
    interactionId: id,
  };
  expect(adoptedAttempt(found(talked), talked, now)).toEqual({
    ...base,
    answeredAt: in1,
    connectedAt: in2,
  });
  expect(adoptedAttempt(found(accepted), accepted, now)).toEqual({
    ...base,
    answeredAt: now,
    connectedAt: now,
  });
});

test('an adopted interaction has its draft, and is held and recorded as the switch says', () => {
  const recording = { ...VOICE.recording, of: 'all' } as const;
  const recorded = { ...found(talked), plan: plan({ voice: { ...VOICE, recording } }) };
  const attempt = adoptedAttempt(recorded, talked, now);
  const there = leg('talking', { isHeld: true, recording: 'paused' });
  expect(adoptedInteraction(recorded, attempt, talked, there, now)).toEqual({
    id,
    agentId: ANN,
    groupId: GROUP,
    chainId: '1',
    recordId: '1',
    attemptId: attempt.id,
    phone: phone(1),
    openedAt: START,
    muted: false,
    // Saying nothing is what was preselected.
    draft: { ...talked.draft, callResult: 'answer' },
    draftSavedAt: undefined,
    recording: { state: 'paused', why: 'campaign', since: now },
    cpdSaid: undefined,
    takenOverAt: undefined,
    thirds: 0,
    partner: undefined,
    phase: 'on-hold',
    connectedAt: in2,
    heldAt: now,
  });
  expect(adoptedInteraction(recorded, attempt, talked, leg('talking'), now)).toMatchObject({
    phase: 'connected',
    recording: { state: 'off' },
  });
});

test('an adopted agent is in a call, and heard if their leg is there', () => {
  expect(adoptedAgent(talked, true, 'needed', now)).toMatchObject({
    agentId: ANN,
    name: 'Ann',
    groupIds: [AGENTS],
    goneSince: now,
    phone: { kind: 'browser', reachable: true, leg: 'up', silent: false },
    today: { calls: 1, contacts: 1 },
  });
  expect(adoptedAgent(talked, false, 'needed', now).phone).toMatchObject({
    reachable: false,
    leg: 'down',
  });
  expect(adoptedAgent(talked, true, 'none', now).phone).toEqual({ kind: 'none' });
});

test('of a conversation that nobody wrote down, the agent and the moment are known', () => {
  expect(unsaved(found(), ANN, id, now)).toEqual({
    id,
    agentId: ANN,
    agentName: ANN,
    agentGroupIds: [AGENTS],
    draft: draft(),
    openedAt: now,
    answeredAt: undefined,
    connectedAt: undefined,
    endedAt: undefined,
    isRecorded: false,
  });
});

test('what is closed keeps the times that are known', () => {
  expect(closedAttempt(found(talked), 'answer', now)).toEqual({
    type: 'close-attempt',
    attemptId: 'a000000-00000007',
    result: 'answer',
    agentId: ANN,
    answeredAt: in1,
    connectedAt: in2,
    endedAt: now,
    cpd: undefined,
  });
  const said = { callResult: 'answer', dispositionCode: 'sale', doNotCall: undefined, note: '' };
  expect(closedInteraction(wrapped, said as never, now)).toEqual({
    type: 'close-interaction',
    interactionId: id,
    closedBy: 'recovery',
    ...said,
    connectedAt: in2,
    endedAt: wrapped.endedAt,
    doneAt: now,
  });
});
