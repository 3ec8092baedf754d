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
import type { Instant, Millis } from '../basics/time.ts';
import { after, seconds } from '../basics/time.ts';
import type { NoPerson } from '../campaigns/call-treatments.ts';

/**
 * One dial of one record, from the decision to dial until its call result.
 *
 *   validating → dialing → ringing → detecting → waiting → connected
 *        │          │         │          ├──────────┴──────────┤
 *        │          │         │          │               transferring
 *        └──────────┴─────────┴──────────┴──────────┴──────────┴────→ ended (forgotten here)
 *
 * `validating` only where somebody outside is asked first. Nothing is written of it, and nobody's
 * phone is about to ring: what ends there was no attempt.
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
  readonly cpd: CpdFinding | undefined;
  /** Ordered by an agent, who hears for themselves who answers; undefined: by the dialer. */
  readonly kind?: 'manual' | undefined;
} & (
  | {
      readonly phase: 'validating';
      /** Without an answer until then it has timed out. */
      readonly answerBy: Instant;
      /** The interaction that is opened with the call. */
      readonly opens: InteractionId | undefined;
    }
  | { readonly phase: 'dialing'; readonly giveUpAt: Instant }
  | { readonly phase: 'ringing'; readonly giveUpAt: Instant; readonly ringingAt: Instant }
  | { readonly phase: 'detecting'; readonly answeredAt: Instant; readonly verdictBy: Instant }
  | {
      readonly phase: 'waiting';
      readonly answeredAt: Instant;
      readonly abandonAt: Instant;
      /** No person was heard, and it gets an agent all the same: it is no live answer. */
      readonly noPerson?: NoPerson;
    }
  | {
      readonly phase: 'connected';
      readonly answeredAt: Instant;
      readonly connectedAt: Instant;
      readonly interactionId: InteractionId;
      readonly noPerson?: NoPerson;
    }
  /** Nobody of ours is on it: it is handed on to a destination, or talks with it. */
  | {
      readonly phase: 'transferring';
      readonly answeredAt: Instant;
      readonly noPerson: NoPerson;
      /** When the destination has rung for long enough; undefined: it has answered. */
      readonly giveUpAt: Instant | undefined;
    }
);

export type AttemptPhase = Attempt['phase'];
export type AttemptIn<Phase extends AttemptPhase> = Extract<Attempt, { phase: Phase }>;

/** From the order to the first ringing; a switch that says nothing for this long has failed. */
const SET_UP_MS = seconds(15);

/** What every phase of an attempt has. */
export type AttemptBase = Pick<
  Attempt,
  | 'id'
  | 'groupId'
  | 'chainId'
  | 'recordId'
  | 'phone'
  | 'openedAt'
  | 'agentId'
  | 'openedFor'
  | 'cpd'
  | 'kind'
>;

/** Somebody outside is asked first. */
export const validating = (
  order: AttemptBase,
  opens: InteractionId | undefined,
  answerBy: Instant,
): AttemptIn<'validating'> => ({
  ...order,
  openedFor: undefined,
  phase: 'validating',
  answerBy,
  opens,
});

/** The answer is in: dialed now, and the call begins here. */
export const validated = (
  attempt: AttemptIn<'validating'>,
  at: Instant,
  ringMs: Millis,
): AttemptIn<'dialing'> =>
  dialing({ ...baseOf(attempt), openedFor: attempt.opens, openedAt: at }, ringMs);

/** Decided and not yet rung. */
export const dialing = (order: AttemptBase, ringMs: Millis): AttemptIn<'dialing'> => ({
  ...order,
  phase: 'dialing',
  giveUpAt: after(after(order.openedAt, ringMs), SET_UP_MS),
});

/** The full ringing time counts from the first ring, however long the set-up took. */
export const ringing = (attempt: Attempt, at: Instant, ringMs: Millis): AttemptIn<'ringing'> => ({
  ...baseOf(attempt),
  phase: 'ringing',
  ringingAt: at,
  giveUpAt: after(at, ringMs),
});

export const detecting = (
  attempt: Attempt,
  at: Instant,
  verdictMs: Millis,
): AttemptIn<'detecting'> => ({
  ...baseOf(attempt),
  phase: 'detecting',
  answeredAt: at,
  verdictBy: after(at, verdictMs),
});

/** The person's patience counts from the answer, not from the verdict. */
export const waiting = (
  attempt: Attempt,
  answeredAt: Instant,
  connectMsMax: Millis,
): AttemptIn<'waiting'> => ({
  ...baseOf(attempt),
  phase: 'waiting',
  answeredAt,
  abandonAt: after(answeredAt, connectMsMax),
});

