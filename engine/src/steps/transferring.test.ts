import { describe, expect, test } from 'vitest';
import { seconds } from '../basics/time.ts';
import type { CallTreatments } from '../campaigns/call-treatments.ts';
import { DROP_ALL } from '../campaigns/call-treatments.ts';
import type { SurvivingThird } from '../dialing/surviving-leg.ts';
import type { RecoveredAttempt } from '../event.ts';
import {
  ANN,
  AUTO_ANSWER,
  chain,
  GROUP,
  heard,
  kinds,
  plan,
  START,
  TestSite,
  VOICE,
} from '../test-site.ts';

const callTreatments: CallTreatments = {
  ...DROP_ALL,
  machine: { kind: 'transfer', to: '+12025550199', ringMs: seconds(30) },
};
const PLAN = { ...AUTO_ANSWER, voice: { ...VOICE, cpd: { ...VOICE.cpd, callTreatments } } };

/** The first contact's machine is being handed on. */
function handedOn(): TestSite {
  const site = TestSite.running({ plan: PLAN });
  site.ready(ANN);
  site.order({ type: 'stop', groupId: GROUP });
  site.answer(site.attempt(1));
  site.verdict(site.attempt(1), 'machine');
  return site;
}

const CLOSED = expect.objectContaining({ type: 'close-attempt', result: 'answering-machine' });
const RINGS: SurvivingThird = { agentId: undefined, isUp: false, side: 'customer', hasCall: false };
const THERE: SurvivingThird = { ...RINGS, isUp: true, side: 'both', hasCall: true };

test('when the destination is there, the two have all the time they want', () => {
  const site = handedOn();
  const { id: attemptId } = site.attempt(1);
  site.step({ type: 'consultation', attemptId, state: 'ringing' });
  site.step({ type: 'consultation', attemptId, state: 'answered' });
  site.step({ type: 'call-transferred', attemptId, agentId: undefined });
  site.step({ type: 'call-transferred', attemptId, agentId: undefined });
  expect(kinds(site.tick(seconds(600)))).not.toContain('hang-up');
  const effects = site.ended(site.attempt(1));
  expect(effects).toContainEqual(CLOSED);
  expect(site.attemptIds()).toEqual([]);
});

test('a destination that does not answer in time is rung no longer, and the line is closed', () => {
  const site = handedOn();
  expect(kinds(site.tick(seconds(29)))).not.toContain('hang-up');
  const effects = site.tick(seconds(1));
  expect(kinds(effects)).toContain('hang-up');
  expect(effects).toContainEqual(CLOSED);
});

test('one that is busy, or leaves, ends the call too', () => {
  for (const wasThere of [false, true]) {
    const site = handedOn();
    const { id: attemptId } = site.attempt(1);
    if (wasThere) site.step({ type: 'call-transferred', attemptId, agentId: undefined });
    const effects = site.step({ type: 'consultation', attemptId, state: 'ended' });
    expect(kinds(effects)).toContain('hang-up');
    expect(effects).toContainEqual(CLOSED);
  }
});

test('whoever was called may be gone first', () => {
  const site = handedOn();
  expect(site.ended(site.attempt(1), 'remote-release')).toContainEqual(CLOSED);
});

describe('after a while without the switch', () => {
  const back = (third: SurvivingThird | undefined, state: 'waiting' | 'talking' | 'message') => {
    const site = handedOn();
    const leg = { ...site.survivor(site.attempt(1), state), agentId: undefined };
    site.step({ type: 'switch-down' });
    const legs = [third === undefined ? leg : { ...leg, third }];
    return [site, site.step({ type: 'switch-up', legs })] as const;
  };

  // biome-ignore format: a table is read in columns.
  test.each<[why: string, third: SurvivingThird | undefined, state: 'waiting' | 'talking' | 'message', isOver: boolean]>([
    ['the destination rings still',          RINGS,     'waiting', false],
    ['it has answered meanwhile',            THERE,     'talking', false],
    ['it is gone, or was never called',      undefined, 'waiting', true],
    ['the switch has spoken to who is left', undefined, 'message', true],
  ])('%s', (_why, third, state, isOver) => {
    const [site, effects] = back(third, state);
    expect(site.attemptIds().length === 0).toBe(isOver);
    if (isOver) expect(effects).toContainEqual(CLOSED);
    else expect(kinds(effects)).not.toContain('hang-up');
    const isUntimed = third === THERE;
    expect(kinds(site.tick(seconds(60))).includes('close-attempt')).toBe(!isOver && !isUntimed);
  });

  test('nothing is left of it at all', () => {
    const site = handedOn();
    expect(site.step({ type: 'switch-up', legs: [] })).toContainEqual(CLOSED);
  });
});

