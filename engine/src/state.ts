import type { PhoneNeed } from './agents/agent-phone.ts';
import type { AgentSession } from './agents/agent-session.ts';
import type { Offer } from './agents/offer.ts';
import type {
  AgentGroupId,
  AgentId,
  AttemptId,
  CampaignGroupId,
  ChainId,
  CommandId,
  Epoch,
  InteractionId,
  OfferId,
  SiteId,
} from './basics/ids.ts';
import type { Instant, Millis } from './basics/time.ts';
import { hours, minutes, seconds } from './basics/time.ts';
import type { Chain, TakenBack } from './calling-lists/chain.ts';
import type { SuppressionKey } from './calling-lists/suppression.ts';
import { AttemptBook } from './compliance/attempt-book.ts';
import type { Attempt } from './dialing/attempt.ts';
import { CallStarts } from './dialing/call-rate.ts';
import type { CallerIdBook } from './dialing/caller-ids.ts';
import type { DialSession } from './dialing/dial-session.ts';
import type { TrunkLimits } from './dialing/trunks.ts';
import type { CommandOutcome, SaveChain } from './effect.ts';
import type { Interaction } from './interactions/interaction.ts';
import type { Pacer } from './pacers.ts';
import type { PacingView } from './pacing/counts.ts';

/** Everything a site knows while it runs. Changed only inside `step`, only by `steps/`. */
export type SiteState = {
  readonly siteId: SiteId;
  readonly epoch: Epoch;
  readonly limits: SiteLimits;
  readonly reasons: readonly { readonly code: string; readonly label: string }[];
  /** Whether agents need a phone before they can be given a call. */
  readonly phones: PhoneNeed;
  /** Whether the switch can be reached; nothing is dialed while it cannot. */
  isSwitchUp: boolean;
  /** Time of the newest event. */
  now: Instant;
  /** Ids given so far in this epoch. */
  idsGiven: number;
  readonly sessions: Map<CampaignGroupId, DialSession>;
  readonly agents: Map<AgentId, AgentSession>;
  readonly offers: Map<OfferId, Offer>;
  readonly attempts: Map<AttemptId, Attempt>;
  readonly interactions: Map<InteractionId, Interaction>;
  /** Attempts that have ended here, oldest first: what is said of them late changes nothing. */
  readonly ended: Map<AttemptId, EndedAttempt>;
  /** Agents who talk in calls that are unknown here: their legs go when the call is over. */
  readonly strangers: Map<AttemptId, AgentId>;
  readonly chains: Map<ChainId, HeldChain>;
  /** Added in this epoch and younger than any lease; the store knows them all. */
  readonly suppressed: Map<string, Instant>;
  /** When those of them end that suppression lists name until a moment. */
  readonly listedUntil: Map<string, Instant>;
  /** Attempts of this epoch that limits count; the store knows those before a lease. */
  readonly dialed: AttemptBook;
  /** Calls started of late, where the trunks have a rate. */
  readonly starts: CallStarts;
  /** Do-not-calls that can still be taken back. */
  readonly undos: Map<InteractionId, Undo>;
  /** Answers by command id, oldest first, so that a repeated command is answered alike. */
  readonly answered: Map<CommandId, CommandOutcome>;
  readonly index: StateIndex;
  readonly deadlines: Deadline[];
};

/** What is remembered of an attempt whose leg may still be on the switch. */
export type EndedAttempt = {
  /** For the person who is found waiting on it. */
  readonly message: string;
  /** Somebody had answered: the leg was released, or hears the message. */
  readonly wasAnswered: boolean;
  /** The person talks with somebody outside, and is left in peace. */
  readonly isHandedOn?: true;
  /** Nobody was there: released without a word. */
  readonly isNobodys?: true;
};

/** Derived from the entities by `entities.ts`, so that no step has to look at everybody. */
export type StateIndex = {
  readonly agentsByGroup: Map<AgentGroupId, Set<AgentId>>;
  /** Those who could be given a call now. */
  readonly freeByGroup: Map<AgentGroupId, Set<AgentId>>;
  readonly attemptsByGroup: Map<CampaignGroupId, Set<AttemptId>>;
  /** Those that have not reached an agent yet. */
  readonly unmetByGroup: Map<CampaignGroupId, Set<AttemptId>>;
  /** Those that are handed on, which take two lines each. */
  readonly transferringByGroup: Map<CampaignGroupId, Set<AttemptId>>;
  /** Those whose line is held for this group. */
  readonly engagedByGroup: Map<CampaignGroupId, Set<AgentId>>;
  readonly offersByGroup: Map<CampaignGroupId, Set<OfferId>>;
  readonly interactionsByGroup: Map<CampaignGroupId, Set<InteractionId>>;
  readonly chainsByGroup: Map<CampaignGroupId, Set<ChainId>>;
  readonly pacing: Map<CampaignGroupId, PacingView>;
  /** What predictive sessions have learned of their calls and agents. */
  readonly pacers: Map<CampaignGroupId, Pacer>;
  /** How often caller ids were shown of late. */
  readonly callerIds: CallerIdBook;
  /** How many agents sessions that share them have had at work of late, and until when. */
  readonly hadByGroup: Map<CampaignGroupId, AgentsHad>;
  /** Ids given when a session last opened something: the one that waited longest goes first. */
  readonly openedLast: Map<CampaignGroupId, number>;
};

