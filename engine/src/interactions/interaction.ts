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
import { after, earlier, elapsed, later, millis, seconds } from '../basics/time.ts';
import type { AgentCallResult, CallResult } from '../calling-lists/call-result.ts';
import type { CallbackWish } from '../calling-lists/callback.ts';
import type { CallingRecord } from '../calling-lists/record.ts';
import type { VerdictResult } from '../campaigns/call-treatments.ts';
import type { Outcomes } from '../campaigns/campaign.ts';
import type { Attempt, CpdFinding } from '../dialing/attempt.ts';
import type { Recording } from './recording.ts';
import { NOT_RECORDED } from './recording.ts';
import type { CallTarget, ConsultSide, ThirdParty, ThirdPurpose } from './third-party.ts';
import { colleagueIn, newThird } from './third-party.ts';

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
  /** A time that was promised to the person. */
  readonly callback?: CallbackWish | undefined;
};

/** What a recall goes back to when it never was: the call before it, and the person's numbers. */
export type EarlierCall = {
  readonly connectedAt: Instant;
  readonly endedAt: Instant;
  readonly endedBy: EndedBy;
  readonly cpd: CpdFinding | undefined;
  readonly wasLive: boolean;
  readonly wrapUpUntil: Instant;
  readonly attemptId: AttemptId;
  readonly recordId: RecordId;
  readonly phone: PhoneNumber;
  readonly draft: Draft;
  readonly unmet: CallResult | undefined;
  readonly detected?: VerdictResult | undefined;
  readonly records: readonly CallingRecord[];
  readonly position: number;
};

/** An agent in a conference: has all rights to the record, and a draft of their own. */
export type Partner = {
  readonly agentId: AgentId;
  readonly draft: Draft;
  /** Undefined: nothing was entered, so that it is the owner's draft still. */
  readonly draftSavedAt: Instant | undefined;
};

/**
 * Person and agent together: from Accept or the bridge to Mark done.
 *
 *   dialing → ringing → connected ⇄ on-hold → wrap-up → (done, and forgotten here)
 *      └─────────┤          ├────⇄ consulting ⇄ conference
 *                │          └────⇄ reconnecting ──┘  └→ (recall) → dialing, and so on
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
  /** The person is being called again, or was: the call before this one. */
  readonly earlier: EarlierCall | undefined;
  /** How the last recall ended that reached nobody. */
  readonly unmet: CallResult | undefined;
  /** No person was heard on the call, and the agent has it all the same. */
  readonly detected?: VerdictResult | undefined;
  /** The agent has it since then, from another agent; undefined: from the beginning. */
  readonly takenOverAt: Instant | undefined;
  /** Third parties so far. */
  readonly thirds: number;
  /** Another agent who may finish the record: from a conference on. */
  readonly partner: Partner | undefined;
} & (
  | { readonly phase: 'dialing' }
  | { readonly phase: 'ringing' }
  | { readonly phase: 'connected'; readonly connectedAt: Instant }
  | { readonly phase: 'on-hold'; readonly connectedAt: Instant; readonly heldAt: Instant }
  /**
   * A third party is called or there, and the agent talks with one of the two sides. The other
   * hears music.
   */
  | {
      readonly phase: 'consulting';
      readonly connectedAt: Instant;
      readonly third: ThirdParty;
      readonly side: Exclude<ConsultSide, 'both'>;
    }
  /** Contact, agent and third party hear each other. */
  | { readonly phase: 'conference'; readonly connectedAt: Instant; readonly third: ThirdParty }
  /** The agent's sound broke off; the customer hears music until it is back, or until then. */
  | {
      readonly phase: 'reconnecting';
      readonly connectedAt: Instant;
      readonly giveUpAt: Instant;
      /** The agent is not called again before this: calling has just failed. */
      readonly retryAt: Instant | undefined;
    }
  | {
      readonly phase: 'wrap-up';
      readonly connectedAt: Instant;
      readonly endedAt: Instant;
      readonly wrapUpUntil: Instant;
      readonly endedBy: EndedBy;
      /** What call progress detection had found on the call. */
      readonly cpd: CpdFinding | undefined;
      /** Whoever answered is counted among the live answers of the session. */
      readonly wasLive: boolean;
    }
);

