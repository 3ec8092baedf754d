import type {
  AgentGroupId,
  AgentId,
  AttemptId,
  CampaignGroupId,
  CommandId,
  InteractionId,
  InternalCallId,
  NoticeId,
  OfferId,
} from '@outpace/engine/basics/ids.ts';
import type { RefusalCode } from '@outpace/engine/basics/refusal.ts';
import { AGENT_CALL_RESULTS } from '@outpace/engine/calling-lists/call-result.ts';
import type { CommandDone } from '@outpace/engine/effect.ts';
import type { AgentCommand as EngineAgentCommand } from '@outpace/engine/event.ts';
import { DO_NOT_CALL_SCOPES } from '@outpace/engine/interactions/interaction.ts';
import { RECORDING_ORDERS } from '@outpace/engine/interactions/recording.ts';
import { THIRD_PURPOSES } from '@outpace/engine/interactions/third-party.ts';
import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import { Type } from 'typebox';
import { CallbackWishBody, NumberChoiceBody } from './callbacks.ts';
import type { RefusalBody } from './refusals.ts';
import { closed, id, oneOf } from './schema.ts';

/*
 * The agent socket: `GET /api/agent-socket` with the session cookie. The server sends the whole
 * view at each change; the page sends commands, each with an id of its own making.
 */

const undefinable = <Schema extends Type.TSchema>(schema: Schema) =>
  Type.Unsafe<Type.Static<Schema> | undefined>(Type.Union([schema, Type.Null()]));

/** `null` stands for "not chosen": JSON has no undefined. The server turns it round. */
export const DraftBody = closed({
  callResult: undefinable(oneOf(AGENT_CALL_RESULTS)),
  dispositionCode: undefinable(Type.String({ minLength: 1, maxLength: 60 })),
  doNotCall: undefinable(oneOf(DO_NOT_CALL_SCOPES)),
  note: Type.String({ maxLength: 4_000 }),
  callback: Type.Optional(undefinable(CallbackWishBody)),
});

const interactionId = id<InteractionId>();
const of = <Kind extends string>(type: Kind) => Type.Literal(type);

const target = Type.Union([
  closed({ kind: of('agent'), agentId: id<AgentId>() }),
  closed({ kind: of('group'), agentGroupId: id<AgentGroupId>() }),
  closed({ kind: of('number'), phone: Type.String({ minLength: 1, maxLength: 40 }) }),
]);

/** What an agent does with a third party in their call. */
const ThirdPartyCommandBody = Type.Union([
  closed({ type: oneOf(THIRD_PURPOSES), interactionId, target }),
  closed({
    type: of('talk-with'),
    interactionId,
    side: oneOf(['customer', 'target'] as const),
  }),
  closed({ type: of('complete-transfer'), interactionId }),
  closed({ type: of('complete-conference'), interactionId }),
  closed({ type: of('end-consultation'), interactionId }),
  closed({ type: of('leave-consultation'), interactionId }),
]);

