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
import { after, later } from '../basics/time.ts';
import type { AgentCallResult } from '../calling-lists/call-result.ts';
import type { Attempt } from '../dialing/attempt.ts';
import type { Recording } from './recording.ts';

/** Whom a do-not-call covers: this number, or every number of this person. */
export const DO_NOT_CALL_SCOPES = ['number', 'person'] as const;
export type DoNotCallScope = (typeof DO_NOT_CALL_SCOPES)[number];

/** What the agent has entered and not yet said: survives a reload, becomes fact at Mark done. */
export type Draft = {
  readonly callResult: AgentCallResult | undefined;
  readonly dispositionCode: string | undefined;
  readonly doNotCall: DoNotCallScope | undefined;
  /** At most 4000 characters. */
  readonly note: string;
};

/**
 * Person and agent together: from Accept or the bridge to Mark done.
 *
 *   dialing → ringing → connected ⇄ on-hold → wrap-up → (done, and forgotten here)
 *      └─────────┤          └────⇄ reconnecting ──┘
 *                └→ (not reached: the record is treated, the agent told in one line)
 */
export type Interaction = {
  readonly id: InteractionId;
  readonly agentId: AgentId;
  readonly groupId: CampaignGroupId;
  readonly chainId: ChainId;
  readonly recordId: RecordId;
  readonly attemptId: AttemptId;
  readonly phone: PhoneNumber;
  readonly openedAt: Instant;
  readonly muted: boolean;
  readonly draft: Draft;
  readonly draftSavedAt: Instant | undefined;
  readonly recording: Recording;
  /** What the agent said of the verdict on who answered. */
  readonly cpdSaid: 'person' | 'machine' | undefined;
} & (
  | { readonly phase: 'dialing' }
  | { readonly phase: 'ringing' }
  | { readonly phase: 'connected'; readonly connectedAt: Instant }
  | { readonly phase: 'on-hold'; readonly connectedAt: Instant; readonly heldAt: Instant }
  /** The agent's sound broke off; the customer hears music until it is back, or until then. */
  | { readonly phase: 'reconnecting'; readonly connectedAt: Instant; readonly giveUpAt: Instant }
  | {
      readonly phase: 'wrap-up';
      readonly connectedAt: Instant;
      readonly endedAt: Instant;
      readonly wrapUpUntil: Instant;
      readonly endedBy: EndedBy;
    }
);

/** `phone-lost`: the agent's sound did not come back, and the customer was told so. */
export type EndedBy = 'agent' | 'contact' | 'phone-lost';

export type InteractionPhase = Interaction['phase'];
export type InteractionIn<Phase extends InteractionPhase> = Extract<Interaction, { phase: Phase }>;

export const EMPTY_DRAFT: Draft = {
  callResult: undefined,
  dispositionCode: undefined,
  doNotCall: undefined,
  note: '',
};

/** Begins with the attempt it is for, nothing entered yet. */
export const newInteraction = (
  { id: attemptId, groupId, chainId, recordId, phone }: Attempt,
  agentId: AgentId,
  id: InteractionId,
  at: Instant,
): InteractionIn<'dialing'> => ({
  id,
  agentId,
  groupId,
  chainId,
  recordId,
  attemptId,
  phone,
  openedAt: at,
  muted: false,
  draft: EMPTY_DRAFT,
  draftSavedAt: undefined,
  recording: { state: 'off' },
  cpdSaid: undefined,
  phase: 'dialing',
});

/** Facts that an interaction has in each of its phases. */
function commonOf(interaction: Interaction): InteractionCommon {
  const { id, agentId, groupId, chainId, recordId, attemptId, phone, openedAt } = interaction;
  const { muted, draft, draftSavedAt, recording, cpdSaid } = interaction;
  const ids = { id, agentId, groupId, chainId, recordId, attemptId, phone, openedAt };
  return { ...ids, muted, draft, draftSavedAt, recording, cpdSaid };
}

type InteractionCommon = Omit<InteractionIn<'dialing'>, 'phase'>;

/** Person and agent hear each other. */
export const talking = (
  interaction: Interaction,
  connectedAt: Instant,
): InteractionIn<'connected'> => ({ ...commonOf(interaction), phase: 'connected', connectedAt });

/** The person hears music and not the agent. */
export const onHold = (
  interaction: InteractionIn<'connected'>,
  at: Instant,
): InteractionIn<'on-hold'> => ({
  ...commonOf(interaction),
  phase: 'on-hold',
  connectedAt: interaction.connectedAt,
  heldAt: at,
});

/** The line is closed; what has been entered stays. */
export function wrappingUp(
  interaction: Interaction,
  call: Pick<InteractionIn<'wrap-up'>, 'connectedAt' | 'endedAt' | 'endedBy'>,
  wrapUpMs: Millis,
): InteractionIn<'wrap-up'> {
  const { id, agentId, groupId, chainId, recordId, attemptId, phone, openedAt } = interaction;
  const { draft, draftSavedAt, cpdSaid } = interaction;
  return {
    ...{ id, agentId, groupId, chainId, recordId, attemptId, phone, openedAt },
    ...{ draft, draftSavedAt, cpdSaid, muted: false, phase: 'wrap-up', ...call },
    recording: { state: 'off' },
    wrapUpUntil: after(call.endedAt, wrapUpMs),
  };
}

/** Extending overdue work adds to now, or the press would change nothing that the agent sees. */
export const extended = (
  interaction: InteractionIn<'wrap-up'>,
  at: Instant,
  extendMs: Millis,
): InteractionIn<'wrap-up'> => ({
  ...interaction,
  wrapUpUntil: after(later(interaction.wrapUpUntil, at), extendMs),
});

/** When time alone ends this phase: after-call work of a campaign that marks done by itself. */
export function interactionDeadline(
  interaction: Interaction,
  autoDone: boolean,
): Instant | undefined {
  return interaction.phase === 'wrap-up' && autoDone ? interaction.wrapUpUntil : undefined;
}
