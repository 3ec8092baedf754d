import { describe, expect, test } from 'vitest';
import { agentId } from '../basics/ids.ts';
import { millis, seconds } from '../basics/time.ts';
import type { CallTreatment, CallTreatments, NoPerson } from '../campaigns/call-treatments.ts';
import { DROP_ALL } from '../campaigns/call-treatments.ts';
import type { CampaignPlan } from '../campaigns/campaign.ts';
import type { CpdTime } from '../campaigns/voice.ts';
import { noPersonOn } from '../dialing/attempt.ts';
import type { Effect } from '../effect.ts';
import {
  ANN,
  AUTO_ANSWER,
  chains,
  draft,
  GROUP,
  heard,
  kinds,
  phone,
  plan,
  TestSite,
  VOICE,
} from '../test-site.ts';

const BEN = agentId('ben');
const TO = '+12025550199';
const EXAMPLES = {
  drop: { kind: 'drop' },
  connect: { kind: 'connect' },
  message: { kind: 'message', message: 'call-us' },
  transfer: { kind: 'transfer', to: TO, ringMs: seconds(30) },
} as const satisfies Record<CallTreatment['kind'], CallTreatment>;
type Kind = keyof typeof EXAMPLES;

const RESULTS = { machine: 'answering-machine', fax: 'fax', silence: 'silence' } as const;

const treating = (when: CpdTime, treatments: Partial<CallTreatments>): Partial<CampaignPlan> => ({
  ...AUTO_ANSWER,
  voice: {
    ...VOICE,
    cpd: { ...VOICE.cpd, when, callTreatments: { ...DROP_ALL, ...treatments } },
  },
});

type Mode = { readonly plan: Partial<CampaignPlan>; readonly isLegUp?: boolean };

/** Every way in which a call comes to an agent, or the agent to the call. */
const MODES = {
  progressive: { plan: { mode: 'progressive' } },
  predictive: { plan: { mode: 'predictive', multiplier: 2 } },
  'progressive-seizing': { plan: { mode: 'progressive-seizing', multiplier: 2 }, isLegUp: true },
  'predictive-seizing': { plan: { mode: 'predictive-seizing', multiplier: 2 }, isLegUp: true },
  assured: { plan: { mode: 'progressive', assured: { of: 'everybody' } }, isLegUp: true },
} as const satisfies Record<string, Mode>;
type ModeName = keyof typeof MODES;

/** The first contact has just answered, in a group of this mode. */
function answered(name: ModeName, changes: Partial<CampaignPlan>): TestSite {
  const mode: Mode = MODES[name];
  const site = TestSite.running({
    plan: { ...changes, ...mode.plan },
    ...(mode.isLegUp === true ? { phones: 'needed' } : {}),
  });
  site.ready(ANN);
  if (mode.isLegUp === true) site.leg(ANN, 'up');
  if (site.attemptIds().length === 0) site.tick(seconds(1));
  site.answer(site.attempt(1));
  return site;
}

const counts = (site: TestSite) => site.state.sessions.get(GROUP)?.counts;

/** What was ordered of the call, in words. */
const ordered = (effects: readonly Effect[]): readonly string[] =>
  effects.flatMap((effect) => {
    if (effect.type === 'play-and-release') return [`${effect.message} ${effect.when}`];
    if (effect.type === 'hand-on') return [`hand-on ${effect.to}`];
    return effect.type === 'hang-up' ? [effect.type] : [];
  });

/** Where the call is afterwards, and how it was closed if it was. */
function fateOf(site: TestSite, effects: readonly Effect[]): string {
  const closed = effects.find((effect) => effect.type === 'close-attempt');
  if (closed !== undefined) return closed.result;
  const attempt = site.attempt(1);
  return `${attempt.phase} ${noPersonOn(attempt) ?? 'person'}`;
}

