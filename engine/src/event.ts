import type {
  AgentGroupId,
  AgentId,
  AttemptId,
  CampaignGroupId,
  ChainId,
  CommandId,
  InteractionId,
  NoticeId,
  OfferId,
} from './basics/ids.ts';
import type { Instant } from './basics/time.ts';
import type { CallResult } from './calling-lists/call-result.ts';
import type { Chain } from './calling-lists/chain.ts';
import type { FieldValue } from './calling-lists/record.ts';
import type { CampaignPlan, DialingMode } from './campaigns/campaign.ts';
import type { CpdVerdict } from './dialing/attempt.ts';
import type { Draft } from './interactions/interaction.ts';

/** Everything that may come in. `at` never goes back: the shell sees to that. */
export type EngineEvent = { readonly at: Instant } & EventBody;

export type EventBody =
  | { readonly type: 'tick' }
  | SwitchEvent
  | StoreEvent
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
  | {
      readonly type: 'call-progress';
      readonly attemptId: AttemptId;
      readonly verdict: CpdVerdict;
    }
  | { readonly type: 'call-ended'; readonly attemptId: AttemptId; readonly result: CallResult }
  | {
      readonly type: 'originate-failed';
      readonly attemptId: AttemptId;
      readonly result: CallResult;
    };

export type StoreEvent =
  | {
      readonly type: 'chains-leased';
      readonly groupId: CampaignGroupId;
      readonly chains: readonly Chain[];
      /** Chains that could be due later, of all lists of the campaign; 0: nothing is left. */
      readonly openChains: number;
      /** When the next of them falls due, if that is known. */
      readonly nextDueAt: Instant | undefined;
    }
  | { readonly type: 'lease-failed'; readonly groupId: CampaignGroupId }
  | {
      readonly type: 'leases-renewed';
      readonly chainIds: readonly ChainId[];
      readonly until: Instant;
    }
  /** The transaction with these new attempts did not commit: they were never dialed. */
  | { readonly type: 'write-failed'; readonly attemptIds: readonly AttemptId[] }
  /** First event of an epoch: what an earlier epoch left behind. */
  | {
      readonly type: 'recovered';
      readonly attempts: readonly RecoveredAttempt[];
      readonly sessions: readonly RecoveredSession[];
    };

/** An attempt without a call result, found at start. Its leg is not on the switch any more. */
export type RecoveredAttempt = {
  readonly attemptId: AttemptId;
  readonly groupId: CampaignGroupId;
  readonly plan: CampaignPlan;
  readonly chain: Chain;
  readonly openedAt: Instant;
  /** The conversation that was going on, or not yet marked done. */
  readonly interaction:
    | { readonly id: InteractionId; readonly agentId: AgentId; readonly draft: Draft }
    | undefined;
};

export type RecoveredSession = {
  readonly plan: CampaignPlan;
  readonly mode: DialingMode;
  readonly multiplier: number;
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
    };

export type AgentCommand =
  | { readonly type: 'set-ready' }
  | { readonly type: 'set-not-ready'; readonly reason: string }
  | { readonly type: 'log-off' }
  | { readonly type: 'cancel-log-off' }
  | { readonly type: 'acknowledge-notice'; readonly noticeId: NoticeId }
  | { readonly type: 'accept-offer'; readonly offerId: OfferId }
  | { readonly type: 'reject-offer'; readonly offerId: OfferId }
  | { readonly type: 'end-call'; readonly interactionId: InteractionId }
  | { readonly type: 'mute'; readonly interactionId: InteractionId; readonly muted: boolean }
  | { readonly type: 'save-draft'; readonly interactionId: InteractionId; readonly draft: Draft }
  | {
      readonly type: 'edit-field';
      readonly interactionId: InteractionId;
      readonly key: string;
      readonly value: FieldValue;
    }
  | { readonly type: 'extend-wrap-up'; readonly interactionId: InteractionId }
  | { readonly type: 'mark-done'; readonly interactionId: InteractionId; readonly draft: Draft }
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
  | {
      readonly type: 'set-auto-complete';
      readonly groupId: CampaignGroupId;
      readonly autoComplete: boolean;
    }
  | {
      readonly type: 'set-agent-status';
      readonly agentId: AgentId;
      readonly status: 'ready' | 'not-ready' | 'logged-off';
    };
