import type { CallingRecord } from '../calling-lists/record.ts';
import { isAssured } from './assured.ts';
import type { CampaignPlan, DialingMode } from './campaign.ts';
import { hasPreview, isOneToOne } from './campaign.ts';

/**
 * What comes first. `own-agent`: each call has an agent from the start; `any-agent`: whoever is
 * free when somebody answers; `seizing`: agents are on the line, and calls are made for them all.
 */
export type DialingOrder = 'own-agent' | 'any-agent' | 'seizing';

/** What of a dial session decides its order. */
export type DialingWay = {
  readonly plan: CampaignPlan;
  readonly mode: DialingMode;
  readonly multiplier: number;
};

const PAIRS: readonly (readonly [DialingMode, DialingMode])[] = [
  ['progressive', 'predictive'],
  ['progressive-seizing', 'predictive-seizing'],
];

/** Modes that this engine can run now. */
export const RUNNABLE_MODES: readonly DialingMode[] = PAIRS.flat();

export const isSeizing = (mode: DialingMode): boolean =>
  mode === 'progressive-seizing' || mode === 'predictive-seizing';

export const isPredictive = (mode: DialingMode): boolean =>
  mode === 'predictive' || mode === 'predictive-seizing';

/** One may become the other while calls are in the air: agents and records meet in the same way. */
export const isPair = (a: DialingMode, b: DialingMode): boolean =>
  PAIRS.some((pair) => pair.includes(a) && pair.includes(b));

export function dialingOrder({ plan, mode, multiplier }: DialingWay): DialingOrder {
  // Whom an agent will talk with is not known when their leg comes up: there is nothing to preview.
  if (isSeizing(mode)) return 'seizing';
  if (isPredicted({ plan, mode })) return 'any-agent';
  return isOneToOne(plan, multiplier) ? 'own-agent' : 'any-agent';
}

/** Nobody is dialed for an agent who is not on the line yet, whoever decides the call. */
export const isLineFirst = (
  { plan, mode }: Pick<DialingWay, 'plan' | 'mode'>,
  record: CallingRecord,
): boolean => isSeizing(mode) || isAssured(plan.assured, record);

/**
 * Whether the predictive controller says how many are dialed. A record that is one agent's before
 * its call is never dialed ahead of them.
 */
export const isPredicted = ({ plan, mode }: Pick<DialingWay, 'plan' | 'mode'>): boolean =>
  isPredictive(mode) && !isOneAgents(plan, mode);

/**
 * Whether its calls race with those of other sessions for whoever is free. With seizing agents are
 * on the line for one session, and where nobody may be lost none is taken for somebody else.
 */
export const isPooled = ({ plan, mode }: Pick<DialingWay, 'plan' | 'mode'>): boolean =>
  isPredicted({ plan, mode }) && !isSeizing(mode) && plan.limits.abandonShareMax > 0;

/** Lines per agent by the published rule. A record that is one agent's has one line at most. */
export const linesPerAgent = ({ plan, mode, multiplier }: DialingWay): number =>
  isOneAgents(plan, mode) ? Math.min(1, multiplier) : multiplier;

const isOneAgents = (plan: CampaignPlan, mode: DialingMode): boolean =>
  plan.assured.of === 'everybody' || (hasPreview(plan) && !isSeizing(mode));
