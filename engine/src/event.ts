import type { PhoneChoice } from './agents/agent-phone.ts';
import type {
  AgentGroupId,
  AgentId,
  AttemptId,
  CallingListId,
  CampaignGroupId,
  ChainId,
  CommandId,
  InteractionId,
  InternalCallId,
  NoticeId,
  OfferId,
} from './basics/ids.ts';
import type { Instant, Millis } from './basics/time.ts';
import type { CallResult } from './calling-lists/call-result.ts';
import type { NumberChoice } from './calling-lists/callback.ts';
import type { Chain } from './calling-lists/chain.ts';
import type { ChainChange } from './calling-lists/chain-change.ts';
import type { Priorities } from './calling-lists/queue-rank.ts';
import type { FieldValue } from './calling-lists/record.ts';
import type {
  ListedSuppression,
  SuppressedNumber,
  SuppressionKey,
  SuppressionScope,
} from './calling-lists/suppression.ts';
import type { CallbackChangeOrder } from './campaigns/callback-change.ts';
import type { CampaignList, CampaignPlan, DialingMode } from './campaigns/campaign.ts';
import type { ValidationAnswer } from './campaigns/validation.ts';
import type { CpdFinding } from './dialing/attempt.ts';
import type { ListTurn } from './dialing/list-turns.ts';
import type { SurvivingLeg } from './dialing/surviving-leg.ts';
import type { CommandDone, SaveCallTreatment } from './effect.ts';
import type { Draft } from './interactions/interaction.ts';
import type { RecordingOrder } from './interactions/recording.ts';
import type { CallTarget } from './interactions/third-party.ts';
import type { ThirdPartyCommand } from './interactions/third-party-command.ts';
import type { PacingTarget } from './pacing/contract.ts';

/** Everything that may come in. `at` never goes back: the shell sees to that. */
export type EngineEvent = { readonly at: Instant } & EventBody;

export type EventBody =
  | { readonly type: 'tick' }
  | SwitchEvent
  | StoreEvent
  | ValidationEvent
  | AgentEvent
  | {
      readonly type: 'supervisor-command';
      readonly commandId: CommandId;
      /** The signed-in user, for the audit trail. */
      readonly by: string;
      readonly command: SupervisorCommand;
    };

/** Any of these may come late, twice or out of order; what does not fit the state is ignored. */
export type SwitchEvent =
  | { readonly type: 'call-ringing'; readonly attemptId: AttemptId }
  | { readonly type: 'call-answered'; readonly attemptId: AttemptId }
  | ({ readonly type: 'call-progress'; readonly attemptId: AttemptId } & CpdFinding)
  | { readonly type: 'call-ended'; readonly attemptId: AttemptId; readonly result: CallResult }
  | {
      readonly type: 'originate-failed';
      readonly attemptId: AttemptId;
      readonly result: CallResult;
    }
  /** Answered while nobody here was listening: the switch itself plays the message and releases. */
  | { readonly type: 'call-orphaned'; readonly attemptId: AttemptId }
  | PhoneEvent
  | RecordingEvent
  /** A third party of a call: its target rings, is there, or is gone. */
  | {
      readonly type: 'consultation';
      readonly attemptId: AttemptId;
      readonly state: 'ringing' | 'answered' | 'ended';
    }
  /** The third party is in the agent's place now; `agentId`: who that is, undefined: a number. */
  | {
      readonly type: 'call-transferred';
      readonly attemptId: AttemptId;
      readonly agentId: AgentId | undefined;
    }
  /** The switch cannot be reached; calls go on, nothing can be ordered. */
  | { readonly type: 'switch-down' }
  /** It can be reached (again), and this is what is alive on it. */
  | { readonly type: 'switch-up'; readonly legs: readonly SurvivingLeg[] };

/** The answer to `ask-validation`. May come late or twice; only the first one in time counts. */
export type ValidationEvent = {
  readonly type: 'validation-answered';
  readonly attemptId: AttemptId;
  readonly answer: ValidationAnswer;
};

