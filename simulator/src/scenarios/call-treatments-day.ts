import { callingListId } from '@outpace/engine/basics/ids.ts';
import { instant, minutes } from '@outpace/engine/basics/time.ts';
import { USUAL_HABITS } from '../agents.ts';
import { USUAL_MIX } from '../callees.ts';
import { drawFaults } from '../faults.ts';
import { drawChains } from '../lists.ts';
import { DELIVERIES, LIMITS, planOf } from '../plans.ts';
import { Prng } from '../prng.ts';
import type { TrunkSetup } from '../trunk-lines.ts';
import type { GroupSetup, WorldSetup } from '../world-setup.ts';
import { BY_FIELD } from './line-first.ts';
import { ALL_DAY, salesAndService } from './parts.ts';
import type { Scenario, Size } from './scenario.ts';
import { drawVoice } from './voice-day.ts';

/**
 * Two groups in any mode, whose calls mostly reach no person: machines, fax machines and silence
 * are dropped, connected, told something or handed on, as each group has drawn it, and whatever can
 * fail does.
 */
export const callTreatmentsDay: Scenario = {
  name: 'call-treatments-day',
  sizeOf(seed) {
    const prng = new Prng(seed).fork('size');
    return {
      agents: prng.between(2, 12),
      chains: prng.between(80, 300),
      minutes: prng.between(20, 50),
      faults: { ...drawFaults(prng), callsSurvive: prng.chance(0.8) },
    };
  },
  setUp,
};

const LIST = callingListId('list');

function setUp(seed: number, size: Size): WorldSetup {
  const prng = new Prng(seed).fork('call-treatments-day');
  const order = { listId: LIST, name: 'List', chains: size.chains, windows: [ALL_DAY] };
  const trunks = drawTrunks(prng);
  return {
    seed,
    startAt: instant(Date.UTC(2026, 10, 23, 15)),
    workMs: minutes(size.minutes),
    agents: salesAndService(size.agents, 5),
    habits: { ...USUAL_HABITS, desk: prng.pick([0, 0.3]) },
    groups: ['sales', 'service'].map((name) => drawGroup(name, prng)),
    chains: drawChains({ ...order, numbersMax: 2, customers: 0.2, shared: 0.1 }, prng.fork('list')),
    suppressed: [],
    callees: { ...USUAL_MIX, person: 0.25, machine: 0.35, fax: 0.06, silence: 0.08 },
    limits: {},
    phones: prng.chance(0.85) ? 'needed' : 'none',
    faults: size.faults,
    isChecked: true,
    isLively: true,
    ...(trunks.length === 0 ? {} : { trunks }),
  };
}

/** None: calls go out as they are ordered. */
function drawTrunks(prng: Prng): readonly TrunkSetup[] {
  if (prng.chance(0.6)) return [];
  const channels = prng.pick([6, 20, 60]);
  return [{ name: 'carrier', callsPerSecond: prng.pick([1, 3, 10]), channels }];
}

/** Every way in which a call comes to an agent, or the agent to the call. */
const MODES = [
  { mode: 'progressive', assured: { of: 'nobody' } },
  { mode: 'predictive', assured: { of: 'nobody' } },
  { mode: 'progressive-seizing', assured: { of: 'nobody' } },
  { mode: 'predictive-seizing', assured: { of: 'nobody' } },
  { mode: 'progressive', assured: { of: 'everybody' } },
  { mode: 'predictive', assured: BY_FIELD },
] as const;

function drawGroup(name: string, prng: Prng): GroupSetup {
  const { mode, assured } = prng.pick(MODES);
  const plan = planOf({
    name,
    agentGroup: name,
    lists: [LIST],
    mode,
    assured,
    multiplier: prng.pick([0.8, 1, 1, 2, 3]),
    delivery: mode === 'progressive' ? prng.pick(DELIVERIES) : { kind: 'auto-answer' },
    autoDone: prng.chance(0.3),
    attemptsMax: 5,
    dispositionMandatory: prng.chance(0.3),
    limits: { ...LIMITS, attemptsMax: prng.pick([5, 60]), abandonShareMax: prng.pick([0.03, 0.3]) },
    voice: drawVoice(prng),
  });
  return { plan, autoComplete: prng.chance(0.3) };
}