/** What is ordered, and where the call is then, by verdict: beside who listens to it, or not. */
const expected = (kind: Kind, verdict: NoPerson): readonly [readonly string[], string] => {
  switch (kind) {
    case 'drop':
      return [['hang-up'], RESULTS[verdict]];
    case 'message':
      return [[verdict === 'machine' ? 'call-us after-beep' : 'call-us now'], RESULTS[verdict]];
    case 'connect':
      return [[], `connected ${verdict}`];
    case 'transfer':
      return [[`hand-on ${TO}`], `transferring ${verdict}`];
  }
};

const VERDICTS: readonly NoPerson[] = ['machine', 'fax', 'silence'];
const CELLS = VERDICTS.flatMap((verdict) =>
  (['drop', 'connect', 'message', 'transfer'] as const)
    // A fax cannot be told anything: no campaign has it.
    .filter((kind) => !(verdict === 'fax' && kind === 'message'))
    .map((kind) => [verdict, kind] as const),
);
const MODE_NAMES = [
  'progressive',
  'predictive',
  'progressive-seizing',
  'predictive-seizing',
] as const;

describe.each(MODE_NAMES)('%s, detected before the agent', (name) => {
  test.each(CELLS)('%s: %s', (verdict, kind) => {
    const site = answered(name, treating('before', { [verdict]: EXAMPLES[kind] }));
    expect(site.attempt(1).phase).toBe('detecting');
    const effects = site.verdict(site.attempt(1), verdict);
    expect([ordered(effects), fateOf(site, effects)]).toEqual(expected(kind, verdict));
    // Nobody was there: no live answer, and nobody who could be abandoned.
    expect(counts(site)).toMatchObject({ liveAnswers: 0, connected: 0, abandoned: 0 });
  });
});

const BESIDE = [...MODE_NAMES, 'assured'] as const;

describe.each(BESIDE)('%s, detected while the agent listens', (name) => {
  test.each(CELLS)('%s: %s', (verdict, kind) => {
    const site = answered(name, treating('beside', { [verdict]: EXAMPLES[kind] }));
    expect(site.attempt(1).phase).toBe('connected');
    const { id } = site.interaction(ANN);
    const effects = site.verdict(site.attempt(1), verdict);
    if (verdict === 'silence') {
      // People are slow to speak: the agent hears for themselves.
      expect([ordered(effects), fateOf(site, effects)]).toEqual([[], 'connected person']);
      return;
    }
    expect([ordered(effects), fateOf(site, effects)]).toEqual(expected(kind, verdict));
    expect(counts(site)).toMatchObject({ liveAnswers: 0, connected: 0, abandoned: 0 });
    // Who listens to what is dropped, told something or handed on is free at once.
    const isKept = kind === 'connect';
    expect(site.state.interactions.has(id)).toBe(isKept);
    expect(site.agent(ANN).phase === 'talking').toBe(isKept);
  });
});

test('where records are assured, what is to be heard before the agent is heard beside them', () => {
  const site = answered('assured', treating('before', { machine: EXAMPLES.transfer }));
  expect(site.attempt(1).phase).toBe('connected');
  const effects = site.verdict(site.attempt(1), 'machine');
  expect(fateOf(site, effects)).toBe('transferring machine');
  expect(site.agent(ANN).phase).not.toBe('talking');
});

/** Two contacts have answered and one agent is there: the second one waits. */
function waiting(kind: Kind, verdict: NoPerson): TestSite {
  const treated = treating('beside', { [verdict]: EXAMPLES[kind] });
  const site = TestSite.running({ plan: { ...treated, multiplier: 2 }, agents: [ANN] });
  site.ready(ANN);
  site.answer(site.attempt(1));
  site.answer(site.attempt(2));
  return site;
}

