import type { PhoneNeed } from '@outpace/engine/agents/agent-phone.ts';
import type { Instant, Millis } from '@outpace/engine/basics/time.ts';
import type { SuppressionKey } from '@outpace/engine/calling-lists/suppression.ts';
import type { CampaignPlan } from '@outpace/engine/campaigns/campaign.ts';
import type { SiteLimits } from '@outpace/engine/state.ts';
import { callsPerSecondOf } from '@outpace/server/switch/asterisk/trunk-settings.ts';
import type { AgentHabits, AgentSetup } from './agents.ts';
import type { CalleeMix } from './callees.ts';
import type { CalleeOf } from './carrier.ts';
import type { Deaths } from './deaths.ts';
import type { FaultSwitches } from './faults.ts';
import type { SiteLine, Staff } from './office.ts';
import type { OutsideSetup } from './outsiders.ts';
import type { StoredChain } from './stored.ts';
import type { TrunkSetup } from './trunk-lines.ts';
import type { ValidatorHabits } from './validator.ts';

export type WorldSetup = {
  readonly seed: number;
  readonly startAt: Instant;
  /** From the start until everybody goes home, ms. */
  readonly workMs: Millis;
  readonly agents: readonly AgentSetup[];
  readonly habits: AgentHabits;
  readonly groups: readonly GroupSetup[];
  readonly chains: Iterable<StoredChain>;
  readonly suppressed: readonly SuppressionKey[];
  readonly callees: CalleeMix;
  readonly limits: Partial<SiteLimits>;
  /** Whether agents need a phone; default `none`. */
  readonly phones?: PhoneNeed;
  readonly faults: FaultSwitches;
  /** Check the laws after every step, and hash everything. Off only to measure speed. */
  readonly isChecked: boolean;
  /** Default true: everything that is checked is hashed as well. */
  readonly isHashed?: boolean;
  /** The supervisor stops, starts and changes the multiplier on the way. */
  readonly isLively: boolean;
  /** Lines to the carrier, each with a rate of its own. Default: one that takes everything. */
  readonly trunks?: readonly TrunkSetup[];
  /** When work begins on the days after the first, in order. Default: there is one day. */
  readonly mornings?: readonly Morning[];
  /** What comes into the lists, and onto suppression lists, from outside. Default: nothing. */
  readonly outside?: OutsideSetup;
  /** Whoever is asked before the dials of campaigns that want it. Default: says dial, and soon. */
  readonly validator?: ValidatorHabits;
};

/** Another day of work. `stayed`: the groups stay loaded through the night before it. */
export type Morning = { readonly at: Instant; readonly stayed: boolean };

/** People in place of those who are drawn from the setup, and when the process dies besides. */
export type Cast = {
  readonly deaths?: Deaths;
  readonly calleeOf?: CalleeOf;
  readonly staffOf?: (line: SiteLine) => Staff;
};

/** What the site may do, with what its trunks allow. */
export const limitsOf = ({ limits, trunks }: WorldSetup): Partial<SiteLimits> =>
  trunks === undefined ? limits : { ...limits, callsPerSecond: callsPerSecondOf(trunks) };

export type GroupSetup = { readonly plan: CampaignPlan; readonly autoComplete: boolean };

export type Violation = { readonly checker: string; readonly at: Instant; readonly text: string };

export type WorldReport = {
  readonly steps: number;
  readonly virtualHours: number;
  readonly attempts: number;
  readonly contacts: number;
  readonly dispositions: number;
  readonly kills: number;
  readonly hash: string;
  /** At most those of one moment: the world stops where the first law is broken. */
  readonly violations: readonly Violation[];
  /** The last things that happened before it. */
  readonly journal: readonly string[];
};