export type PhoneEvent =
  /** The agent's phone can be called, or cannot any more. */
  | { readonly type: 'phone-reachable'; readonly agentId: AgentId; readonly reachable: boolean }
  /** The agent's leg is up, or gone; `failed`: it was asked for and never came up. */
  | {
      readonly type: 'agent-leg';
      readonly agentId: AgentId;
      readonly leg: 'up' | 'hung-up' | 'lost' | 'failed';
    }
  /** Nothing is heard from the agent's phone although its leg is up; or it is heard again. */
  | { readonly type: 'agent-silent'; readonly agentId: AgentId; readonly silent: boolean };

export type RecordingEvent = {
  readonly type: 'recording';
  /** The call that is recorded: a conversation has one for each time the person was called. */
  readonly attemptId: AttemptId;
  readonly interactionId: InteractionId;
  readonly file: string;
} & (
  | { readonly state: 'started' }
  | { readonly state: 'failed' }
  | { readonly state: 'finished'; readonly durationMs: Millis }
);

export type StoreEvent =
  | {
      readonly type: 'chains-leased';
      readonly groupId: CampaignGroupId;
      readonly chains: readonly Chain[];
      /** Chains that could be due later, of all lists of the campaign; 0: nothing is left. */
      readonly openChains: number;
      /** When the next of them falls due, if that is known. */
      readonly nextDueAt: Instant | undefined;
      /** Whose turn it is now; left out where that did not change. */
      readonly turns?: readonly ListTurn[];
      /** Asked for callbacks only: says nothing of the rest. */
      readonly only?: 'callbacks';
      /** When the next callback falls due, if that is known. */
      readonly nextCallbackAt?: Instant;
    }
  | { readonly type: 'lease-failed'; readonly groupId: CampaignGroupId }
  | {
      readonly type: 'leases-renewed';
      readonly chainIds: readonly ChainId[];
      /** Asked for as well, and not leased to this engine any more. */
      readonly lost: readonly ChainId[];
      readonly until: Instant;
    }
  /** The answer to `lease-number`. */
  | {
      readonly type: 'number-leased';
      readonly callId: AttemptId;
      readonly agentId: AgentId;
      readonly found: NumberFound;
    }
  /** Somebody has corrected the name of a person, and it is stored. */
  | { readonly type: 'contact-renamed'; readonly chainId: ChainId; readonly contactName: string }
  /** The store keeps them from being leased, and wants those that nobody works on for itself. */
  | { readonly type: 'chains-withdrawn'; readonly chainIds: readonly ChainId[] }
  /** The transaction with these new attempts did not commit: they were never dialed. */
  | { readonly type: 'write-failed'; readonly attemptIds: readonly AttemptId[] }
  /** The store is in doubt, or another server is to take over: what is up goes on. */
  | { readonly type: 'dialing-paused'; readonly until: Instant }
  /** First event of an epoch: what an earlier epoch left behind. */
  | {
      readonly type: 'recovered';
      readonly attempts: readonly RecoveredAttempt[];
      readonly sessions: readonly RecoveredSession[];
      /** Carried out and written by an earlier epoch, oldest first: not to be done again. */
      readonly answered?: readonly AnsweredCommand[];
      /** What is alive on the switch; undefined when it could not be asked. */
      readonly legs: readonly SurvivingLeg[] | undefined;
    };

export type AnsweredCommand = { readonly commandId: CommandId } & CommandDone;

/** What the store has of a number: a chain that is leased to this engine now, or why not. */
export type NumberFound =
  | { readonly kind: 'chain'; readonly chain: Chain }
  | { readonly kind: 'suppressed' | 'in-use' | 'store-failed' };

/** An attempt without a call result, found at start. Whether it is alive, the switch says. */
export type RecoveredAttempt = {
  readonly attemptId: AttemptId;
  readonly groupId: CampaignGroupId;
  readonly plan: CampaignPlan;
  readonly chain: Chain;
  readonly openedAt: Instant;
  /** The conversation that was going on, or not yet marked done. */
  readonly interaction: RecoveredInteraction | undefined;
  readonly kind?: 'manual';
  /** No person was heard, and what was to become of the call. */
  readonly treated?: Omit<SaveCallTreatment, 'type' | 'attemptId'>;
};

