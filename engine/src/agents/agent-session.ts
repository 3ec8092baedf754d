import { unreachable } from '../basics/assert.ts';
import type {
  AgentGroupId,
  AgentId,
  AttemptId,
  CampaignGroupId,
  InteractionId,
  NoticeId,
  OfferId,
} from '../basics/ids.ts';
import type { Instant, Millis } from '../basics/time.ts';
import { after, earlier, elapsed, later } from '../basics/time.ts';
import type { CallResult } from '../calling-lists/call-result.ts';
import type { NumberChoice } from '../calling-lists/callback.ts';
import { recordToDial } from '../calling-lists/chain.ts';
import type { Ended } from '../calling-lists/chain-outcome.ts';
import type { NextStep } from '../calling-lists/treatment.ts';
import type { Attempt } from '../dialing/attempt.ts';
import type { AgentPhone, PhoneNeed } from './agent-phone.ts';
import { isSettled, isUsable, newPhone } from './agent-phone.ts';
import type { Engagement } from './engagement.ts';
import type { InternalCall } from './internal-call.ts';
import type { Placing, RefusedCall } from './placing.ts';

/** Reasons that the product itself sets; an administrator adds others. */
export const SYSTEM_REASONS = {
  'logged-on': 'Logged on',
  'no-answer': 'No Answer',
  'after-call-work': 'After Call Work',
  'do-not-disturb': 'Do Not Disturb',
  'connection-lost': 'Connection lost',
  'phone-lost': 'Phone lost',
  supervisor: 'Set by supervisor',
  released: 'Released from the line',
} as const;
export type SystemReason = keyof typeof SYSTEM_REASONS;

/** A reason of Not Ready: one of the product's own or one of the administrator's. */
export type NotReadyReason = string;

/** A status asked for while the agent still holds something; applies as soon as nothing is held. */
export type PendingStatus =
  | { readonly to: 'ready' }
  | { readonly to: 'not-ready'; readonly reason: NotReadyReason }
  | { readonly to: 'logged-off' };

/** What the agent is told about a campaign until acknowledged (S1, S2). */
export type Notice = {
  readonly id: NoticeId;
  readonly kind: 'loaded' | 'started' | 'stopped' | 'unloaded' | 'mode-changed';
  readonly groupId: CampaignGroupId;
  readonly campaignName: string;
  readonly groupName: string;
  readonly mode: string;
  readonly fields: readonly { readonly label: string; readonly value: string }[];
  readonly at: Instant;
};

/** The one line that an agent reads after a call that never became a conversation. */
export type LastOutcome = {
  readonly at: Instant;
  readonly contactName: string;
  readonly phone: string;
  /** Zone of the contact, first on the screen. */
  readonly zone: string;
  readonly result: CallResult;
  readonly next: NextStep;
  /** So that a wrong verdict on who answered can be corrected after the agent was taken off. */
  readonly attemptId: AttemptId | undefined;
  /** The agent had heard it: a machine was found beside the call. */
  readonly wasHeard: boolean;
};

/** The one line that an agent reads after a call that another agent had, or has now. */
export type LastShared = {
  readonly at: Instant;
  readonly contactName: string;
  readonly phone: string;
  /** The other agent did this: took the call over, marked it done first, had no more to ask. */
  readonly how: 'taken-over' | 'finished' | 'consulted';
  readonly agentName: string;
};

/** What the agent reads of a call in which they talked with nobody. */
export function lastOutcome(
  { phone, id: attemptId }: Attempt,
  { chain, result, endedAt: at }: Ended,
  next: NextStep,
  wasHeard: boolean,
): LastOutcome {
  const { contactName } = chain;
  const { zone } = recordToDial(chain);
  return { at, contactName, phone, zone, result, next, attemptId, wasHeard };
}

/**
 * One agent from login to logout.
 *
 *   not-ready ⇄ ready → previewing → talking → wrap-up → ready | not-ready | (logged off)
 *       └──────────┤        ↓            │
 *                  ├──→ engaged ─────────┤
 *                  ├──→ placing ─────────┤
 *                  ├──→ internal ────────→ (as before)
 *                  ├──→ reserved ────────┘
 *                  └──→ consulted ────────→ (talking, wrap-up, or as before)
 */