describe('detected while it waits for an agent', () => {
  test.each(CELLS.filter(([verdict]) => verdict !== 'silence'))('%s: %s', (verdict, kind) => {
    const site = waiting(kind, verdict);
    expect(counts(site)).toMatchObject({ liveAnswers: 2, connected: 1 });
    const effects = site.verdict(site.attempt(2), verdict);
    const [orders, fate] = expected(kind, verdict);
    expect(ordered(effects)).toEqual(orders);
    const closed = effects.find((effect) => effect.type === 'close-attempt');
    const now = closed?.result ?? `${site.attempt(2).phase} ${noPersonOn(site.attempt(2))}`;
    // There is no agent for it: it waits on, as nobody.
    expect(now).toBe(kind === 'connect' ? `waiting ${verdict}` : fate);
    expect(counts(site)).toMatchObject({ liveAnswers: 1, connected: 1, abandoned: 0 });
  });
});

const CONNECTS = treating('before', { machine: EXAMPLES.connect, silence: EXAMPLES.connect });

test('persons go before machines, whoever answered first', () => {
  const site = TestSite.running({
    plan: { ...CONNECTS, multiplier: 3, limits: { ...plan().limits, connectMsMax: seconds(10) } },
    agents: [ANN],
    chains: chains(6),
  });
  site.ready(ANN);
  for (const n of [1, 2, 3]) site.answer(site.attempt(n));
  site.verdict(site.attempt(1));
  expect(site.picture()).toMatchObject({ ann: 'talking 1' });
  site.verdict(site.attempt(2), 'machine');
  site.tick(millis(500));
  site.verdict(site.attempt(3));
  expect(site.picture()).toMatchObject({ 'call 2': 'waiting', 'call 3': 'waiting' });
  site.logOn(BEN);
  site.ready(BEN);
  expect(site.picture()).toMatchObject({ ben: 'talking 3', 'call 2': 'waiting' });
});

/** A person talks with Ann, and a machine that has answered too waits for another agent. */
function machineWaits(): TestSite {
  const site = TestSite.running({ plan: { ...CONNECTS, multiplier: 2 } });
  site.ready(ANN);
  site.answer(site.attempt(1));
  site.answer(site.attempt(2));
  site.verdict(site.attempt(1));
  site.verdict(site.attempt(2), 'machine');
  return site;
}

test('a machine for which no agent comes in time is let go, and was nobody', () => {
  const site = machineWaits();
  expect(site.attempt(2).phase).toBe('waiting');
  const effects = site.tick(seconds(2));
  expect(ordered(effects)).toEqual(['hang-up']);
  expect(effects).toContainEqual(
    expect.objectContaining({ type: 'close-attempt', result: 'answering-machine' }),
  );
  expect(counts(site)).toMatchObject({ liveAnswers: 1, abandoned: 0 });
});

test('nor is it abandoned when it hangs up, or is lost with the switch', () => {
  for (const end of ['ended', 'orphaned', 'lost'] as const) {
    const site = machineWaits();
    const { id: attemptId } = site.attempt(2);
    const effects =
      end === 'ended'
        ? site.ended(site.attempt(2), 'remote-release')
        : end === 'orphaned'
          ? site.step({ type: 'call-orphaned', attemptId })
          : site.step({ type: 'switch-up', legs: [site.survivor(site.attempt(1))] });
    expect(effects).toContainEqual(
      expect.objectContaining({ type: 'close-attempt', attemptId, result: 'answering-machine' }),
    );
    expect([end, counts(site)?.abandoned]).toEqual([end, 0]);
  }
});

const RESULTS_OF_AGENTS = ['answer', 'answering-machine', 'wrong-party'] as const;
const outcomes = { ...plan().outcomes, callResults: RESULTS_OF_AGENTS };

