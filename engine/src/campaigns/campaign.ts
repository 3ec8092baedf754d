import type { AgentGroupId, CallingListId, CampaignGroupId, CampaignId } from '../basics/ids.ts';
import type { Instant, Millis } from '../basics/time.ts';
import type { AgentCallResult } from '../calling-lists/call-result.ts';
import type { CallbackRules } from '../calling-lists/callback.ts';
import type { Priorities } from '../calling-lists/queue-rank.ts';
import type { Treatment } from '../calling-lists/treatment.ts';
import type { CampaignRules } from '../compliance/campaign-rules.ts';
import { loosenings } from '../compliance/loosening.ts';
import type { PacingMemory } from '../pacing/contract.ts';
import type { Assured } from './assured.ts';
import type { CallerIdSet } from './caller-id-set.ts';
import type { Staffing } from './staffing.ts';
import type { Validation } from './validation.ts';
import { validationProblem } from './validation.ts';
import type { CpdProfile, VoiceSettings } from './voice.ts';

/** Published dialing modes in the order of their numbers (0 = no dial mode … 11 = power IVR). */
export const DIALING_MODES = [
  'no-dial-mode',
  'predictive',
  'progressive',
  'preview',
  'progressive-seizing',
  'predictive-seizing',
  'power',
  'power-seizing',
  'push-preview',
  'progressive-ivr',
  'predictive-ivr',
  'power-ivr',
] as const;
export type DialingMode = (typeof DIALING_MODES)[number];

/** How a record reaches the agent of a progressive campaign. */
export type Delivery =
  | { readonly kind: 'manual-accept'; readonly offerMs: Millis }
  | {
      readonly kind: 'auto-answer-with-preview';
      readonly offerMs: Millis;
      readonly rejectAllowed: boolean;
    }
  | { readonly kind: 'auto-answer' };

export const FIELD_TYPES = ['text', 'number', 'date', 'yes-no', 'link', 'choice'] as const;
export type FieldType = (typeof FIELD_TYPES)[number];

/**
 * One line of case or record information. A key that begins with `@` is known to the product
 * (`@campaign @description @list @contact @phone @window @zone @attempts @last-result`); any
 * other is a field of the record.
 */
export type FieldLayout = {
  readonly key: string;
  readonly label: string;
  readonly type: FieldType;
  readonly editable: boolean;
  readonly choices: readonly string[];
};

/** What is shown of the records of one list. */
export type ListLayout = {
  readonly listId: CallingListId;
  readonly fields: readonly FieldLayout[];
};

/** A disposition code; `path` are the folders above it, none in a flat list. */
export type DispositionCode = {
  readonly code: string;
  readonly label: string;
  readonly path: readonly string[];
};

export type CampaignList = {
  readonly listId: CallingListId;
  readonly name: string;
  /** Share of what the lists give, 0..1000; 0 rests the list. Default 10. */
  readonly weight: number;
  /** Attempts on one record in this campaign, 1..1000. Default 10. */
  readonly attemptsMax: number;
};

/** What an agent may say at the end, and what must be said. */
export type Outcomes = {
  readonly callResults: readonly AgentCallResult[];
  readonly preselected: AgentCallResult | undefined;
  readonly dispositions: readonly DispositionCode[];
  readonly dispositionMandatory: boolean;
  /** The code cannot be changed once the call is over. */
  readonly frozenAfterCall: boolean;
};

/** Times and limits of a campaign group. One unit per name, the unit in the name. */
export type CampaignLimits = {
  /** Ringing before an attempt gives up, ms, 15000..120000. Default 25000 (16 CFR 310.4(b)(4)). */
  readonly ringMs: Millis;
  /** From the live answer to the agent, ms, 0..10000. Default 2000 (16 CFR 310.4(b)(4)(ii)). */
  readonly connectMsMax: Millis;
  /**
   * Longest wait for the verdict of call progress detection before the agent, ms, 0..10000.
   * Default 3000. 0: nobody is kept waiting for it.
   */
  readonly verdictMs: Millis;
  /** Attempts of this group in the air at once, 1..10000. */
  readonly attemptsMax: number;
  /** After-call work before it counts as overdue, ms, 0..1 hour. Default 30000. */
  readonly wrapUpMs: Millis;
  /** One press of extend adds this much, ms. Default 30000. */
  readonly wrapUpExtendMs: Millis;
  /** The same record is not offered to the same agent again within this, ms, 0 = off. */
  readonly coolDownMs: Millis;
  /** Largest share of live answers left without an agent, 0..1. Default 0.03. */
  readonly abandonShareMax: number;
};

/** Persons who answered, and those of them who met no agent in time. */
export type PastAnswers = { readonly liveAnswers: number; readonly abandoned: number };