export type RecoveredInteraction = {
  readonly id: InteractionId;
  readonly agentId: AgentId;
  readonly agentName: string;
  readonly agentGroupIds: readonly AgentGroupId[];
  readonly draft: Draft;
  readonly openedAt: Instant;
  readonly answeredAt: Instant | undefined;
  readonly connectedAt: Instant | undefined;
  /** The call is over; only after-call work was left. */
  readonly endedAt: Instant | undefined;
  /** A recording of it was begun and not known to be finished. */
  readonly isRecorded: boolean;
  /** The newest third party, if that is not known to be gone. */
  readonly third?: RecoveredThird;
  /** Third parties so far. */
  readonly thirds?: number;
};

export type RecoveredThird = {
  readonly serial: number;
  readonly target: CallTarget;
};

export type RecoveredSession = {
  readonly plan: CampaignPlan;
  readonly mode: DialingMode;
  readonly multiplier: number;
  readonly target?: PacingTarget | undefined;
  readonly autoComplete: boolean;
  /** Go on running, or wait as `active` for the supervisor. */
  readonly run: boolean;
};

export type AgentEvent =
  | {
      readonly type: 'agent-logged-on';
      readonly agentId: AgentId;
      readonly name: string;
      readonly groupIds: readonly AgentGroupId[];
    }
  | { readonly type: 'agent-connected'; readonly agentId: AgentId }
  | { readonly type: 'agent-disconnected'; readonly agentId: AgentId }
  | {
      readonly type: 'agent-command';
      readonly agentId: AgentId;
      readonly commandId: CommandId;
      readonly command: AgentCommand;
      /** Numbers named in the command that the store holds as suppressed. */
      readonly suppressed?: readonly SuppressedNumber[];
    };

export type AgentCommand =
  | { readonly type: 'set-ready' }
  | { readonly type: 'set-not-ready'; readonly reason: string }
  | { readonly type: 'log-off' }
  | { readonly type: 'cancel-log-off' }
  | { readonly type: 'acknowledge-notice'; readonly noticeId: NoticeId }
  | { readonly type: 'accept-offer'; readonly offerId: OfferId }
  | { readonly type: 'reject-offer'; readonly offerId: OfferId }
  /**
   * A call to a number of the agent's choice, by an agent who holds nothing. Without a group: for
   * the first of theirs that allows it.
   */
  | {
      readonly type: 'call-number';
      readonly phone: string;
      readonly groupId?: CampaignGroupId | undefined;
    }
  | { readonly type: 'cancel-call' }
  /** A call to a colleague, by an agent who holds nothing. */
  | { readonly type: 'call-agent'; readonly agentId: AgentId }
  | { readonly type: 'accept-internal-call'; readonly callId: InternalCallId }
  /** By either of the two; by the colleague while it rings, it is a reject. */
  | { readonly type: 'end-internal-call'; readonly callId: InternalCallId }
  /** Where the agent wants to be called; only while nothing is held. */
  | { readonly type: 'choose-phone'; readonly phone: PhoneChoice }
  | { readonly type: 'end-call'; readonly interactionId: InteractionId }
  | { readonly type: 'hold'; readonly interactionId: InteractionId; readonly held: boolean }
  /** DTMF: 1 to 32 of `0-9 * # A-D`. */
  | { readonly type: 'send-digits'; readonly interactionId: InteractionId; readonly digits: string }
  | {
      readonly type: 'record';
      readonly interactionId: InteractionId;
      readonly what: RecordingOrder;
    }
  /** The agent heard who it really was; kept beside the verdict, to tune detection by. */
  | {
      readonly type: 'correct-cpd';
      readonly attemptId: AttemptId;
      readonly said: 'person' | 'machine';
    }
  | { readonly type: 'mute'; readonly interactionId: InteractionId; readonly muted: boolean }
  | { readonly type: 'save-draft'; readonly interactionId: InteractionId; readonly draft: Draft }
  | {
      readonly type: 'edit-field';
      readonly interactionId: InteractionId;
      readonly key: string;
      readonly value: FieldValue;
    }
  | { readonly type: 'extend-wrap-up'; readonly interactionId: InteractionId }
  | ThirdPartyCommand
  | { readonly type: 'mark-done'; readonly interactionId: InteractionId; readonly draft: Draft }
  /** Before Mark done: the same number again, another of the person's, or a typed one. */
  | { readonly type: 'recall'; readonly interactionId: InteractionId; readonly to: NumberChoice }
  | { readonly type: 'undo-do-not-call'; readonly interactionId: InteractionId }
  | { readonly type: 'dismiss-outcome' };