// biome-ignore format: a table is read in columns.
test.each<[why: string, verdict: NoPerson, said: (typeof RESULTS_OF_AGENTS)[number] | undefined, result: string, live: number]>([
  ['nothing',                             'machine', undefined,           'answering-machine', 0],
  ['nothing, where it cannot be chosen',  'silence', undefined,           'silence',           0],
  ['the same',                            'machine', 'answering-machine', 'answering-machine', 0],
  ['a person',                            'machine', 'answer',            'answer',            1],
  ['the wrong one',                       'silence', 'wrong-party',       'wrong-party',       1],
])('the result of who was connected, when the agent says: %s', (_why, verdict, said, result, live) => {
  const site = answered('progressive', { ...CONNECTS, outcomes });
  site.verdict(site.attempt(1), verdict);
  expect(site.picture()).toMatchObject({ ann: 'talking 1' });
  const ended = site.endCall(ANN);
  expect(ended).toContainEqual(
    expect.objectContaining({ type: 'close-attempt', result: RESULTS[verdict] }),
  );
  const draftNow = site.interaction(ANN).draft;
  const effects = site.markDone(ANN, said === undefined ? draftNow : { callResult: said });
  expect(effects).toContainEqual(
    expect.objectContaining({ type: 'close-interaction', callResult: result }),
  );
  expect(counts(site)).toMatchObject({ liveAnswers: live, connected: live, abandoned: 0 });
});

test('an agent who corrects the verdict has met a person', () => {
  const site = answered('progressive', { ...CONNECTS, outcomes });
  site.verdict(site.attempt(1), 'machine');
  const { attemptId } = site.interaction(ANN);
  expect(site.interaction(ANN).draft.callResult).toBe('answering-machine');
  site.ask(ANN, { type: 'correct-cpd', attemptId, said: 'person' });
  expect(site.interaction(ANN).draft.callResult).toBe('answer');
  site.endCall(ANN);
  site.markDone(ANN, site.interaction(ANN).draft);
  expect(counts(site)).toMatchObject({ liveAnswers: 1, connected: 1 });
});

const TRANSFERS = treating('before', { machine: EXAMPLES.transfer });

test('what is written before a call is handed on, and how long it may take', () => {
  const site = answered('progressive', TRANSFERS);
  const { id: attemptId } = site.attempt(1);
  const effects = site.verdict(site.attempt(1), 'machine');
  expect(effects).toContainEqual({
    type: 'save-call-treatment',
    attemptId,
    treatment: 'transfer',
    answeredAt: site.at,
    cpd: heard('machine'),
  });
  const handOn = effects.find((effect) => effect.type === 'hand-on');
  expect(handOn).toMatchObject({ attemptId, to: TO, giveUpAt: site.at + seconds(30) });
});

test('an agent who was promised to it is told, and serves the next', () => {
  const site = answered('progressive', TRANSFERS);
  expect(site.picture()).toMatchObject({ ann: 'reserved 1' });
  site.verdict(site.attempt(1), 'machine');
  expect(site.picture()).toMatchObject({ ann: 'reserved 2', 'call 1': 'transferring' });
  site.order({ type: 'stop', groupId: GROUP });
  site.answer(site.attempt(2));
  site.verdict(site.attempt(2), 'machine');
  expect(site.picture()).toMatchObject({ ann: 'ready', 'call 2': 'transferring' });
  expect(site.agent(ANN).lastOutcome).toMatchObject({
    contactName: 'Person 2',
    result: 'answering-machine',
  });
});

test('one who had accepted the record gets another', () => {
  const { delivery } = plan();
  const site = TestSite.running({ plan: { ...TRANSFERS, delivery } });
  site.ready(ANN);
  site.accept(ANN);
  const { id } = site.interaction(ANN);
  site.answer(site.attempt(1));
  const effects = site.verdict(site.attempt(1), 'machine');
  expect(effects).toContainEqual(
    expect.objectContaining({
      type: 'close-interaction',
      interactionId: id,
      closedBy: 'not-reached',
      callResult: 'answering-machine',
    }),
  );
  expect(site.picture()).toMatchObject({ ann: 'previewing 2', 'call 1': 'transferring' });
});

