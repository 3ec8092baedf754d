import type { PhoneChoice } from './agents/agent-phone.ts';
import type {
  AgentId,
  AttemptId,
  CallingListId,
  CampaignGroupId,
  CampaignId,
  ChainId,
  CommandId,
  InteractionId,
  RecordId,
} from './basics/ids.ts';
import type { PhoneNumber } from './basics/phone-number.ts';
import type { Refusal } from './basics/refusal.ts';
import type { Result } from './basics/result.ts';
import type { Instant, Millis } from './basics/time.ts';
import type { AgentCallResult, CallResult } from './calling-lists/call-result.ts';
import type { CallbackWish } from './calling-lists/callback.ts';
import type { ChainAfter } from './calling-lists/chain-outcome.ts';
import type { Priorities } from './calling-lists/queue-rank.ts';
import type { CallingRecord, FieldValue } from './calling-lists/record.ts';
import type { SuppressionKey } from './calling-lists/suppression.ts';
import type { DialingMode } from './campaigns/campaign.ts';
import type { Validation } from './campaigns/validation.ts';
import type { CpdProfile, RecordingAnnouncement } from './campaigns/voice.ts';
import type { CampaignRules } from './compliance/campaign-rules.ts';
import type { RuleAnswer } from './compliance/dial-question.ts';
import type { CpdFinding } from './dialing/attempt.ts';
import type { ListTurn } from './dialing/list-turns.ts';
import type { DoNotCallScope } from './interactions/interaction.ts';
import type { RecordingOrder } from './interactions/recording.ts';
import type { CallTarget, ConsultSide, ThirdPurpose } from './interactions/third-party.ts';
import type { PacingMemory, PacingTarget } from './pacing/contract.ts';

/** Everything that may go out: values, performed by the shell and nowhere else. */
export type Effect = Write | Action | Reply;

/** Gathered into one transaction per turn of the loop. All carry the epoch, added by the shell. */
export type Write =
  | OpenAttempt
  | CloseAttempt
  | SaveChain
  | SaveValidation
  | ReleaseChains
  | OpenInteraction
  | SaveDraft
  | CloseInteraction
  | SaveField
  | AddSuppression
  | RemoveSuppression
  | SaveSession
  | SavePacingMemory
  | LogAgentState
  | LogAgentOrder
  | ConnectInteraction
  | SaveRecording
  | SaveCallTreatment
  | SaveCpdCorrection
  | SaveRecall
  | SaveThirdParty
  | TransferInteraction;

export type OpenAttempt = {
  readonly type: 'open-attempt';
  readonly attemptId: AttemptId;
  readonly groupId: CampaignGroupId;
  readonly campaignId: CampaignId;
  readonly listId: CallingListId;
  readonly chainId: ChainId;
  readonly recordId: RecordId;
  readonly phone: PhoneNumber;
  /** The number that the person sees; undefined: what the trunk says. */
  readonly callerId?: PhoneNumber | undefined;
  readonly agentId: AgentId | undefined;
  /** How the dialer works, or that an agent made the call. */
  readonly mode: DialingMode | 'manual';
  /** What every rule was asked at this instant and said. */
  readonly answers: readonly RuleAnswer[];
  readonly openedAt: Instant;
};

export type CloseAttempt = {
  readonly type: 'close-attempt';
  readonly attemptId: AttemptId;
  readonly result: CallResult;
  readonly agentId: AgentId | undefined;
  readonly answeredAt: Instant | undefined;
  readonly connectedAt: Instant | undefined;
  readonly endedAt: Instant;
  /** What call progress detection found, and how long after the answer. */
  readonly cpd: CpdFinding | undefined;
};

/** The chain as it is to be after its treatment; ends the lease. */
export type SaveChain = {
  readonly type: 'save-chain';
  readonly chainId: ChainId;
  /** The campaign group that a callback was promised in: no other calls it. */
  readonly promisedIn?: CampaignGroupId;
} & ChainAfter;

/** Why a record was not dialed after a question about it: kept with what else is known of it. */
export type SaveValidation = {
  readonly type: 'save-validation';
  readonly attemptId: AttemptId;
  readonly campaignId: CampaignId;
  readonly chainId: ChainId;
  readonly phone: PhoneNumber;
  /** Where it was asked, without a query. */
  readonly address: string;
  /** In the words of `answerText`. */
  readonly answer: string;
  /** The result with which the record was treated; undefined: it waits. */
  readonly result: CallResult | undefined;
  readonly askedAt: Instant;
  readonly answeredAt: Instant;
};

