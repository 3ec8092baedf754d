import { seconds } from '@outpace/engine/basics/time.ts';
import type { Delivery } from '@outpace/engine/campaigns/campaign.ts';
import { drawFaults, NO_FAULTS } from '../faults.ts';
import { Prng } from '../prng.ts';
import { assuredDay } from '../scenarios/assured-day.ts';
import { callTreatmentsDay } from '../scenarios/call-treatments-day.ts';
import { callbacksDay } from '../scenarios/callbacks-day.ts';
import { manualDay } from '../scenarios/manual-day.ts';
import { predictiveDay } from '../scenarios/predictive-day.ts';
import { progressiveDay } from '../scenarios/progressive-day.ts';
import { rulesDay } from '../scenarios/rules-day.ts';
import type { Scenario, Size } from '../scenarios/scenario.ts';
import { seizingDay } from '../scenarios/seizing-day.ts';
import { transfers } from '../scenarios/transfers.ts';
import { validatedDay } from '../scenarios/validated-day.ts';
import { voiceDay } from '../scenarios/voice-day.ts';
import type { WorldSetup } from '../world-setup.ts';

/** A short day of a known kind, to be lived again and again, each time with another death. */
export type CrashDay = {
  readonly name: string;
  setUp(seed: number): WorldSetup;
};

type Change = (setup: WorldSetup) => WorldSetup;

const SIZE = { agents: 3, chains: 6, minutes: 3 } as const;

/**
 * Of three days one is kind, in one other things fail as well, and in one the calls die with the
 * process besides. In none the process dies by itself.
 */
function faultsOf(seed: number, nth: number): Size['faults'] {
  const kind = (seed + nth) % 3;
  const drawn = kind === 0 ? NO_FAULTS : drawFaults(new Prng(seed));
  return { ...drawn, kills: false, callsSurvive: kind !== 2 };
}

/** More people pick up than on other days: deaths are to find them talking. */
const answered: Change = (setup) => ({ ...setup, callees: { ...setup.callees, person: 0.65 } });

const PREVIEW: Delivery = { kind: 'manual-accept', offerMs: seconds(20) };

/** Agents look at the record before anybody is called. */
const withPreview: Change = (setup) => ({
  ...answered(setup),
  groups: setup.groups.map((group) => ({ ...group, plan: { ...group.plan, delivery: PREVIEW } })),
});

const unchanged: Change = (setup) => setup;

const KINDS: readonly (readonly [name: string, Scenario, Change])[] = [
  ['progressive', progressiveDay, withPreview],
  ['predictive', predictiveDay, answered],
  ['seizing', seizingDay, answered],
  ['assured', assuredDay, answered],
  ['callbacks', callbacksDay, answered],
  ['transfers', transfers, answered],
  ['call-treatments', callTreatmentsDay, unchanged],
  ['validated', validatedDay, answered],
  ['voice', voiceDay, answered],
  ['manual', manualDay, answered],
  ['rules', rulesDay, answered],
];

export const CRASH_DAYS: readonly CrashDay[] = KINDS.map(([name, scenario, change], nth) => ({
  name,
  setUp: (seed) => {
    const size = { ...SIZE, faults: faultsOf(seed, nth) };
    return { ...change(scenario.setUp(seed, size)), isHashed: false };
  },
}));
