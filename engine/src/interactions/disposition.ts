import type { AgentId, RecordId } from '../basics/ids.ts';
import type { Refusal } from '../basics/refusal.ts';
import { refusal } from '../basics/refusal.ts';
import type { Instant } from '../basics/time.ts';
import type { CallResult } from '../calling-lists/call-result.ts';
import { callbackProblem, promisedBy } from '../calling-lists/callback.ts';
import type { Chain, TakenBack } from '../calling-lists/chain.ts';
import { withRecord } from '../calling-lists/chain.ts';
import type { ChainAfter, ChainOutcome, Ended } from '../calling-lists/chain-outcome.ts';
import {
  blockedOutcome,
  callbackOutcome,
  dialed,
  outcomeOf,
  takenBackOutcome,
} from '../calling-lists/chain-outcome.ts';
import type { CampaignPlan, Outcomes } from '../campaigns/campaign.ts';
import { attemptsMaxOf } from '../campaigns/campaign.ts';
import type { InteractionAction } from './allowed-actions.ts';
import { permissionFor } from './allowed-actions.ts';
import type { DoNotCallScope, Draft, Interaction } from './interaction.ts';

/** What Mark done would do, computed for the live line and done for real by the same function. */
export type DispositionOutcome = {
  readonly callResult: CallResult;
  readonly doNotCall: DoNotCallScope | undefined;
  readonly after: ChainAfter;
  readonly next: ChainOutcome['next'];
  /** What would become of the chain without the do-not-call: for taking it back. */
  readonly instead: ChainOutcome;
};

export function dispositionOutcome(
  circumstances: OutcomeCircumstances,
  interaction: Interaction,
  draft: Draft,
  at: Instant,
): DispositionOutcome {
  const { agentId, recordId } = interaction;
  const unmet = interaction.unmet ?? interaction.detected;
  // Counted from the end of the call, so that long after-call work does not delay a redial.
  const endedAt = interaction.phase === 'wrap-up' ? interaction.endedAt : at;
  const said = { draft, agentId, recordId, unmet, endedAt };
  return outcomeOfDraft({ ...circumstances, at }, said);
}

/** What has a say besides what was said. */
export type OutcomeCircumstances = {
  readonly plan: CampaignPlan;
  readonly chain: Chain;
  readonly suppressed: ReadonlyMap<string, unknown>;
  readonly takenBack: TakenBack | undefined;
  /** For a number that the person gave and that has no record yet. */
  readonly newId: RecordId;
};

/** What is known of a conversation at its end. */
export type Said = {
  readonly draft: Draft;
  readonly agentId: AgentId;
  readonly recordId: RecordId;
  readonly endedAt: Instant;
  /** What the switch said of the call, where it was no person's or reached nobody. */
  readonly unmet?: CallResult | undefined;
};

/** The same for a conversation of which only its draft is left, as after a restart. */
export function outcomeOfDraft(
  {
    plan,
    chain,
    suppressed,
    takenBack,
    newId,
    at,
  }: OutcomeCircumstances & { readonly at: Instant },
  { draft, agentId, recordId, endedAt, unmet }: Said,
): DispositionOutcome {
  const callResult = resultOf(plan.outcomes, draft, unmet);
  // Choosing the call result "do not call" means the same as the check box: this number.
  const doNotCall = draft.doNotCall ?? (callResult === 'do-not-call' ? 'number' : undefined);
  const code = draft.dispositionCode;
  const attemptsMax = attemptsMaxOf(plan, chain.listId);
  const ended: Ended = { chain, recordId, result: callResult, code, endedAt, agentId };
  const counted = withRecord(chain, dialed(ended));
  const { campaignId } = plan;
  const now = { chain: counted, suppressed, campaignId, attemptsMax, at };
  const promised =
    draft.callback === undefined || takenBack !== undefined
      ? undefined
      : promisedBy(draft.callback, now, newId);
  const treated =
    promised === undefined
      ? outcomeOf(ended, plan.treatments, attemptsMax)
      : callbackOutcome(ended, promised);
  const instead = takenBack === undefined ? treated : takenBackOutcome(ended);
  const chosen = doNotCall === undefined ? instead : blockedOutcome(ended, doNotCall);
  return { callResult, doNotCall, after: chosen.after, next: chosen.next, instead };
}

/** How the last attempt ended: as the agent says, else as the switch said, else as is usual. */
export const resultOf = (
  outcomes: Outcomes,
  draft: Draft,
  unmet: CallResult | undefined,
): CallResult => draft.callResult ?? unmet ?? outcomes.preselected ?? 'answer';