/** A campaign bound to a group of agents: all that a dial session needs to know, as plain data. */
export type CampaignPlan = {
  readonly groupId: CampaignGroupId;
  readonly groupName: string;
  readonly campaignId: CampaignId;
  readonly campaignName: string;
  readonly description: string;
  readonly agentGroupId: AgentGroupId;
  readonly agentGroupName: string;
  readonly mode: DialingMode;
  /** Lines per ready agent, 0.1..10. Default 1. */
  readonly multiplier: number;
  /** How it shares agents with other groups; undefined: equally. */
  readonly staffing?: Staffing | undefined;
  readonly delivery: Delivery;
  readonly assured: Assured;
  /** Wrap-up ends by itself when its time is over. */
  readonly autoDone: boolean;
  readonly limits: CampaignLimits;
  readonly lists: readonly CampaignList[];
  /** Which type of record goes first; undefined: as usual. */
  readonly priorities?: Priorities | undefined;
  readonly treatments: readonly Treatment[];
  readonly outcomes: Outcomes;
  readonly callbacks: CallbackRules;
  /** Shown in the notices of S1 and S2. */
  readonly noticeFields: readonly FieldLayout[];
  /** Case data in the interaction preview. */
  readonly previewFields: readonly FieldLayout[];
  readonly caseFields: readonly FieldLayout[];
  readonly recordFields: readonly FieldLayout[];
  /** Of lists whose records are shown in another way; undefined: none is. */
  readonly recordFieldsOf?: readonly ListLayout[] | undefined;
  /** The branch of the responses that is this campaign's script. */
  readonly responseCategoryId: string | undefined;
  /** The safe-harbour message, named for the switch. */
  readonly abandonMessage: string;
  readonly voice: VoiceSettings;
  /** What the law's period has seen of the campaign before; undefined: nothing. */
  readonly past?: PastAnswers | undefined;
  /** What called persons see; undefined: what the trunk says. */
  readonly callerIds?: CallerIdSet | undefined;
  /** What pacing has learned of the campaign's calls before; undefined: nothing. */
  readonly memory?: PacingMemory | undefined;
  /** Agents may call numbers of their own choice for this campaign. Default: they may not. */
  readonly manualCalls?: boolean;
  /** The law it names, and what it asks of itself besides; undefined: it names none. */
  readonly rules?: CampaignRules | undefined;
  /** Who is asked before each dial; undefined: nobody outside. */
  readonly validation?: Validation | undefined;
};

/** How the switch listens beside calls of this campaign; undefined: it does not. */
export function detection({ limits, voice: { cpd } }: CampaignPlan): CpdProfile | undefined {
  if (cpd.when === 'off') return undefined;
  // Nobody would be kept waiting for a verdict that comes before the agent: none is asked for.
  return cpd.when === 'before' && limits.verdictMs === 0 ? undefined : cpd.profile;
}

/** Attempts on one record of this list, as the campaign has it; none for a list it lost. */
export const attemptsMaxOf = (plan: CampaignPlan, listId: CallingListId): number =>
  plan.lists.find((list) => list.listId === listId)?.attemptsMax ?? 0;

/** The record is shown to an agent, who may say no, before anybody is dialed. */
export const hasPreview = (plan: CampaignPlan): boolean => plan.delivery.kind !== 'auto-answer';

/**
 * Each attempt has an agent of its own from the start. Above one line per agent this cannot be,
 * and a previewed or assured record is always one agent's.
 */
export const isOneToOne = (plan: CampaignPlan, multiplier: number): boolean =>
  hasPreview(plan) || plan.assured.of === 'everybody' || multiplier <= 1;

export const NO_ACTIVE_LIST = 'the campaign has no active list';

/** No list gives anything. */
export const isAtRest = (lists: readonly Pick<CampaignList, 'weight'>[]): boolean =>
  lists.every(({ weight }) => weight === 0);

/** Why this plan cannot be loaded, in words for the supervisor; undefined when it can. */
export function planProblem(plan: CampaignPlan, at: Instant): string | undefined {
  if (isAtRest(plan.lists)) return NO_ACTIVE_LIST;
  if (plan.multiplier < 0.1 || plan.multiplier > 10) return 'the multiplier is not 0.1 to 10';
  if (plan.limits.ringMs < 15_000) return 'ringing must last at least 15 seconds';
  const loose = looseProblem(plan, at);
  if (loose !== undefined) return loose;
  const asked = plan.validation === undefined ? undefined : validationProblem(plan.validation);
  if (asked !== undefined) return asked;
  const { callResults, preselected } = plan.outcomes;
  if (preselected !== undefined && !callResults.includes(preselected)) {
    return 'the preselected call result is not among the call results';
  }
  return undefined;
}

/** Wherein the campaign is looser than its law, unless an administrator has said why. */
export function looseProblem(
  { rules, limits }: Pick<CampaignPlan, 'rules' | 'limits'>,
  at: Instant,
): string | undefined {
  if (rules === undefined || rules.loosened !== undefined) return undefined;
  const [loose] = loosenings(rules, limits, at);
  return loose === undefined ? undefined : `looser than its law: ${loose}`;
}
