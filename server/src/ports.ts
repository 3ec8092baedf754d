import type {
  AgentId,
  AttemptId,
  CampaignGroupId,
  ChainId,
  Epoch,
} from '@outpace/engine/basics/ids.ts';
import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import type { SuppressedNumber } from '@outpace/engine/calling-lists/suppression.ts';
import type { ValidationAnswer } from '@outpace/engine/campaigns/validation.ts';
import type { SurvivingLeg } from '@outpace/engine/dialing/surviving-leg.ts';
import type { Action, Write } from '@outpace/engine/effect.ts';
import type {
  AnsweredCommand,
  ChainTaken,
  StoreEvent,
  SwitchEvent,
} from '@outpace/engine/event.ts';
import type { WhatIfDay, WhatIfPlan } from '@outpace/protocol/what-if.ts';

/** Time, as the shell sees it. The engine sees only the `at` of its events. */
export interface Clock {
  now(): Instant;
  /** Runs `wake` once, not before `at`. There is one alarm; setting it again moves it. */
  setAlarm(at: Instant, wake: () => void): void;
  clearAlarm(): void;
}

/**
 * Whether the site is surely still this process's: told by clocks of its own, before the database
 * would tell it. While it is shut, what it holds back waits.
 */
export interface Fence {
  /** Somebody outside may be called. */
  mayDial(): boolean;
  /** Anything at all may be ordered of the switch. */
  mayOrder(): boolean;
  /** The one listener; called when it may have opened. */
  onOpen(listener: () => void): void;
}

export type ActionOf<Type extends Action['type']> = Extract<Action, { type: Type }>;
export type StoreEventOf<Type extends StoreEvent['type']> = Extract<StoreEvent, { type: Type }>;

/**
 * The telephony system. Commands return at once and never throw: what became of them comes back
 * as events, `originate-failed` and `agent-leg: failed` included. A command for a leg that is gone
 * does nothing. While the switch cannot be reached it says `switch-down`, drops what is ordered,
 * and on its return says `switch-up` with all that is alive.
 */
export interface Switch extends CallParts {
  /** Calls that its trunks together may start, above 0; undefined where none has a rate. */
  readonly callsPerSecond?: number | undefined;
  originate(order: ActionOf<'originate'>): void;
  hangUp(order: ActionOf<'hang-up'>): void;
  /** An agent without a leg, and none on its way, is said to have `failed`. */
  bridge(order: ActionOf<'bridge'>): void;
  mute(order: ActionOf<'mute'>): void;
  hold(order: ActionOf<'hold'>): void;
  sendDigits(order: ActionOf<'send-digits'>): void;
  playAndRelease(order: ActionOf<'play-and-release'>): void;
  /**
   * What becomes of the destination is said by `consultation`, and by `call-transferred` without an
   * agent. The call ends with whichever of the two goes first.
   */
  handOn(order: ActionOf<'hand-on'>): void;
  record(order: ActionOf<'record'>): void;
  /**
   * Asked of an agent who has just logged on too: of a browser's phone the switch answers with a
   * `phone-reachable`, whether or not anything has changed, for it may have registered before.
   */
  setAgentPhone(order: ActionOf<'set-agent-phone'>): void;
  /** Of a leg that is up already the switch says so again; one on its way is not called twice. */
  raiseAgent(order: ActionOf<'raise-agent'>): void;
  /** Nothing is said of it: a leg that was dropped is no loss. */
  dropAgent(order: ActionOf<'drop-agent'>): void;
  /** The one listener; set before anything is ordered. */
  onEvent(listener: (event: SwitchEvent) => void): void;
  /** Called once when another process has taken the switch over: this one must end. */
  onEnd(listener: (reason: Error) => void): void;
  /**
   * What is alive from an earlier process of this site, asked once before the dialer starts;
   * undefined when the switch cannot be reached yet. Events of these legs come from then on.
   * `open`: attempts without a result. Of those the switch also says who was told the message
   * while nobody was there and has gone since: as if they were hearing it still.
   */
  survey(open: readonly AttemptId[]): Promise<readonly SurvivingLeg[] | undefined>;
  /** Ends the connection; with `legs: 'end'` also every leg that this process made. */
  close(legs: 'end' | 'keep'): Promise<void>;
}

/** An order that is named by its method. */
export type PartOf<Type extends Action['type']> = Omit<ActionOf<Type>, 'type'>;

/**
 * The pieces that transfers, conferences and supervision are made of. What becomes of a third
 * party is said by `consultation` and `call-transferred`.
 */
export interface CallParts {
  consult(order: PartOf<'consult'>): void;
  transfer(order: PartOf<'transfer'>): void;
  conference(order: PartOf<'conference'>): void;
  talkWith(order: PartOf<'talk-with'>): void;
  completeTransfer(order: PartOf<'complete-transfer'>): void;
  endConsultation(order: PartOf<'end-consultation'>): void;
  /** Two agents talk with each other, about nobody's call. */
  joinAgents(order: PartOf<'join-agents'>): void;
  partAgents(order: PartOf<'part-agents'>): void;
  /**
   * A supervisor's own leg, raised before as an agent's is. `listen`: hears both; `whisper`: the
   * agent hears the supervisor too; `barge`: all hear all; `stop`: leaves.
   */
  supervise(order: {
    readonly attemptId: AttemptId;
    readonly supervisorId: AgentId;
    readonly how: 'listen' | 'whisper' | 'barge' | 'stop';
  }): void;
}