export type AgentSession = {
  readonly agentId: AgentId;
  readonly name: string;
  readonly groupIds: readonly AgentGroupId[];
  readonly loggedOnAt: Instant;
  /** Start of the present phase. */
  readonly since: Instant;
  readonly pending: PendingStatus | undefined;
  /** Since when no browser of the agent is connected; undefined while one is. */
  readonly goneSince: Instant | undefined;
  readonly phone: AgentPhone;
  readonly notices: readonly Notice[];
  readonly lastOutcome: LastOutcome | undefined;
  readonly lastShared: LastShared | undefined;
  readonly today: AgentDay;
  /** The last manual call that was not made, and why, until the agent has read it. */
  readonly refusedCall?: RefusedCall | undefined;
} & (
  | { readonly phase: 'not-ready'; readonly reason: NotReadyReason }
  | { readonly phase: 'ready' }
  | { readonly phase: 'previewing'; readonly offerId: OfferId }
  | { readonly phase: 'placing'; readonly placing: Placing }
  | { readonly phase: 'internal'; readonly internal: InternalCall }
  | { readonly phase: 'reserved'; readonly attemptId: AttemptId }
  | { readonly phase: 'engaged'; readonly engagement: Engagement }
  | { readonly phase: 'talking'; readonly interactionId: InteractionId }
  /** The third party in a call of another agent. */
  | { readonly phase: 'consulted'; readonly interactionId: InteractionId }
  | {
      readonly phase: 'wrap-up';
      readonly interactionId: InteractionId;
      /** Whom to call again as soon as the agent is on the line for it. */
      readonly recallTo?: NumberChoice | undefined;
    }
);

export const AGENT_PHASES = [
  'not-ready',
  'ready',
  'previewing',
  'placing',
  'internal',
  'reserved',
  'engaged',
  'talking',
  'consulted',
  'wrap-up',
] as const satisfies readonly AgentSession['phase'][];
export type AgentIn<Phase extends AgentPhase> = Extract<AgentSession, { phase: Phase }>;
export type AgentPhase = AgentSession['phase'];

/** An agent's own numbers since login. */
export type AgentDay = {
  readonly offers: number;
  readonly rejects: number;
  readonly timeOuts: number;
  readonly calls: number;
  readonly contacts: number;
  readonly talkMs: number;
  readonly wrapUpMs: number;
  readonly readyMs: number;
};

export const EMPTY_DAY: AgentDay = {
  offers: 0,
  rejects: 0,
  timeOuts: 0,
  calls: 0,
  contacts: 0,
  talkMs: 0,
  wrapUpMs: 0,
  readyMs: 0,
};

/** An agent begins not ready, and without a browser until one is connected. */
export const newAgent = (
  { agentId, name, groupIds }: Pick<AgentSession, 'agentId' | 'name' | 'groupIds'>,
  need: PhoneNeed,
  at: Instant,
): AgentSession => ({
  agentId,
  name,
  groupIds,
  loggedOnAt: at,
  since: at,
  pending: undefined,
  goneSince: at,
  phone: newPhone(need),
  notices: [],
  lastOutcome: undefined,
  lastShared: undefined,
  today: EMPTY_DAY,
  phase: 'not-ready',
  reason: 'logged-on',
});

/** The facts of a phase, without those that every phase has. */
export type PhaseFacts =
  | { readonly phase: 'not-ready'; readonly reason: NotReadyReason }
  | { readonly phase: 'ready' }
  | { readonly phase: 'previewing'; readonly offerId: OfferId }
  | { readonly phase: 'placing'; readonly placing: Placing }
  | { readonly phase: 'internal'; readonly internal: InternalCall }
  | { readonly phase: 'reserved'; readonly attemptId: AttemptId }
  | { readonly phase: 'engaged'; readonly engagement: Engagement }
  | { readonly phase: 'talking'; readonly interactionId: InteractionId }
  | { readonly phase: 'consulted'; readonly interactionId: InteractionId }
  | { readonly phase: 'wrap-up'; readonly interactionId: InteractionId };

/** The agent in another phase from now on, with the time of the one that ends counted. */
export function entered(agent: AgentSession, facts: PhaseFacts, at: Instant): AgentSession {
  const { agentId, name, groupIds, loggedOnAt, pending, goneSince, phone } = agent;
  const { notices, lastOutcome, lastShared, refusedCall } = agent;
  const common = { agentId, name, groupIds, loggedOnAt, pending, goneSince, phone };
  const refused = refusedCall === undefined ? {} : { refusedCall };
  const told = { notices, lastOutcome, lastShared, ...refused };
  return { ...common, ...told, today: withTime(agent, at), since: at, ...facts };
}

function withTime({ phase, since, today }: AgentSession, at: Instant): AgentDay {
  const spent = elapsed(since, at);
  if (phase === 'ready') return { ...today, readyMs: today.readyMs + spent };
  if (phase === 'wrap-up') return { ...today, wrapUpMs: today.wrapUpMs + spent };
  return today;
}

/** Where an agent goes who holds nothing any more: where they asked, else to the next call. */
export function nextPhase({
  pending,
  phone,
}: Pick<AgentSession, 'pending' | 'phone'>): PhaseFacts | 'logged-off' {
  switch (pending?.to) {
    case undefined:
    case 'ready':
      return isUsable(phone) ? { phase: 'ready' } : { phase: 'not-ready', reason: 'phone-lost' };
    case 'not-ready':
      return { phase: 'not-ready', reason: pending.reason };
    case 'logged-off':
      return 'logged-off';
    default:
      return unreachable(pending);
  }
}