/** The person is called again from the same screen: the call before is counted on its record. */
export type SaveRecall = {
  readonly type: 'save-recall';
  readonly interactionId: InteractionId;
  /** The new attempt; without it this is not written either. */
  readonly attemptId: AttemptId;
  readonly chainId: ChainId;
  readonly recordId: RecordId;
  /** Index of the record that is dialed now. */
  readonly position: number;
  readonly records: readonly CallingRecord[];
  /** A number that has no row yet. */
  readonly added: readonly CallingRecord[];
};

/** Ends leases without any other change. */
export type ReleaseChains = {
  readonly type: 'release-chains';
  readonly chainIds: readonly ChainId[];
  readonly toTop: boolean;
};

export type OpenInteraction = {
  readonly type: 'open-interaction';
  readonly interactionId: InteractionId;
  readonly attemptId: AttemptId;
  readonly groupId: CampaignGroupId;
  readonly campaignId: CampaignId;
  readonly chainId: ChainId;
  readonly recordId: RecordId;
  readonly agentId: AgentId;
  readonly openedAt: Instant;
};

export type SaveDraft = {
  readonly type: 'save-draft';
  readonly interactionId: InteractionId;
  readonly callResult: AgentCallResult | undefined;
  readonly dispositionCode: string | undefined;
  readonly doNotCall: DoNotCallScope | undefined;
  readonly note: string;
  readonly callback?: CallbackWish | undefined;
};

export type ClosedBy =
  | 'agent'
  | 'wrap-up-over'
  | 'not-reached'
  /** A machine was found while the agent listened; the agent was taken off. */
  | 'machine'
  | 'recovery';

/** How an interaction ended. The store knows this write as save-disposition's whole row. */
export type CloseInteraction = {
  readonly type: 'close-interaction';
  readonly interactionId: InteractionId;
  /** Why it ended: said by the agent, by time, never reached, or found open after a crash. */
  readonly closedBy: ClosedBy;
  readonly callResult: CallResult;
  readonly dispositionCode: string | undefined;
  readonly doNotCall: DoNotCallScope | undefined;
  readonly note: string;
  readonly connectedAt: Instant | undefined;
  readonly endedAt: Instant;
  readonly doneAt: Instant;
};

export type SaveField = {
  readonly type: 'save-field';
  readonly recordId: RecordId;
  readonly key: string;
  readonly value: FieldValue;
  /** The agent, or whoever has asked for it from outside of the call. */
  readonly by: string;
  readonly at: Instant;
};

export type AddSuppression = {
  readonly type: 'add-suppression';
  readonly key: SuppressionKey;
  readonly reason: string;
  /** The agent who was asked in a call, or the user who said so outside of any. */
  readonly by: string;
  readonly interactionId: InteractionId | undefined;
  readonly at: Instant;
};

export type RemoveSuppression = {
  readonly type: 'remove-suppression';
  readonly key: SuppressionKey;
  readonly by: AgentId;
  /** Only what this interaction added: the same number may have been asked for elsewhere too. */
  readonly interactionId: InteractionId;
  readonly at: Instant;
};

/** So that loaded groups come back after a restart; `unloaded` removes the row. */
export type SaveSession = {
  readonly type: 'save-session';
  readonly groupId: CampaignGroupId;
  readonly phase: 'active' | 'running' | 'unloading' | 'unloaded';
  readonly mode: DialingMode;
  readonly multiplier: number;
  readonly target?: PacingTarget | undefined;
  readonly autoComplete: boolean;
  /** Who asked for it, for the audit trail; the engine itself when completed by itself. */
  readonly by: string;
  readonly at: Instant;
};

/** What pacing has learned of a campaign's calls: the next session begins with it. */
export type SavePacingMemory = {
  readonly type: 'save-pacing-memory';
  readonly campaignId: CampaignId;
  readonly memory: PacingMemory;
  readonly at: Instant;
};

export type LogAgentState = {
  readonly type: 'log-agent-state';
  readonly agentId: AgentId;
  readonly phase: string;
  readonly reason: string | undefined;
  readonly at: Instant;
};

/** What somebody has ordered of an agent, and was not refused: for the audit trail. */
export type LogAgentOrder = {
  readonly type: 'log-agent-order';
  /** The signed-in user. */
  readonly by: string;
  readonly agentId: AgentId;
  readonly what: 'agent-released' | 'agent-status-set';
  /** The status that was set; undefined where none was. */
  readonly status: string | undefined;
  readonly at: Instant;
};

/** Person and agent are on the line together: so that a restart knows the timers. */
export type ConnectInteraction = {
  readonly type: 'connect-interaction';
  readonly interactionId: InteractionId;
  readonly answeredAt: Instant;
  readonly connectedAt: Instant;
};

