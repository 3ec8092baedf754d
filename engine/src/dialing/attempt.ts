import { unreachable } from '../basics/assert.ts';
import type {
  AgentId,
  AttemptId,
  CampaignGroupId,
  ChainId,
  InteractionId,
  RecordId,
} from '../basics/ids.ts';
import type { PhoneNumber } from '../basics/phone-number.ts';
import type { Instant } from '../basics/time.ts';
import type { CallResult } from '../calling-lists/call-result.ts';

/**
 * One dial of one record, from the decision to dial until its call result.
 *
 *   dialing → ringing → detecting → waiting → connected
 *      └─────────┴──────────┴──────────┴──────────┴────→ ended (closed, and forgotten here)
 *
 * A phase carries exactly the facts that are true in it. A deadline is a field of the phase that
 * needs it, so leaving the phase is what cancels the deadline.
 */
export type Attempt = {
  readonly id: AttemptId;
  readonly groupId: CampaignGroupId;
  readonly chainId: ChainId;
  readonly recordId: RecordId;
  readonly phone: PhoneNumber;
  readonly openedAt: Instant;
  /** The agent this attempt is for. None above one line per agent: matched when answered. */
  readonly agentId: AgentId | undefined;
  /** The interaction that was opened before the call, by accepting an offer. */
  readonly openedFor: InteractionId | undefined;
} & (
  | { readonly phase: 'dialing'; readonly giveUpAt: Instant }
  | { readonly phase: 'ringing'; readonly giveUpAt: Instant; readonly ringingAt: Instant }
  | { readonly phase: 'detecting'; readonly answeredAt: Instant; readonly verdictBy: Instant }
  | { readonly phase: 'waiting'; readonly answeredAt: Instant; readonly abandonAt: Instant }
  | {
      readonly phase: 'connected';
      readonly answeredAt: Instant;
      readonly connectedAt: Instant;
      readonly interactionId: InteractionId;
    }
);

export type AttemptPhase = Attempt['phase'];
export type AttemptIn<Phase extends AttemptPhase> = Extract<Attempt, { phase: Phase }>;

/** How a live answer sounded to call progress detection. */
export const CPD_VERDICTS = ['person', 'machine', 'fax', 'silence'] as const;
export type CpdVerdict = (typeof CPD_VERDICTS)[number];

/** When time alone ends this phase. */
export function attemptDeadline(attempt: Attempt): Instant | undefined {
  switch (attempt.phase) {
    case 'dialing':
    case 'ringing':
      return attempt.giveUpAt;
    case 'detecting':
      return attempt.verdictBy;
    case 'waiting':
      return attempt.abandonAt;
    case 'connected':
      return undefined;
    default:
      return unreachable(attempt);
  }
}

/** What the switch says of a call that nobody spoke on. */
export const verdictResult = (verdict: Exclude<CpdVerdict, 'person'>): CallResult => {
  switch (verdict) {
    case 'machine':
      return 'answering-machine';
    case 'fax':
      return 'fax';
    case 'silence':
      return 'silence';
    default:
      return unreachable(verdict);
  }
};
