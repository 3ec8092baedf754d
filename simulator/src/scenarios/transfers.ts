import { agentGroupId, callingListId } from '@outpace/engine/basics/ids.ts';
import { instant, millis, minutes, seconds } from '@outpace/engine/basics/time.ts';
import { AGENT_LEGS, RECORDING_SCOPES } from '@outpace/engine/campaigns/voice.ts';
import { USUAL_HABITS } from '../agents.ts';
import { USUAL_MIX } from '../callees.ts';
import { drawFaults } from '../faults.ts';
import { drawChains, fictionPhone } from '../lists.ts';
import { DELIVERIES, LIMITS, planOf, VOICE } from '../plans.ts';
import { Prng } from '../prng.ts';
import type { WorldSetup } from '../world-setup.ts';
import { ALL_DAY, agentsOf } from './parts.ts';
import type { Scenario, Size } from './scenario.ts';

const SALES = agentGroupId('sales');
/** Another of their groups, of every second agent: more often nobody of it is ready. */
const EXPERTS = agentGroupId('experts');
const LIST = callingListId('list');
/** A department outside, one that must not be called, and what is no number at all. */
const OUTSIDE = fictionPhone(5_000);
const BARRED = fictionPhone(5_001);
/** And some of the list's own, who may be on the line, or not want to be called any more. */
const NUMBERS = [OUTSIDE, OUTSIDE, OUTSIDE, BARRED, 'reception', fictionPhone(0), fictionPhone(1)];

/**
 * One campaign group whose agents ask each other, and others, in most of their conversations:
 * consult, toggle, transfer, meet, leave. Legs, phones, the switch and the process fail meanwhile.
 */
export const transfers: Scenario = {
  name: 'transfers',
  sizeOf(seed) {
    const prng = new Prng(seed).fork('size');
    return {
      agents: prng.between(3, 9),
      chains: prng.between(40, 120),
      minutes: prng.between(20, 40),
      faults: { ...drawFaults(prng), callsSurvive: prng.chance(0.8) },
    };
  },
  setUp,
};

function setUp(seed: number, size: Size): WorldSetup {
  const prng = new Prng(seed).fork('transfers');
  const order = { listId: LIST, name: 'List', chains: size.chains, windows: [ALL_DAY] };
  const agents = agentsOf(size.agents, (n) => (n % 2 === 0 ? [SALES, EXPERTS] : [SALES]));
  const asking = {
    asks: 0.6,
    outside: prng.pick([0.1, 0.4]),
    numbers: NUMBERS,
    colleagues: agents.map(({ agentId }) => agentId),
    groups: [SALES, EXPERTS],
  };
  const plan = planOf({
    name: 'sales',
    agentGroup: 'sales',
    lists: [LIST],
    // Not everybody is given a call, so that there is somebody to ask.
    multiplier: prng.pick([0.5, 0.7, 1]),
    delivery: prng.pick(DELIVERIES),
    autoDone: prng.chance(0.3),
    attemptsMax: 5,
    dispositionMandatory: prng.chance(0.3),
    limits: { ...LIMITS, attemptsMax: 60 },
    voice: {
      ...VOICE,
      agentLeg: prng.pick(AGENT_LEGS),
      recording: { of: prng.pick(RECORDING_SCOPES), share: 0.5, announcement: 'none' },
      rejoinMs: prng.pick([millis(0), seconds(20)]),
    },
  });
  return {
    seed,
    startAt: instant(Date.UTC(2026, 10, 23, 15)),
    workMs: minutes(size.minutes),
    agents,
    habits: { ...USUAL_HABITS, desk: prng.pick([0, 0.3]), logsOffInCall: 0.02, asking },
    groups: [{ plan, autoComplete: false }],
    chains: drawChains({ ...order, numbersMax: 2, customers: 0.2, shared: 0.1 }, prng.fork('list')),
    suppressed: [{ kind: 'phone', phone: BARRED }],
    callees: { ...USUAL_MIX, person: 0.7 },
    limits: {},
    phones: prng.chance(0.75) ? 'needed' : 'none',
    faults: size.faults,
    isChecked: true,
    isLively: true,
  };
}
