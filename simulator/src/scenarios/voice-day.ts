import { callingListId } from '@outpace/engine/basics/ids.ts';
import { instant, millis, minutes, seconds } from '@outpace/engine/basics/time.ts';
import type { CallTreatment, CallTreatments } from '@outpace/engine/campaigns/call-treatments.ts';
import type { VoiceSettings } from '@outpace/engine/campaigns/voice.ts';
import { AGENT_LEGS, CPD_TIMES, RECORDING_SCOPES } from '@outpace/engine/campaigns/voice.ts';
import { USUAL_HABITS } from '../agents.ts';
import { USUAL_MIX } from '../callees.ts';
import { drawFaults } from '../faults.ts';
import { drawChains } from '../lists.ts';
import { DELIVERIES, LIMITS, planOf } from '../plans.ts';
import { Prng } from '../prng.ts';
import type { GroupSetup, WorldSetup } from '../world-setup.ts';
import { ALL_DAY, salesAndService } from './parts.ts';
import type { Scenario, Size } from './scenario.ts';

const DESTINATION = '+12025550199';
const LIST = callingListId('list');

/**
 * Two campaign groups whose agents need phones, with every kind of leg, detection and recording.
 * Phones and legs fail at any moment, the switch goes away and comes back, and calls outlive the
 * process that made them.
 */
export const voiceDay: Scenario = {
  name: 'voice-day',
  sizeOf(seed) {
    const prng = new Prng(seed).fork('size');
    return {
      agents: prng.between(4, 20),
      chains: prng.between(150, 500),
      minutes: prng.between(40, 100),
      faults: { ...drawFaults(prng), callsSurvive: prng.chance(0.8) },
    };
  },
  setUp,
};

function setUp(seed: number, size: Size): WorldSetup {
  const prng = new Prng(seed).fork('voice-day');
  const order = { listId: LIST, name: 'List', chains: size.chains, windows: [ALL_DAY] };
  return {
    seed,
    startAt: instant(Date.UTC(2026, 10, 23, 15)),
    workMs: minutes(size.minutes),
    agents: salesAndService(size.agents, 5),
    habits: { ...USUAL_HABITS, desk: prng.pick([0, 0.3]) },
    groups: ['sales', 'service'].map((name) => drawGroup(name, prng)),
    chains: drawChains({ ...order, numbersMax: 2, customers: 0.3, shared: 0.1 }, prng.fork('list')),
    suppressed: [],
    callees: { ...USUAL_MIX, person: 0.45 },
    limits: {},
    phones: 'needed',
    faults: size.faults,
    isChecked: true,
    isLively: true,
  };
}

function drawGroup(name: string, prng: Prng): GroupSetup {
  const plan = planOf({
    name,
    agentGroup: name,
    lists: [LIST],
    multiplier: prng.pick([0.8, 1, 1, 1.5]),
    delivery: prng.pick(DELIVERIES),
    autoDone: prng.chance(0.3),
    attemptsMax: 5,
    dispositionMandatory: prng.chance(0.3),
    limits: { ...LIMITS, attemptsMax: prng.pick([5, 60]) },
    voice: drawVoice(prng),
  });
  return { plan, autoComplete: prng.chance(0.3) };
}

/** Every treatment that a verdict can have; the destination is of a range for fiction. */
export function drawCallTreatments(prng: Prng): CallTreatments {
  const others: readonly Exclude<CallTreatment, { kind: 'message' }>[] = [
    { kind: 'drop' },
    { kind: 'connect' },
    { kind: 'transfer', to: DESTINATION, ringMs: prng.pick([seconds(5), seconds(30)]) },
  ];
  const all: readonly CallTreatment[] = [...others, { kind: 'message', message: 'call-us' }];
  return { machine: prng.pick(all), fax: prng.pick(others), silence: prng.pick(all) };
}

export const drawVoice = (prng: Prng): VoiceSettings => ({
  agentLeg: prng.pick(AGENT_LEGS),
  mergeBeep: prng.chance(0.5),
  cpd: {
    when: prng.pick(CPD_TIMES),
    profile: 'balanced',
    callTreatments: drawCallTreatments(prng),
  },
  recording: {
    of: prng.pick(RECORDING_SCOPES),
    share: prng.pick([0, 0.3, 1]),
    announcement: 'beep',
  },
  rejoinMs: prng.pick([millis(0), seconds(5), seconds(20)]),
});