/**
 * Agents' phones in the browser, as the API needs them of a switch that has them. The simulated
 * carrier has none.
 */
export interface BrowserPhones {
  /**
   * Makes, or replaces, the SIP account of this agent, good until the password changes.
   * Rejects with a `SwitchFault` when the switch cannot be reached.
   */
  provision(agentId: AgentId, password: string): Promise<BrowserPhoneAccount>;
  /** Where the SIP websocket of the page is passed on to, such as `ws://127.0.0.1:8088/ws`. */
  readonly sipSocketUrl: string;
}

export type BrowserPhoneAccount = {
  /** SIP user and authorization name. */
  readonly user: string;
  /** Domain part of the agent's SIP address; a name only, nothing is looked up. */
  readonly domain: string;
};

/** Whoever is asked outside before the dials of a campaign. */
export interface Validator {
  /** Never rejects: that nothing came of the question is an answer, within its time-out. */
  ask(question: ActionOf<'ask-validation'>): Promise<ValidationAnswer>;
}

/** The same for whoever sets it up, and for whoever watches it. */
export interface ValidatorDesk {
  /** Asks once, whatever came of other questions, on a connection of its own; never rejects. */
  tryOut(question: ActionOf<'ask-validation'>): Promise<ValidationAnswer>;
  /** Answers since the start, by what was said. */
  readonly answers: ReadonlyMap<ValidationAnswer['said'], number>;
  /** Places that are not asked just now, because nothing came of the last questions. */
  readonly openCircuits: number;
}

/** Recordings as files of the switch. */
export interface RecordingFiles {
  /** Streams the file; undefined when there is none under this name. */
  open(file: string): Promise<RecordingStream | undefined>;
  remove(file: string): Promise<void>;
}

export type RecordingStream = {
  readonly mediaType: string;
  readonly bytes: number | undefined;
  readonly stream: ReadableStream<Uint8Array>;
};

/** Lives days of a plan beside the server, in which nobody is called. */
export interface PlanSimulator {
  /**
   * Says each day as it is over, and resolves after the last. When `signal` aborts, it ends soon
   * and resolves. Throws when it cannot go on.
   */
  simulate(plan: WhatIfPlan, onDay: (day: WhatIfDay) => void, signal: AbortSignal): Promise<void>;
}

/** The world failing at the switch: a lost connection, a refused request. */
export class SwitchFault extends Error {
  override readonly name: string = 'SwitchFault';
}

/**
 * What the dialer needs of the database. Every method throws a `StoreFault` when the world fails,
 * and an `EpochLost` when another engine has taken the site.
 */
export interface DialerStore {
  /** Raises the epoch and makes this process the owner. */
  takeSite(): Promise<Epoch>;
  /** What an earlier epoch left open; its leases end here, except those of open attempts. */
  recover(at: Instant): Promise<Recovered>;
  /**
   * All of it in one transaction, in order, or nothing; with the commands that it came of, so that
   * the next epoch does none of them again.
   */
  commit(writes: readonly Write[], answered: readonly AnsweredCommand[]): Promise<void>;
  /**
   * Whether the last commit that was in doubt was written; asked after a `CommitInDoubt` and before
   * the next commit. What was still on its way then is not written any more.
   */
  settle(): Promise<boolean>;
  /** Due chains within an open window and not suppressed, now leased to this epoch. */
  leaseChains(order: ActionOf<'lease-chains'>, at: Instant): Promise<StoreEventOf<'chains-leased'>>;
  /** The chain of one number, leased whatever is due, or why not; a new one where there is none. */
  leaseNumber(order: ActionOf<'lease-number'>, at: Instant): Promise<StoreEventOf<'number-leased'>>;
  /**
   * A chain that waits here, leased out of turn to whoever changes it; or that somebody has it
   * in hand, or that it does not wait to be called.
   */
  takeChain(order: TakeOrder, at: Instant): Promise<ChainTaken>;
  /** Those of them that are renewed: the others are not leased to this engine any more. */
  renewLeases(chainIds: readonly ChainId[], until: Instant): Promise<readonly ChainId[]>;
  /** Which of these numbers are suppressed, and for whom: asked of those that were typed. */
  suppressedAmong(phones: readonly PhoneNumber[]): Promise<readonly SuppressedNumber[]>;
}

export type TakeOrder = { readonly chainId: ChainId; readonly until: Instant };

/** The world failing at the store: a lost connection, a full disk. The loop makes it an event. */
export class StoreFault extends Error {
  override readonly name: string = 'StoreFault';
}

/** The connection was lost after the commit was ordered: it may be written, or may be yet. */
export class CommitInDoubt extends StoreFault {
  override readonly name = 'CommitInDoubt';
}

/** Another engine owns the site now. This one must stop. */
export class EpochLost extends StoreFault {
  override readonly name = 'EpochLost';
}

/** What the store knows of an earlier epoch. What is alive of it, only the switch can say. */
export type Recovered = Omit<StoreEventOf<'recovered'>, 'legs'>;

/** Whoever shows views to people; told what changed, asks for the view itself. */
export interface Screens {
  agentChanged(agentId: AgentId): void;
  /** What the store has of this agent's callbacks is new. */
  promisesChanged(agentId: AgentId): void;
  sessionChanged(groupId: CampaignGroupId): void;
}