/**
/**
 * `phone-lost`: the agent's sound did not come back, and the customer was told so; `unreached`: a
 * recall in which nobody was reached; `transfer`: for this agent only: the customer talks with a
 * third party.
 */
export type EndedBy = 'agent' | 'contact' | 'phone-lost' | 'unreached' | 'transfer';

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
  recording: NOT_RECORDED,
  cpdSaid: undefined,
  earlier: undefined,
  unmet: undefined,
  takenOverAt: undefined,
  thirds: 0,
  partner: undefined,
  phase: 'dialing',
});

/** Facts that an interaction has in each of its phases. */
function commonOf(interaction: Interaction): InteractionCommon {
  const { id, agentId, groupId, chainId, recordId, attemptId, phone, openedAt } = interaction;
  const { muted, draft, draftSavedAt, recording, cpdSaid, takenOverAt, thirds } = interaction;
  const { partner, earlier: before, unmet } = interaction;
  const ids = { id, agentId, groupId, chainId, recordId, attemptId, phone, openedAt };
  const { detected } = interaction;
  const found = detected === undefined ? {} : { detected };
  const shared = { takenOverAt, thirds, partner, earlier: before, unmet, ...found };
  return { ...ids, muted, draft, draftSavedAt, recording, cpdSaid, ...shared };
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

/** A conversation in which a third party can be called. */
export type Two = InteractionIn<'connected' | 'on-hold'>;
/** A conversation with a third party in it, or on the way. */
export type Three = InteractionIn<'consulting' | 'conference'>;

export const isTwo = (interaction: Interaction): interaction is Two =>
  interaction.phase === 'connected' || interaction.phase === 'on-hold';

export const isThree = (interaction: Interaction): interaction is Three =>
  interaction.phase === 'consulting' || interaction.phase === 'conference';

/** A conversation in which person and agent are together, or about to be again. */
export type InCall = Two | Three | InteractionIn<'reconnecting'>;

export const isInCall = (interaction: Interaction): interaction is InCall =>
  isTwo(interaction) || isThree(interaction) || interaction.phase === 'reconnecting';

/** The agent who is called or there as the third party. */
export const colleagueOf = (interaction: Interaction): AgentId | undefined =>
  isThree(interaction) ? colleagueIn(interaction.third) : undefined;

/** The target is called; with a consultation the contact hears music from now on. */
export const consulting = (
  interaction: Two,
  target: CallTarget,
  purpose: ThirdPurpose,
  at: Instant,
): InteractionIn<'consulting'> => ({
  ...commonOf(interaction),
  thirds: interaction.thirds + 1,
  phase: 'consulting',
  connectedAt: interaction.connectedAt,
  third: newThird(target, purpose, interaction.thirds + 1, at),
  side: purpose === 'consult' ? 'target' : 'customer',
});

/** All three are together; an agent among them may finish the record from now on. */
export function inConference(interaction: Three): InteractionIn<'conference'> {
  const { connectedAt, third, draft } = interaction;
  const colleague = colleagueIn(third);
  const partner =
    colleague === undefined ? undefined : { agentId: colleague, draft, draftSavedAt: undefined };
  const there = { ...third, takesOver: false };
  return { ...commonOf(interaction), partner, phase: 'conference', connectedAt, third: there };
}

/** Agent and contact are alone again; whoever was the third has no part in it any more. */
export const withoutThird = (interaction: InCall): InteractionIn<'connected'> => ({
  ...talking(interaction, interaction.connectedAt),
  partner: undefined,
});

/** All rights are the other agent's from now on; what they have entered in a conference stays. */
export function handedOver(
  interaction: InCall,
  agentId: AgentId,
  at: Instant,
): InteractionIn<'connected'> {
  const { draft, draftSavedAt } = asDraftOf(interaction, agentId);
  const rights = { agentId, takenOverAt: at, draft, draftSavedAt, muted: false };
  return { ...withoutThird(interaction), ...rights };
}

function asDraftOf(
  { draft, draftSavedAt, partner }: Interaction,
  agentId: AgentId,
): Pick<Interaction, 'draft' | 'draftSavedAt'> {
  const isOwn = partner?.agentId === agentId && partner.draftSavedAt !== undefined;
  return isOwn ? partner : { draft, draftSavedAt };
}

/** A leg that could not be raised is not asked for again in the same breath. */
const RETRY_MS = seconds(2);

/** The agent's sound broke off. `hasFailed`: calling them again would be in vain just now. */
export function brokenOff(
  interaction: InCall,
  at: Instant,
  rejoinMs: Millis,
  hasFailed: boolean,
): InteractionIn<'reconnecting'> {
  const { connectedAt } = interaction;
  // The person's patience counts from the first break, however often it breaks again.
  const giveUpAt =
    interaction.phase === 'reconnecting' ? interaction.giveUpAt : after(at, rejoinMs);
  const retryAt = hasFailed ? after(at, RETRY_MS) : undefined;
  const base = { ...commonOf(interaction), partner: undefined };
  return { ...base, phase: 'reconnecting', connectedAt, giveUpAt, retryAt };
}

/** What the agent heard; that it is a machine is also the result they are about to choose. */
export function corrected(
  interaction: Interaction,
  said: 'person' | 'machine',
  { callResults, preselected }: Pick<Outcomes, 'callResults' | 'preselected'>,
  at: Instant,
): Interaction {
  if (said === 'person' && interaction.detected !== undefined) {
    const { detected, ...rest } = interaction;
    // The result that detection has set goes with it; one that the agent has set stays.
    const isOwn = interaction.draft.callResult !== detected;
    if (isOwn) return { ...rest, cpdSaid: said };
    const draft = { ...interaction.draft, callResult: preselected };
    return { ...rest, cpdSaid: said, draft, draftSavedAt: at };
  }
  const presets = said === 'machine' && isInCall(interaction);
  if (!presets || !callResults.includes('answering-machine')) {
    return { ...interaction, cpdSaid: said };
  }
  const draft = { ...interaction.draft, callResult: 'answering-machine' } as const;
  return { ...interaction, cpdSaid: said, draft, draftSavedAt: at };
}

/**
 * The agent is with no person, as detection has found: that is the result, unless the agent has
 * chosen another one or does so yet.
 */
export function detectedOn(
  interaction: Interaction,
  detected: VerdictResult,
  { callResults, preselected }: Pick<Outcomes, 'callResults' | 'preselected'>,
): Interaction {
  const { draft } = interaction;
  const isChosen = draft.callResult !== undefined && draft.callResult !== preselected;
  if (isChosen) return { ...interaction, detected };
  const callResult = callResults.find((each) => each === detected);
  return { ...interaction, detected, draft: { ...draft, callResult } };
}

/** The line is closed; what has been entered stays. */
export const wrappingUp = (
  interaction: Interaction,
  call: Pick<InteractionIn<'wrap-up'>, 'connectedAt' | 'endedAt' | 'endedBy' | 'cpd' | 'wasLive'>,
  wrapUpMs: Millis,
): InteractionIn<'wrap-up'> => ({
  ...commonOf(interaction),
  muted: false,
  recording: NOT_RECORDED,
  phase: 'wrap-up',
  ...call,
  wrapUpUntil: after(call.endedAt, wrapUpMs),
});

/** Extending overdue work adds to now, or the press would change nothing that the agent sees. */
export const extended = (
  interaction: InteractionIn<'wrap-up'>,
  at: Instant,
  extendMs: Millis,
): InteractionIn<'wrap-up'> => ({
  ...interaction,
  wrapUpUntil: after(later(interaction.wrapUpUntil, at), extendMs),
});

/**
 * When time alone has a say in this phase: after-call work of a campaign that marks done by itself,
 * an agent whose sound is to come back, and a third party who does not answer.
 */
export function interactionDeadline(
  interaction: Interaction,
  autoDone: boolean,
): Instant | undefined {
  switch (interaction.phase) {
    case 'wrap-up':
      return autoDone ? interaction.wrapUpUntil : undefined;
    case 'reconnecting':
      return earlier(interaction.giveUpAt, interaction.retryAt ?? interaction.giveUpAt);
    case 'consulting':
      return interaction.third.state === 'there' ? undefined : interaction.third.giveUpAt;
    case 'dialing':
    case 'ringing':
    case 'connected':
    case 'on-hold':
    case 'conference':
      return undefined;
    default:
      return unreachable(interaction);
  }
}

/** The person is called again, at this number or another; what was noted stays. */
export const recalling = (
  interaction: InteractionIn<'wrap-up'>,
  { id: attemptId, recordId, phone }: Attempt,
  before: Pick<EarlierCall, 'records' | 'position'>,
): InteractionIn<'dialing'> => {
  const { connectedAt, endedAt, endedBy, cpd, wasLive, wrapUpUntil } = interaction;
  const { draft, unmet, detected } = interaction;
  const call = { connectedAt, endedAt, endedBy, cpd, wasLive, wrapUpUntil };
  const { attemptId: lastId, recordId: lastRecord, phone: lastPhone } = interaction;
  const ids = { attemptId: lastId, recordId: lastRecord, phone: lastPhone };
  return {
    ...commonOf(interaction),
    attemptId,
    recordId,
    phone,
    // Every attempt has a result of its own.
    draft: { ...draft, callResult: undefined },
    cpdSaid: undefined,
    earlier: { ...call, ...ids, draft, unmet, detected, ...before },
    unmet: undefined,
    detected: undefined,
    phase: 'dialing',
  };
};

/** Nobody was reached: back in after-call work, where it can be tried again or marked done. */
export const unreached = (
  interaction: Interaction,
  { connectedAt }: Pick<EarlierCall, 'connectedAt'>,
  result: CallResult,
  at: Instant,
  wrapUpMs: Millis,
): InteractionIn<'wrap-up'> => ({
  ...wrappingUp(
    interaction,
    { connectedAt, endedAt: at, endedBy: 'unreached', cpd: undefined, wasLive: false },
    wrapUpMs,
  ),
  unmet: result,
});

/** The recall never was: as before it, but for what has been written since. */
export const notRecalled = (
  interaction: Interaction,
  { records: _records, position: _position, draft, ...before }: EarlierCall,
): InteractionIn<'wrap-up'> => ({
  ...commonOf(interaction),
  ...before,
  draft: { ...interaction.draft, callResult: draft.callResult },
  earlier: undefined,
  phase: 'wrap-up',
});

/** How long its agent has talked in the call that is over; not at all when nobody was reached. */
export function talkedMs(interaction: InteractionIn<'wrap-up'>): Millis {
  const { takenOverAt, connectedAt, endedAt, unmet } = interaction;
  if (unmet !== undefined) return millis(0);
  return elapsed(
    takenOverAt === undefined ? connectedAt : later(takenOverAt, connectedAt),
    endedAt,
  );
}

/** A call that was answered begins with what is preselected, as the first one did. */
export const begunAnew = (
  interaction: Interaction,
  preselected: AgentCallResult | undefined,
): Interaction =>
  interaction.earlier === undefined
    ? interaction
    : { ...interaction, draft: { ...interaction.draft, callResult: preselected } };