/** One row per call that has a recording; a later write of that call replaces an earlier one. */
export type SaveRecording = {
  readonly type: 'save-recording';
  readonly attemptId: AttemptId;
  readonly interactionId: InteractionId;
  /** Its name on the switch, without an ending. */
  readonly file: string;
  readonly state: 'recording' | 'kept' | 'failed';
  readonly at: Instant;
  /** Known when it is kept. */
  readonly durationMs: Millis | undefined;
};

/** No person was heard, and the attempt goes on all the same: so that a restart knows. */
export type SaveCallTreatment = {
  readonly type: 'save-call-treatment';
  readonly attemptId: AttemptId;
  readonly treatment: 'connect' | 'transfer';
  readonly answeredAt: Instant;
  readonly cpd: CpdFinding;
};

export type SaveCpdCorrection = {
  readonly type: 'save-cpd-correction';
  readonly attemptId: AttemptId;
  readonly said: 'person' | 'machine';
  readonly by: AgentId;
  readonly at: Instant;
};

/** One row per third party of an interaction; a later write replaces an earlier one. */
export type SaveThirdParty = {
  readonly type: 'save-third-party';
  readonly interactionId: InteractionId;
  readonly serial: number;
  readonly by: AgentId;
  readonly target: CallTarget;
  readonly purpose: ThirdPurpose;
  /** `ended` also when it never answered. */
  readonly state: 'called' | 'there' | 'conference' | 'transferred' | 'ended';
  readonly at: Instant;
};

/** All rights to the record are the other agent's. */
export type TransferInteraction = {
  readonly type: 'transfer-interaction';
  readonly interactionId: InteractionId;
  readonly from: AgentId;
  readonly to: AgentId;
  readonly at: Instant;
};

/** Done at once, except what must find in the store what was written beside it. */
export type Action =
  | {
      readonly type: 'originate';
      readonly attemptId: AttemptId;
      readonly phone: PhoneNumber;
      /** The number that the person sees; undefined: what the trunk says. */
      readonly callerId?: PhoneNumber | undefined;
      readonly giveUpAt: Instant;
      /** Listen beside the call from the answer on, and say who it is; undefined: do not. */
      readonly detect: CpdProfile | undefined;
      /** What the switch plays by itself if nobody here is listening at the answer. */
      readonly message: string;
    }
  | { readonly type: 'hang-up'; readonly attemptId: AttemptId }
  /**
   * Joins the two as soon as both are there; ends a hold and any music. The agent's leg has been
   * ordered before, and may still be on its way.
   */
  | {
      readonly type: 'bridge';
      readonly attemptId: AttemptId;
      readonly agentId: AgentId;
      readonly beep: boolean;
    }
  /** The agent is not heard; the agent still hears. */
  | { readonly type: 'mute'; readonly attemptId: AttemptId; readonly muted: boolean }
  /** The customer hears music and not the agent, until `held` is false or they are bridged. */
  | { readonly type: 'hold'; readonly attemptId: AttemptId; readonly held: boolean }
  | { readonly type: 'send-digits'; readonly attemptId: AttemptId; readonly digits: string }
  /** Plays the message to the end, now or after a machine's beep, then releases the call. */
  | {
      readonly type: 'play-and-release';
      readonly attemptId: AttemptId;
      readonly message: string;
      readonly when: 'now' | 'after-beep';
    }
  /**
   * Hands an answered call on: whoever of us is on it leaves, the destination is called, and the
   * two hear each other when it answers. Where it does not until then, the call is released.
   */
  | {
      readonly type: 'hand-on';
      readonly attemptId: AttemptId;
      /** A number, or a SIP address. */
      readonly to: string;
      /** What the destination sees; undefined: what the trunk says. */
      readonly callerId?: PhoneNumber | undefined;
      readonly giveUpAt: Instant;
    }
  | {
      readonly type: 'record';
      readonly attemptId: AttemptId;
      readonly interactionId: InteractionId;
      readonly what: RecordingOrder;
      /** What both sides hear at a start. */
      readonly announcement: RecordingAnnouncement;
    }
  | ThirdPartyAction
  /** From now on the agent is called here. */
  | {
      readonly type: 'set-agent-phone';
      readonly agentId: AgentId;
      readonly phone: PhoneChoice;
    }
  /** Calls the agent's phone and keeps the leg; with music while nobody is joined to it. */
  | { readonly type: 'raise-agent'; readonly agentId: AgentId; readonly music: boolean }
  | { readonly type: 'drop-agent'; readonly agentId: AgentId }
  /**
   * Two agents hear each other as soon as both are there: their legs have been ordered before, and
   * may still be on their way. Ordered again, nothing changes.
   */
  | { readonly type: 'join-agents'; readonly agentIds: readonly [AgentId, AgentId] }
  /** They do not any more; a leg that is kept waits by itself again. */
  | { readonly type: 'part-agents'; readonly agentIds: readonly [AgentId, AgentId] }
  | {
      readonly type: 'lease-chains';
      readonly groupId: CampaignGroupId;
      readonly campaignId: CampaignId;
      /** In the order of the campaign, with what each has given before. */
      readonly lists: readonly ListTurn[];
      /** At most so many chains of all lists together. */
      readonly count: number;
      readonly priorities: Priorities;
      /** Callbacks alone, or whatever is due, by the priorities. */
      readonly only?: 'callbacks';
      /** The hours that the campaign keeps besides those of its records. */
      readonly rules?: CampaignRules;
      /** How far back its limits count attempts; undefined: they count none. */
      readonly pastMs?: Millis;
      readonly dueBy: Instant;
      readonly until: Instant;
    }
  /** Asks for the chain of a number that an agent wants to call, leased if that may be. */
  | {
      readonly type: 'lease-number';
      readonly callId: AttemptId;
      readonly agentId: AgentId;
      readonly groupId: CampaignGroupId;
      readonly campaignId: CampaignId;
      /** Of the campaign, in order: a number of none of them becomes a record of the first. */
      readonly listIds: readonly CallingListId[];
      readonly phone: PhoneNumber;
      /** The chain of the number that is leased to this engine already. */
      readonly held: ChainId | undefined;
      readonly pastMs?: Millis;
      readonly until: Instant;
    }
  | AskValidation
  | {
      readonly type: 'renew-leases';
      readonly chainIds: readonly ChainId[];
      readonly until: Instant;
    }
  | { readonly type: 'agent-changed'; readonly agentId: AgentId }
  /** Callbacks that this agent has promised are others now; to be read when that is durable. */
  | { readonly type: 'promises-changed'; readonly agentId: AgentId }
  | { readonly type: 'session-changed'; readonly groupId: CampaignGroupId };