describe('after a crash', () => {
  const cpd = heard('machine');
  const found = (treatment: 'connect' | 'transfer'): RecoveredAttempt => ({
    attemptId: handedOn().attempt(1).id,
    groupId: GROUP,
    plan: plan(PLAN),
    chain: chain(1),
    openedAt: START,
    interaction: undefined,
    treated: { treatment, answeredAt: START, cpd },
  });
  const restart = (
    left: RecoveredAttempt,
    third: SurvivingThird | undefined,
    state: 'waiting' | 'talking',
  ) => {
    const site = new TestSite();
    const { attemptId } = left;
    const alone = { agentId: undefined, isHeld: false, recording: 'off' } as const;
    const leg = { of: 'attempt', attemptId, state, ...alone } as const;
    const legs = [third === undefined ? leg : { ...leg, third }];
    const effects = site.step({ type: 'recovered', attempts: [left], sessions: [], legs });
    return [site, effects] as const;
  };

  test('who is with the destination stays, with the record and both lines', () => {
    const [site, effects] = restart(found('transfer'), THERE, 'talking');
    expect(kinds(effects)).toEqual(['save-session']);
    expect(site.picture()).toMatchObject({ 'call 1': 'transferring' });
    expect(site.ended(site.attempt(1))).toContainEqual(CLOSED);
  });

  // biome-ignore format: a table is read in columns.
  test.each<[why: string, treatment: 'connect' | 'transfer', third: SurvivingThird | undefined]>([
    ['a destination that rings has nobody any more who knows',  'transfer', RINGS],
    ['one that was not called yet is not called',               'transfer', undefined],
    ['a machine that waited for an agent was nobody',           'connect',  undefined],
  ])('%s', (_why, treatment, third) => {
    const [site, effects] = restart(found(treatment), third, 'waiting');
    expect(effects).toContainEqual(CLOSED);
    expect(effects).toContainEqual(
      expect.objectContaining({ type: 'hang-up', attemptId: found(treatment).attemptId }),
    );
    expect(kinds(effects)).not.toContain('play-and-release');
    expect(site.attemptIds()).toEqual([]);
  });

  test('where the switch could not be asked, who talks with a destination is not cut off', () => {
    const site = new TestSite();
    const left = found('transfer');
    const { attemptId } = left;
    site.step({ type: 'recovered', attempts: [left], sessions: [], legs: undefined });
    const alone = { agentId: undefined, isHeld: false, recording: 'off' } as const;
    const leg = { of: 'attempt', attemptId, state: 'talking', ...alone, third: THERE } as const;
    expect(kinds(site.step({ type: 'switch-up', legs: [leg] }))).toEqual([]);
    const rings = { ...leg, state: 'waiting', third: RINGS } as const;
    expect(kinds(site.step({ type: 'switch-up', legs: [rings] }))).toEqual(['hang-up']);
  });

  test('a conversation with no person goes on as one', () => {
    const answeredAt = START;
    const interaction = {
      id: handedOnInteraction(),
      agentId: ANN,
      agentName: 'Ann',
      agentGroupIds: [],
      draft: { callResult: undefined, dispositionCode: undefined, doNotCall: undefined, note: '' },
      openedAt: START,
      answeredAt,
      connectedAt: START,
      endedAt: undefined,
      isRecorded: false,
    };
    const site = new TestSite();
    const left = { ...found('connect'), interaction };
    const { attemptId } = left;
    const leg = { isHeld: false, recording: 'off', agentId: ANN, state: 'talking' } as const;
    const legs = [{ of: 'attempt', attemptId, ...leg } as const];
    site.step({ type: 'recovered', attempts: [left], sessions: [], legs });
    expect(site.state.sessions.get(GROUP)?.counts).toMatchObject({ liveAnswers: 0, connected: 0 });
    expect(site.interaction(ANN).detected).toBe('answering-machine');
    expect(site.endCall(ANN)).toContainEqual(CLOSED);
  });
});

function handedOnInteraction() {
  const site = TestSite.running({ plan: AUTO_ANSWER });
  site.ready(ANN);
  site.answer(site.attempt(1));
  site.verdict(site.attempt(1));
  return site.interaction(ANN).id;
}