export const AgentCommandBody = Type.Union([
  closed({ type: of('set-ready') }),
  closed({ type: of('set-not-ready'), reason: Type.String({ minLength: 1, maxLength: 60 }) }),
  closed({ type: of('log-off') }),
  closed({ type: of('cancel-log-off') }),
  closed({ type: of('acknowledge-notice'), noticeId: id<NoticeId>() }),
  closed({ type: of('accept-offer'), offerId: id<OfferId>() }),
  closed({ type: of('reject-offer'), offerId: id<OfferId>() }),
  closed({
    type: of('choose-phone'),
    phone: Type.Union([
      closed({ kind: of('browser') }),
      closed({ kind: of('desk'), address: Type.String({ minLength: 3, maxLength: 200 }) }),
    ]),
  }),
  closed({
    type: of('call-number'),
    /** E.164. */
    phone: Type.String({ minLength: 3, maxLength: 40 }),
    groupId: Type.Optional(id<CampaignGroupId>()),
  }),
  closed({ type: of('cancel-call') }),
  closed({ type: of('call-agent'), agentId: id<AgentId>() }),
  closed({ type: of('accept-internal-call'), callId: id<InternalCallId>() }),
  closed({ type: of('end-internal-call'), callId: id<InternalCallId>() }),
  closed({ type: of('end-call'), interactionId }),
  closed({ type: of('hold'), interactionId, held: Type.Boolean() }),
  closed({
    type: of('send-digits'),
    interactionId,
    digits: Type.String({ pattern: '^[0-9*#A-D]{1,32}$' }),
  }),
  closed({ type: of('record'), interactionId, what: oneOf(RECORDING_ORDERS) }),
  closed({
    type: of('correct-cpd'),
    attemptId: id<AttemptId>(),
    said: oneOf(['person', 'machine'] as const),
  }),
  closed({ type: of('mute'), interactionId, muted: Type.Boolean() }),
  closed({ type: of('save-draft'), interactionId, draft: DraftBody }),
  closed({
    type: of('edit-field'),
    interactionId,
    key: Type.String({ minLength: 1, maxLength: 60 }),
    value: Type.Union([
      Type.String({ maxLength: 2_000 }),
      Type.Number(),
      Type.Boolean(),
      Type.Null(),
    ]),
  }),
  closed({ type: of('extend-wrap-up'), interactionId }),
  closed({ type: of('mark-done'), interactionId, draft: DraftBody }),
  closed({ type: of('recall'), interactionId, to: NumberChoiceBody }),
  ThirdPartyCommandBody,
  closed({ type: of('undo-do-not-call'), interactionId }),
  closed({ type: of('dismiss-outcome') }),
]);
export type AgentCommandBody = Type.Static<typeof AgentCommandBody>;

/** Fails to compile when a command of the engine has no schema here, or the other way round. */
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false;
export const COMMANDS_COMPLETE: Same<AgentCommandBody['type'], EngineAgentCommand['type']> = true;

const share = () => Type.Number({ minimum: 0, maximum: 1 });

/** From the beginning of the call until now, as the browser phone measured it. */
export const CallQuality = closed({
  /** Share of packets lost on the way to the agent. */
  lossShare: share(),
  jitterMs: Type.Number({ minimum: 0, maximum: 60_000 }),
  /** Largest jitter seen. */
  jitterMsMax: Type.Number({ minimum: 0, maximum: 60_000 }),
  /** Undefined until the far end has reported once. */
  roundTripMs: Type.Optional(Type.Number({ minimum: 0, maximum: 60_000 })),
  /** Mean level of what the agent hears and of what the agent says, 0..1. */
  levelIn: share(),
  levelOut: share(),
  /** Length measured, ms. */
  overMs: Type.Number({ minimum: 0, maximum: 86_400_000 }),
});
export type CallQuality = Type.Static<typeof CallQuality>;

/** Page → server. */
export const AgentClientMessage = Type.Union([
  /** First message. The newest page takes the workspace over; older ones are told and closed. */
  closed({ type: of('hello'), protocol: Type.Integer(), pageId: id() }),
  closed({ type: of('command'), id: id<CommandId>(), command: AgentCommandBody }),
  /** The sound of the call as the page measured it, every few seconds and at its end. */
  closed({ type: of('call-quality'), interactionId, sample: CallQuality }),
  closed({ type: of('ping') }),
]);
export type AgentClientMessage = Type.Static<typeof AgentClientMessage>;

/** Server → page. `version` goes up by one with every view. */
export type AgentServerMessage =
  | {
      readonly type: 'view';
      readonly version: number;
      /** The server's clock, ms, so that timers do not depend on the page's. */
      readonly now: number;
      readonly view: AgentView | null;
    }
  | {
      readonly type: 'reply';
      readonly id: CommandId;
      readonly ok: true;
      readonly done: CommandDone['done'];
    }
  | {
      readonly type: 'reply';
      readonly id: CommandId;
      readonly ok: false;
      readonly code: RefusalCode;
      readonly message: string;
      readonly detail?: string;
      /** A time at which it would be allowed. */
      readonly instead?: NonNullable<RefusalBody['instead']>;
    }
  /** What GET /api/my-callbacks answers is new. */
  | { readonly type: 'callbacks-changed' }
  /** Not an answer to a command: a message that was no message, or the end of this socket. */
  | { readonly type: 'refused'; readonly code: RefusalCode; readonly message: string }
  /** A sound cue; the demo plays tones, a browser phone plays none. */
  | { readonly type: 'pong' };