/** Asks whether this record may be dialed; answered by `validation-answered`. */
export type AskValidation = {
  readonly type: 'ask-validation';
  readonly attemptId: AttemptId;
  readonly validation: Validation;
  readonly groupId: CampaignGroupId;
  readonly campaignId: CampaignId;
  readonly campaignName: string;
  readonly groupName: string;
  readonly listName: string;
  readonly mode: DialingMode | 'manual';
  readonly agentId: AgentId | undefined;
  readonly chainId: ChainId;
  readonly contactName: string;
  readonly customerId: string | undefined;
  readonly record: CallingRecord;
};

/** What the switch does with the third party of a call. */
export type ThirdPartyAction =
  /**
   * Calls a third party for a call; one at a time. `consult`: the customer hears music, the agent
   * the third party; `transfer`: it takes the agent's place when it answers; `conference`: it
   * joins the two when it answers.
   */
  | ThirdCall<'consult'>
  | ThirdCall<'transfer'>
  | ThirdCall<'conference'>
  /** Whom the agent talks with: the customer, the third party, or both. */
  | { readonly type: 'talk-with'; readonly attemptId: AttemptId; readonly side: ConsultSide }
  /** The agent leaves; customer and third party stay together. */
  | { readonly type: 'complete-transfer'; readonly attemptId: AttemptId }
  /** The third party leaves; the agent is with the customer again. */
  | { readonly type: 'end-consultation'; readonly attemptId: AttemptId };

type ThirdCall<Purpose extends ThirdPurpose> = {
  readonly type: Purpose;
  readonly attemptId: AttemptId;
  readonly target: CallTarget;
};

/** The answer to a command; waits for the commit of the writes of its turn. */
export type Reply = {
  readonly type: 'reply';
  readonly commandId: CommandId;
  readonly outcome: CommandOutcome;
};

export type CommandOutcome = Result<CommandDone, Refusal>;

/** What a command did, beyond what the view shows: a log-off may be at once or waiting. */
export type CommandDone = { readonly done: 'done' | 'waiting' };

export const isWrite = (effect: Effect): effect is Write => {
  switch (effect.type) {
    case 'open-attempt':
    case 'close-attempt':
    case 'save-chain':
    case 'save-validation':
    case 'release-chains':
    case 'open-interaction':
    case 'save-draft':
    case 'close-interaction':
    case 'save-field':
    case 'add-suppression':
    case 'remove-suppression':
    case 'save-session':
    case 'save-pacing-memory':
    case 'log-agent-state':
    case 'log-agent-order':
    case 'connect-interaction':
    case 'save-recording':
    case 'save-call-treatment':
    case 'save-cpd-correction':
    case 'save-recall':
    case 'save-third-party':
    case 'transfer-interaction':
      return true;
    default:
      return false;
  }
};
