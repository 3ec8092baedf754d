import type { Instant } from './basics/time.ts';
import type { Chain } from './calling-lists/chain.ts';
import { attemptsMaxOf } from './campaigns/campaign.ts';
import type { DialQuestion } from './compliance/dial-question.ts';
import type { DialSession } from './dialing/dial-session.ts';
import type { SiteState } from './state.ts';

/** Whom a session wants to dial. */
type Wanted = { readonly chain: Chain; readonly hasAgent: boolean; readonly at: Instant };

/** What the rules are asked for the record that this chain is to be dialed on. */
export const dialQuestion = (
  { suppressed, dialed }: SiteState,
  { plan }: DialSession,
  { chain, hasAgent, at }: Wanted,
): DialQuestion => ({
  chain,
  suppressed,
  campaignId: plan.campaignId,
  attemptsMax: attemptsMaxOf(plan, chain.listId),
  rules: plan.rules,
  past: plan.rules === undefined ? [] : dialed.pastOf(chain),
  hasAgent,
  at,
});