/**
 * No person, who is to have an agent all the same: for as long as a person would have waited, but
 * from now on, for there is nobody whose patience the verdict has taken.
 */
export const waitingAsNobody = (
  attempt: AttemptIn<'detecting' | 'waiting'>,
  noPerson: NoPerson,
  at: Instant,
  connectMsMax: Millis,
): AttemptIn<'waiting'> => ({
  ...waiting(attempt, attempt.answeredAt, connectMsMax),
  abandonAt: after(at, connectMsMax),
  noPerson,
});

/** Handed on without an agent, whoever it was for before. `giveUpAt`: undefined: it is there. */
export const transferring = (
  attempt: Attempt,
  { answeredAt, noPerson }: Pick<AttemptIn<'transferring'>, 'answeredAt' | 'noPerson'>,
  giveUpAt: Instant | undefined,
): AttemptIn<'transferring'> => ({
  ...baseOf(attempt),
  agentId: undefined,
  openedFor: undefined,
  phase: 'transferring',
  answeredAt,
  noPerson,
  giveUpAt,
});

export const connected = (
  attempt: AttemptIn<'waiting'>,
  agentId: AgentId,
  interactionId: InteractionId,
  at: Instant,
): AttemptIn<'connected'> => ({
  ...baseOf(attempt),
  agentId,
  phase: 'connected',
  answeredAt: attempt.answeredAt,
  connectedAt: at,
  interactionId,
  ...(attempt.noPerson === undefined ? {} : { noPerson: attempt.noPerson }),
});

function baseOf(attempt: Attempt): AttemptBase {
  const { id, groupId, chainId, recordId, phone, openedAt, agentId, openedFor, cpd } = attempt;
  const base = { id, groupId, chainId, recordId, phone, openedAt, agentId, openedFor, cpd };
  return attempt.kind === undefined ? base : { ...base, kind: attempt.kind };
}

/** Nobody has answered yet: may be taken back without anybody noticing. */
export const isUnanswered = (attempt: Attempt): boolean =>
  attempt.phase === 'validating' || attempt.phase === 'dialing' || attempt.phase === 'ringing';

/** On which nobody is heard, as detection found; undefined: a person, or nobody knows yet. */
export const noPersonOn = (attempt: Attempt): NoPerson | undefined =>
  'noPerson' in attempt ? attempt.noPerson : undefined;

/** Answered by no person, and nobody speaks with it yet: let go, nobody is left alone. */
export const isNobodys = (attempt: Attempt): attempt is AttemptIn<'waiting' | 'transferring'> =>
  (attempt.phase === 'waiting' && attempt.noPerson !== undefined) ||
  (attempt.phase === 'transferring' && attempt.giveUpAt !== undefined);

/** Nobody is heard on it, whoever may have answered: it can be ended, and nobody is left alone. */
export const isCancellable = (attempt: Attempt): boolean =>
  isUnanswered(attempt) || isNobodys(attempt);

/**
 * Persons before everything else; of them who answered first is served first; ties by id, so that
 * order is a rule.
 */
export function isServedBefore(a: AttemptIn<'waiting'>, b: AttemptIn<'waiting'>): boolean {
  const isPerson = a.noPerson === undefined;
  if (isPerson !== (b.noPerson === undefined)) return isPerson;
  return a.answeredAt === b.answeredAt ? a.id < b.id : a.answeredAt < b.answeredAt;
}

/** How a live answer sounded to call progress detection. */
export const CPD_VERDICTS = ['person', 'machine', 'fax', 'silence'] as const;
export type CpdVerdict = (typeof CPD_VERDICTS)[number];

/** What call progress detection heard, why it thinks so, and how long after the answer. */
export type CpdFinding = {
  readonly verdict: CpdVerdict;
  /** In the switch's words, such as `LONGGREETING-2260-2200`; for tuning only. */
  readonly cause: string;
  readonly afterMs: Millis;
};

/** When time alone ends this phase. */
export function attemptDeadline(attempt: Attempt): Instant | undefined {
  switch (attempt.phase) {
    case 'validating':
      return attempt.answerBy;
    case 'dialing':
    case 'ringing':
      return attempt.giveUpAt;
    case 'detecting':
      return attempt.verdictBy;
    case 'waiting':
      return attempt.abandonAt;
    case 'connected':
      return undefined;
    case 'transferring':
      return attempt.giveUpAt;
    default:
      return unreachable(attempt);
  }
}