test('one who listens no longer hears it, and nothing more is recorded', () => {
  const treated = treating('beside', { machine: EXAMPLES.transfer });
  const recording = { of: 'all', share: 1, announcement: 'none' } as const;
  const voice = { ...VOICE, ...treated.voice, recording };
  const site = answered('progressive', { ...treated, voice });
  const { attemptId } = site.interaction(ANN);
  const effects = site.verdict(site.attempt(1), 'machine');
  expect(kinds(effects).slice(0, 3)).toEqual(['save-call-treatment', 'hold', 'record']);
  expect(effects).toContainEqual(
    expect.objectContaining({ type: 'record', attemptId, what: 'stop' }),
  );
  expect(site.agent(ANN).today).toMatchObject({ contacts: 0 });
});

test('a call that is handed on takes two lines of the group', () => {
  const limits = { ...plan().limits, attemptsMax: 2 };
  const site = TestSite.running({ plan: { ...TRANSFERS, limits }, agents: [ANN, BEN] });
  site.ready(ANN);
  site.answer(site.attempt(1));
  site.verdict(site.attempt(1), 'machine');
  site.ready(BEN);
  expect(site.attemptIds()).toHaveLength(1);
  site.ended(site.attempt(1));
  expect(site.attemptIds()).toHaveLength(2);
});

test('where no line is free for the destination, it is not called', () => {
  const limits = { ...plan().limits, attemptsMax: 1 };
  const site = answered('progressive', { ...TRANSFERS, limits });
  expect(ordered(site.verdict(site.attempt(1), 'machine'))).toEqual(['hang-up']);
});

test('whoever may not be called any more is handed on to nobody, nor to an agent', () => {
  for (const kind of ['transfer', 'connect', 'message'] as const) {
    const site = answered('progressive', treating('before', { machine: EXAMPLES[kind] }));
    site.order({ type: 'suppress', keys: [{ kind: 'phone', phone: phone(1) }], reason: 'asked' });
    expect(ordered(site.verdict(site.attempt(1), 'machine'))).toEqual(['hang-up']);
  }
});

test('and is taken back where nobody speaks with them yet', () => {
  const transfer = answered('progressive', TRANSFERS);
  transfer.verdict(transfer.attempt(1), 'machine');
  for (const [site, n] of [
    [transfer, 1],
    [machineWaits(), 2],
  ] as const) {
    const keys = [{ kind: 'phone', phone: phone(n) }] as const;
    const effects = site.order({ type: 'suppress', keys, reason: 'asked' });
    expect(ordered(effects)).toEqual(['hang-up']);
    expect(effects).toContainEqual(
      expect.objectContaining({ type: 'close-attempt', result: 'answering-machine' }),
    );
    expect(effects).toContainEqual(
      expect.objectContaining({ type: 'save-chain', state: 'closed' }),
    );
  }
});

test('what an agent has promised or noted is not handed on to somebody else', () => {
  const site = answered('progressive', treating('beside', { machine: EXAMPLES.transfer }));
  const { id } = site.interaction(ANN);
  site.ask(ANN, {
    type: 'save-draft',
    interactionId: id,
    draft: draft({ doNotCall: 'number' }),
  });
  expect(ordered(site.verdict(site.attempt(1), 'machine'))).toEqual(['hang-up']);
});

test('a forced unload lets go what is nobody’s; who speaks with a destination stays', () => {
  const rings = answered('progressive', TRANSFERS);
  rings.verdict(rings.attempt(1), 'machine');
  expect(ordered(rings.order({ type: 'force-unload', groupId: GROUP }))).toContain('hang-up');
  const there = answered('progressive', TRANSFERS);
  there.verdict(there.attempt(1), 'machine');
  const { id: attemptId } = there.attempt(1);
  there.step({ type: 'call-transferred', attemptId, agentId: undefined });
  there.order({ type: 'force-unload', groupId: GROUP });
  expect(there.picture()).toMatchObject({ 'call 1': 'transferring' });
  there.ended(there.attempt(1));
  expect(there.attemptIds()).toEqual([]);
});
