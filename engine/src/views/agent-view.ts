import type {
  AgentDay,
  AgentPhase,
  LastOutcome,
  Notice,
  PendingStatus,
} from '../agents/agent-session.ts';
import type { AgentId, CampaignGroupId, InteractionId, OfferId } from '../basics/ids.ts';
import type { Instant } from '../basics/time.ts';
import type { AgentCallResult } from '../calling-lists/call-result.ts';
import type { FieldValue } from '../calling-lists/record.ts';
import type { DispositionCode, FieldType } from '../campaigns/campaign.ts';
import type { InteractionAction, Permission } from '../interactions/allowed-actions.ts';
import type { Draft, InteractionPhase } from '../interactions/interaction.ts';

/** Everything one agent may see, whole, at each change. Computed here, shown by the browser. */
export type AgentView = {
  readonly agentId: AgentId;
  readonly name: string;
  readonly status: StatusView;
  readonly reasons: readonly { readonly code: string; readonly label: string }[];
  readonly notices: readonly Notice[];
  readonly campaigns: readonly MyCampaign[];
  readonly offer: OfferView | undefined;
  readonly interaction: InteractionView | undefined;
  /** In progressive dialing without preview: the record that is being dialed for this agent. */
  readonly dialing: DialingView | undefined;
  readonly lastOutcome: LastOutcome | undefined;
  readonly undo: UndoView | undefined;
  readonly today: AgentDay;
};

export type StatusView = {
  readonly phase: AgentPhase;
  readonly reason: string | undefined;
  readonly since: Instant;
  readonly pending: PendingStatus | undefined;
  /** What smart logout waits for. */
  readonly holding: 'nothing' | 'offer' | 'call' | 'wrap-up';
};

export type MyCampaign = {
  readonly groupId: CampaignGroupId;
  readonly status: 'active' | 'running';
  readonly name: string;
  readonly mode: string;
  readonly delivery: 'manual' | 'automatic';
  readonly description: string;
};

/** One line of case or record information, ready to show. */
export type FieldView = {
  readonly key: string;
  readonly label: string;
  readonly type: FieldType;
  readonly value: FieldValue;
  readonly editable: boolean;
  readonly choices: readonly string[];
};

export type OfferView = {
  readonly id: OfferId;
  readonly campaignName: string;
  readonly contactName: string;
  readonly phone: string;
  readonly offeredAt: Instant;
  readonly until: Instant;
  readonly atEnd: 'time-out' | 'accept';
  readonly rejectAllowed: boolean;
  readonly fields: readonly FieldView[];
};

export type DialingView = {
  readonly campaignName: string;
  readonly contactName: string;
  readonly phone: string;
  readonly since: Instant;
  readonly phase: 'dialing' | 'ringing';
  readonly fields: readonly FieldView[];
};

export type InteractionView = {
  readonly id: InteractionId;
  readonly campaignName: string;
  readonly phase: InteractionPhase;
  readonly contactName: string;
  readonly phone: string;
  readonly contactType: string;
  readonly chainId: string;
  readonly recordId: string;
  /** This attempt's number on the record, from 1. */
  readonly attempt: number;
  readonly attemptsMax: number;
  readonly openedAt: Instant;
  readonly connectedAt: Instant | undefined;
  readonly endedAt: Instant | undefined;
  readonly endedBy: 'agent' | 'contact' | undefined;
  readonly wrapUpUntil: Instant | undefined;
  readonly muted: boolean;
  readonly caseFields: readonly FieldView[];
  readonly recordFields: readonly FieldView[];
  readonly responses: readonly { readonly title: string; readonly text: string }[];
  readonly outcomes: {
    readonly callResults: readonly AgentCallResult[];
    readonly dispositions: readonly DispositionCode[];
    readonly dispositionMandatory: boolean;
    readonly frozenAfterCall: boolean;
  };
  readonly draft: Draft;
  readonly draftSavedAt: Instant | undefined;
  /** What Mark done would do to this record with the draft as it is. */
  readonly consequence: Consequence;
  readonly actions: Readonly<Record<InteractionAction, Permission>>;
};

/** The live line under the dispositions, as facts; the screen puts them in words. */
export type Consequence =
  | {
      readonly type: 'redial';
      readonly phone: string;
      readonly dueAt: Instant;
      /** Zone of the contact, first on the screen. */
      readonly zone: string;
    }
  | { readonly type: 'next-in-chain'; readonly phone: string }
  | { readonly type: 'closed' }
  | { readonly type: 'blocked-number'; readonly phone: string }
  | { readonly type: 'blocked-person'; readonly numbers: number };

/** A do-not-call that can still be taken back. */
export type UndoView = {
  readonly interactionId: InteractionId;
  readonly contactName: string;
  readonly phone: string;
  readonly until: Instant;
};