const REASONS_OF_AGENTS: readonly NotReadyReason[] = ['after-call-work', 'do-not-disturb'];

/** A reason that agents may give for themselves: two of the product's, and the site's own. */
export const isReason = (reason: string, own: readonly { readonly code: string }[]): boolean =>
  REASONS_OF_AGENTS.includes(reason) || own.some(({ code }) => code === reason);

/**
 * What stays of the last outcome when the next record comes: an agent who was taken off a machine
 * may still say that it was a person, until there is another person to listen to; and why a record
 * was taken from the screen in this moment is said beside the one that came in its place.
 */
export function stillToRead({ lastOutcome }: AgentSession, at: Instant): LastOutcome | undefined {
  if (lastOutcome === undefined) return undefined;
  const { result } = lastOutcome;
  const isTakenBack = result === 'cancel-record' || result === 'do-not-call';
  return lastOutcome.wasHeard || (isTakenBack && lastOutcome.at === at) ? lastOutcome : undefined;
}

/** As they are when a call of their own begins: whoever was not ready is not made ready by it. */
export function begun(agent: AgentSession, at: Instant): AgentSession {
  const now = { ...agent, lastOutcome: stillToRead(agent, at), refusedCall: undefined };
  return agent.phase === 'not-ready'
    ? { ...now, pending: { to: 'not-ready', reason: agent.reason } }
    : now;
}

/** More of one of an agent's own numbers. */
export const tallied = (agent: AgentSession, what: keyof AgentDay, by: number): AgentSession => ({
  ...agent,
  today: { ...agent.today, [what]: agent.today[what] + by },
});

/** Where an agent goes who has lost something: off the shift if they asked for that before. */
export const pendingAfterLoss = ({ pending }: AgentSession, reason: SystemReason): PendingStatus =>
  pending?.to === 'logged-off' ? pending : { to: 'not-ready', reason };

/** What the agent still holds, in the words of smart logout. */
export function holding(agent: AgentSession): 'nothing' | 'offer' | 'call' | 'wrap-up' {
  switch (agent.phase) {
    case 'not-ready':
    case 'ready':
      return 'nothing';
    case 'previewing':
      return 'offer';
    case 'placing':
    case 'internal':
    case 'reserved':
    case 'engaged':
    case 'talking':
    case 'consulted':
      return 'call';
    case 'wrap-up':
      return 'wrap-up';
    default:
      return unreachable(agent);
  }
}

/** Ready in the sense of pacing: may be given a call now. A lost browser or phone is not. */
export const isFree = (agent: AgentSession): boolean =>
  agent.phase === 'ready' && agent.goneSince === undefined && isSettled(agent.phone);

/** How long an agent without a browser keeps what they hold. */
export type AgentPatience = {
  /** Before work is no longer meant for them, ms. */
  readonly graceMs: Millis;
  /** Before their after-call work is closed for them, ms. */
  readonly abandonedWrapUpMs: Millis;
};

/**
 * When an agent whose last browser is gone loses their place, or one whose phone is not answered. A
 * call is never taken away.
 */
export function agentDeadline(agent: AgentSession, patience: AgentPatience): Instant | undefined {
  const { goneSince } = agent;
  if (agent.phase === 'placing') return agent.placing.giveUpAt;
  const answerBy = answerByOf(agent);
  if (answerBy !== undefined) {
    return goneSince === undefined
      ? answerBy
      : earlier(answerBy, after(goneSince, patience.graceMs));
  }
  if (goneSince === undefined) return undefined;
  switch (agent.phase) {
    case 'ready':
    case 'previewing':
    case 'internal':
    case 'reserved':
    case 'engaged':
    case 'talking':
    case 'consulted':
      return after(goneSince, patience.graceMs);
    case 'not-ready':
    case 'wrap-up':
      return after(later(goneSince, agent.since), patience.abandonedWrapUpMs);
    default:
      return unreachable(agent);
  }
}

/** Until when somebody's phone or screen rings for this agent. */
function answerByOf(agent: AgentSession): Instant | undefined {
  if (agent.phase === 'engaged' && agent.engagement.phase === 'opening') {
    return agent.engagement.answerBy;
  }
  if (agent.phase !== 'internal' || agent.internal.phase === 'talking') return undefined;
  return agent.internal.giveUpAt;
}

/** Longest ready first, then by id: who is next is a rule, not the order of a map. */
export function isNextBefore(a: AgentSession, b: AgentSession): boolean {
  return a.since === b.since ? a.agentId < b.agentId : a.since < b.since;
}