/** Agents at work for a session: averaged over the last minutes, and since an instant. */
export type AgentsHad = { readonly had: number; readonly held: number; readonly at: Instant };

/** A leased chain and where it is now: it is never in two places. */
export type HeldChain = {
  readonly chain: Chain;
  readonly groupId: CampaignGroupId;
  readonly place: 'buffer' | 'offer' | 'engagement' | 'placing' | 'attempt' | 'interaction';
  /** Agents who let this record pass, until when it is not offered to them again. */
  readonly declined: ReadonlyMap<AgentId, Instant>;
  /** Somebody else took it back while an agent works on it: it is not called any more. */
  readonly takenBack?: TakenBack;
};

export type Undo = {
  readonly agentId: AgentId;
  readonly until: Instant;
  readonly keys: readonly SuppressionKey[];
  readonly contactName: string;
  readonly phone: string;
  /** What would have become of the chain without the do-not-call. */
  readonly instead: SaveChain;
};

/** An entry says when to look at a thing again; the thing itself knows whether it is due. */
export type Deadline = { readonly at: Instant; readonly of: DeadlineOf; readonly id: string };
export type DeadlineOf =
  | 'attempt'
  | 'offer'
  | 'agent'
  | 'interaction'
  | 'session'
  | 'undo'
  | 'suppression'
  | 'chain';

/** Limits of a site. Reaching one is a refusal or a pause, never growth. */
export type SiteLimits = {
  readonly agentsMax: number;
  readonly chainsMax: number;
  readonly commandsRemembered: number;
  /** Ended attempts kept in mind: more than can end while a leg is still released. */
  readonly attemptsRemembered: number;
  /** How long a chain is leased; renewed at a third of it, ms. */
  readonly leaseMs: Millis;
  /** Buffer per logged-on agent at which more is fetched, and up to which. */
  readonly bufferMinPerAgent: number;
  readonly bufferPerAgent: number;
  /** An agent's place is kept this long after the last browser is gone, ms. */
  readonly graceMs: Millis;
  /** A do-not-call can be taken back this long, ms. */
  readonly undoMs: Millis;
  /** Wait before asking the store again when it had nothing or failed, ms. */
  readonly leaseRetryMs: Millis;
  /** Dialing pauses this long after a failed commit, ms. */
  readonly faultPauseMs: Millis;
  /** After-call work of an agent who is gone is closed after this, ms. */
  readonly abandonedWrapUpMs: Millis;
  /** Redial after the dialer itself failed, ms. */
  readonly recoveryRedialMs: Millis;
  /** Calls that all trunks together may start, above 0; undefined where none has a rate. */
  readonly callsPerSecond: number | undefined;
} & TrunkLimits;

export const DEFAULT_LIMITS: SiteLimits = {
  agentsMax: 5_000,
  chainsMax: 50_000,
  commandsRemembered: 10_000,
  attemptsRemembered: 10_000,
  leaseMs: minutes(10),
  bufferMinPerAgent: 4,
  bufferPerAgent: 6,
  graceMs: seconds(30),
  undoMs: seconds(10),
  leaseRetryMs: seconds(5),
  faultPauseMs: seconds(2),
  abandonedWrapUpMs: minutes(5),
  recoveryRedialMs: hours(1),
  callsPerSecond: undefined,
  trunkFailuresMax: 5,
  trunkRestMs: seconds(5),
  trunkRestMsMax: seconds(60),
};

export type SiteSetup = {
  readonly siteId: SiteId;
  readonly epoch: Epoch;
  readonly at: Instant;
  /** The administrator's Not Ready reasons, in order. */
  readonly reasons: readonly { readonly code: string; readonly label: string }[];
  readonly limits?: Partial<SiteLimits>;
  /** Default `none`. */
  readonly phones?: PhoneNeed;
};

export function newState(setup: SiteSetup): SiteState {
  const limits = { ...DEFAULT_LIMITS, ...setup.limits };
  return {
    siteId: setup.siteId,
    epoch: setup.epoch,
    limits,
    reasons: setup.reasons,
    phones: setup.phones ?? 'none',
    isSwitchUp: true,
    now: setup.at,
    idsGiven: 0,
    sessions: new Map(),
    agents: new Map(),
    offers: new Map(),
    attempts: new Map(),
    interactions: new Map(),
    ended: new Map(),
    strangers: new Map(),
    chains: new Map(),
    suppressed: new Map(),
    listedUntil: new Map(),
    dialed: new AttemptBook(),
    starts: new CallStarts(limits.callsPerSecond, setup.at),
    undos: new Map(),
    answered: new Map(),
    index: {
      agentsByGroup: new Map(),
      freeByGroup: new Map(),
      attemptsByGroup: new Map(),
      unmetByGroup: new Map(),
      transferringByGroup: new Map(),
      engagedByGroup: new Map(),
      offersByGroup: new Map(),
      interactionsByGroup: new Map(),
      chainsByGroup: new Map(),
      pacing: new Map(),
      pacers: new Map(),
      callerIds: new Map(),
      hadByGroup: new Map(),
      openedLast: new Map(),
    },
    deadlines: [],
  };
}