export type SupervisorCommand =
  | { readonly type: 'load'; readonly plan: CampaignPlan; readonly autoComplete: boolean }
  | {
      readonly type: 'start';
      readonly groupId: CampaignGroupId;
      readonly mode?: DialingMode;
      readonly multiplier?: number;
    }
  | { readonly type: 'stop'; readonly groupId: CampaignGroupId }
  | { readonly type: 'unload'; readonly groupId: CampaignGroupId }
  | { readonly type: 'force-unload'; readonly groupId: CampaignGroupId }
  | { readonly type: 'complete'; readonly groupId: CampaignGroupId }
  | {
      readonly type: 'set-mode';
      readonly groupId: CampaignGroupId;
      readonly mode: DialingMode;
      readonly multiplier: number;
    }
  /** What the predictive controller aims at, under the ceiling of the plan. */
  | {
      readonly type: 'set-target';
      readonly groupId: CampaignGroupId;
      readonly target: PacingTarget;
    }
  | {
      readonly type: 'set-auto-complete';
      readonly groupId: CampaignGroupId;
      readonly autoComplete: boolean;
    }
  /** Takes an agent off a line that is held for somebody who is not there yet. */
  | { readonly type: 'release-engagement'; readonly agentId: AgentId }
  | {
      readonly type: 'set-agent-status';
      readonly agentId: AgentId;
      readonly status: 'ready' | 'not-ready' | 'logged-off';
    }
  /** Asked for by somebody outside the call: in force at once, wherever the number lies. */
  | { readonly type: 'suppress'; readonly keys: readonly SuppressionKey[]; readonly reason: string }
  | ApplyListed
  | ChangeOrder
  | ReorderList
  | ExtendList
  | CancelRecord
  | ChangeCallback
  | ChangeChain;

/** Written in a suppression list already: those that concern somebody who may be in hand. */
export type ApplyListed = {
  readonly type: 'apply-listed';
  /** Of these everything that was heard before is forgotten first: lists have changed. */
  readonly anew: readonly SuppressionScope[];
  readonly entries: readonly ListedSuppression[];
};

/** In what order a loaded group calls from now on; saved already. */
export type ChangeOrder = {
  readonly type: 'change-order';
  readonly groupId: CampaignGroupId;
  readonly priorities: Priorities;
  /** Of its lists; one that is not named keeps its weight. */
  readonly weights: readonly Pick<CampaignList, 'listId' | 'weight'>[];
};

/** Somebody has said anew whom of a list to call, and who goes first; saved already. */
export type ReorderList = { readonly type: 'reorder-list'; readonly listId: CallingListId };

/** People were added to a list, who may be called from then on; saved already. */
export type ExtendList = {
  readonly type: 'extend-list';
  readonly listId: CallingListId;
  readonly dueAt: Instant;
};

/**
 * What the store said to a command about a chain that may wait in it: leased out of turn for this
 * command; leased already, to whoever has it in hand; or not waiting to be called at all.
 */
export type ChainTaken =
  | { readonly kind: 'taken'; readonly chain: Chain }
  | { readonly kind: 'in-use' }
  | { readonly kind: 'gone' };

/** Somebody outside the calls takes a record back: it is not called any more. */
export type CancelRecord = {
  readonly type: 'cancel-record';
  readonly chainId: ChainId;
  readonly taken: ChainTaken;
};

/** A promise is moved, handed over or given up by its owner, or by somebody who may. */
export type ChangeCallback = CallbackChangeOrder & {
  readonly type: 'change-callback';
  readonly chainId: ChainId;
  readonly taken: ChainTaken;
  readonly suppressed: readonly SuppressedNumber[];
};

/** Somebody outside the calls changes a chain that waits: ended, put off, or with other numbers. */
export type ChangeChain = {
  readonly type: 'change-chain';
  readonly chainId: ChainId;
  readonly change: ChainChange;
  readonly taken: ChainTaken;
  /** Of the numbers that the change names, those that the store holds as suppressed. */
  readonly suppressed: readonly SuppressedNumber[];
};
