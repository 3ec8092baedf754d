import type { RecordId } from '../basics/ids.ts';
import type { PhoneNumber } from '../basics/phone-number.ts';
import type { RefusalCode } from '../basics/refusal.ts';
import type { Instant } from '../basics/time.ts';
import type { CallResult } from '../calling-lists/call-result.ts';
import { numberProblem } from '../calling-lists/callback.ts';
import { isOpen } from '../calling-lists/calling-window.ts';
import type { Chain } from '../calling-lists/chain.ts';
import { withRecord } from '../calling-lists/chain.ts';
import { dialed } from '../calling-lists/chain-outcome.ts';
import type { CallingRecord, ContactType } from '../calling-lists/record.ts';
import type { CampaignPlan } from '../campaigns/campaign.ts';
import { attemptsMaxOf } from '../campaigns/campaign.ts';
import type { OutcomeCircumstances } from './disposition.ts';
import { resultOf } from './disposition.ts';
import type { Interaction } from './interaction.ts';

/** What has a say in whether a number may be called now. */
export type RecallCircumstances = Omit<OutcomeCircumstances, 'newId'> & { readonly at: Instant };

/** One number of the person, as the agent sees it. */
export type NumberView = {
  readonly recordId: RecordId;
  readonly phone: PhoneNumber;
  readonly contactType: ContactType;
  readonly zone: string;
  readonly attempts: number;
  readonly lastResult: CallResult;
  readonly calledAt: Instant | undefined;
  /** The one of the last or present call. */
  readonly isCurrent: boolean;
  /** Whether it may be called now, or why not. */
  readonly now: 'allowed' | RefusalCode;
};

/** The person's numbers with the call that is over counted on its record. */
export function afterCall(plan: CampaignPlan, chain: Chain, interaction: Interaction): Chain {
  if (interaction.phase !== 'wrap-up') return chain;
  const { recordId, draft, unmet, detected, endedAt } = interaction;
  const result = resultOf(plan.outcomes, draft, unmet ?? detected);
  return withRecord(chain, dialed({ chain, recordId, result, code: undefined, endedAt }));
}

/** Why this number may not be called at this instant. */
export function recallProblem(
  record: CallingRecord,
  { draft, phone }: Interaction,
  { plan, chain, suppressed, takenBack, at }: RecallCircumstances,
): RefusalCode | undefined {
  if (takenBack !== undefined) return 'RECORD_TAKEN_BACK';
  const { doNotCall } = draft;
  // What the person has just asked for is in force before it is written.
  const isUnwanted = doNotCall === 'person' || (doNotCall === 'number' && record.phone === phone);
  if (isUnwanted) return 'NUMBER_SUPPRESSED';
  const attemptsMax = attemptsMaxOf(plan, chain.listId);
  const { campaignId, callbacks: rules } = plan;
  const now = { chain, suppressed, campaignId, attemptsMax, rules, at };
  return numberProblem(record, now) ?? (isOpen(record, at) ? undefined : 'WINDOW_CLOSED');
}

/** Every number of the person, with what was last heard of it. */
export function numberViews(
  interaction: Interaction,
  circumstances: RecallCircumstances,
): readonly NumberView[] {
  const chain = afterCall(circumstances.plan, circumstances.chain, interaction);
  const now = { ...circumstances, chain };
  return chain.records.map((record) => ({
    recordId: record.id,
    phone: record.phone,
    contactType: record.contactType,
    zone: record.zone,
    attempts: record.attempts,
    lastResult: record.callResult,
    calledAt: record.calledAt,
    isCurrent: record.id === interaction.recordId,
    now: recallProblem(record, interaction, now) ?? 'allowed',
  }));
}