/** Why the callback of a draft may not be promised now. */
export function callbackDraftProblem(
  { plan, chain, suppressed, takenBack }: Omit<OutcomeCircumstances, 'newId'>,
  interaction: Interaction,
  draft: Draft,
  at: Instant,
): Refusal | undefined {
  const { callback } = draft;
  if (callback === undefined) return undefined;
  if (takenBack !== undefined) return refusal('RECORD_TAKEN_BACK');
  const { recordId, unmet, detected } = interaction;
  const result = resultOf(plan.outcomes, draft, unmet ?? detected);
  const ended: Ended = { chain, recordId, result, code: undefined, endedAt: at };
  const counted = withRecord(chain, dialed(ended));
  const attemptsMax = attemptsMaxOf(plan, chain.listId);
  const { campaignId, callbacks: rules } = plan;
  const now = { chain: counted, suppressed, campaignId, attemptsMax, rules, at };
  return callbackProblem(callback, now);
}

/** Why a draft may not be kept, or done, as it is. */
export function draftProblem(
  outcomes: Outcomes,
  interaction: Interaction,
  draft: Draft,
): Refusal | undefined {
  const { callResult, dispositionCode } = draft;
  if (callResult !== undefined && !outcomes.callResults.includes(callResult)) {
    return refusal('CALL_RESULT_NOT_ALLOWED', callResult);
  }
  const known = outcomes.dispositions.some((each) => each.code === dispositionCode);
  if (dispositionCode !== undefined && !known) {
    return refusal('DISPOSITION_UNKNOWN', dispositionCode);
  }
  const changed = dispositionCode !== interaction.draft.dispositionCode;
  return changed && isFrozen(outcomes, interaction) ? refusal('DISPOSITION_FROZEN') : undefined;
}

/** The code that was said in the call stands; the view says so before anybody tries. */
export function isFrozen(outcomes: Outcomes, { phase, draft }: Interaction): boolean {
  // What was not said in the call can still be said once, or a mandatory code could never be.
  const wasSaid = draft.dispositionCode !== undefined;
  return outcomes.frozenAfterCall && phase === 'wrap-up' && wasSaid;
}

/** Why a draft may not be kept now; a choice only where the table of actions allows it. */
export function saveProblem(
  outcomes: Outcomes,
  interaction: Interaction,
  draft: Draft,
): Refusal | undefined {
  const { draft: before, phase } = interaction;
  const wishes: readonly [changed: boolean, action: InteractionAction][] = [
    // Saying nothing and saying what is preselected are the same word.
    [resultIn(draft, outcomes) !== resultIn(before, outcomes), 'set-call-result'],
    [draft.dispositionCode !== before.dispositionCode, 'set-disposition'],
    [draft.doNotCall !== before.doNotCall, 'do-not-call'],
    [!isSameCallback(draft, before), 'reschedule'],
  ];
  for (const [changed, action] of wishes) {
    const permission = permissionFor(action, phase);
    if (changed && permission !== 'allowed') return refusal(permission);
  }
  return draftProblem(outcomes, interaction, draft);
}

/** A draft that is saved again as it was asks for nothing. */
export const isSameCallback = (a: Draft, b: Draft): boolean =>
  JSON.stringify(a.callback) === JSON.stringify(b.callback);

/** What a draft says of a conversation that has not begun; undefined: only a note, if that. */
export function saidAhead(draft: Draft, outcomes: Outcomes): InteractionAction | undefined {
  if (draft.callResult !== undefined && draft.callResult !== outcomes.preselected) {
    return 'set-call-result';
  }
  if (draft.dispositionCode !== undefined) return 'set-disposition';
  if (draft.doNotCall !== undefined) return 'do-not-call';
  return draft.callback === undefined ? undefined : 'reschedule';
}

const resultIn = (draft: Draft, outcomes: Outcomes): Draft['callResult'] =>
  draft.callResult ?? outcomes.preselected;

/** Nothing the agent could still be asked for is missing. */
export const isComplete = (outcomes: Outcomes, draft: Draft): boolean =>
  !outcomes.dispositionMandatory || draft.dispositionCode !== undefined;

/** Why a draft cannot be the last word. */
export function doneProblem(
  outcomes: Outcomes,
  interaction: Interaction,
  draft: Draft,
): Refusal | undefined {
  const problem = draftProblem(outcomes, interaction, draft);
  if (problem !== undefined) return problem;
  return isComplete(outcomes, draft) ? undefined : refusal('DISPOSITION_MISSING');
}
