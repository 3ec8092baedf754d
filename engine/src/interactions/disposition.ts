import type { RecordId } from '../basics/ids.ts';
import type { Refusal } from '../basics/refusal.ts';
import { refusal } from '../basics/refusal.ts';
import type { Instant } from '../basics/time.ts';
import type { CallResult } from '../calling-lists/call-result.ts';
import type { Chain } from '../calling-lists/chain.ts';
import type { ChainAfter, ChainOutcome, Ended } from '../calling-lists/chain-outcome.ts';
import { blockedOutcome, outcomeOf } from '../calling-lists/chain-outcome.ts';
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
  plan: CampaignPlan,
  chain: Chain,
  interaction: Interaction,
  draft: Draft,
  at: Instant,
): DispositionOutcome {
  // Counted from the end of the call, so that long after-call work does not delay a redial.
  const endedAt = interaction.phase === 'wrap-up' ? interaction.endedAt : at;
  return outcomeOfDraft(plan, chain, interaction.recordId, draft, endedAt);
}

/** The same for a conversation of which only its draft is left, as after a restart. */
export function outcomeOfDraft(
  plan: CampaignPlan,
  chain: Chain,
  recordId: RecordId,
  draft: Draft,
  endedAt: Instant,
): DispositionOutcome {
  const callResult = draft.callResult ?? plan.outcomes.preselected ?? 'answer';
  // Choosing the call result "do not call" means the same as the check box: this number.
  const doNotCall = draft.doNotCall ?? (callResult === 'do-not-call' ? 'number' : undefined);
  const ended: Ended = {
    chain,
    recordId,
    result: callResult,
    code: draft.dispositionCode,
    endedAt,
  };
  const instead = outcomeOf(ended, plan.treatments, attemptsMaxOf(plan, chain.listId));
  const chosen = doNotCall === undefined ? instead : blockedOutcome(ended, doNotCall);
  return { callResult, doNotCall, after: chosen.after, next: chosen.next, instead };
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
  ];
  for (const [changed, action] of wishes) {
    const permission = permissionFor(action, phase);
    if (changed && permission !== 'allowed') return refusal(permission);
  }
  return draftProblem(outcomes, interaction, draft);
}

/** What a draft says of a conversation that has not begun; undefined: only a note, if that. */
export function saidAhead(draft: Draft, outcomes: Outcomes): InteractionAction | undefined {
  if (draft.callResult !== undefined && draft.callResult !== outcomes.preselected) {
    return 'set-call-result';
  }
  if (draft.dispositionCode !== undefined) return 'set-disposition';
  return draft.doNotCall === undefined ? undefined : 'do-not-call';
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
