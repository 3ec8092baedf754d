import { type Static, type TSchema, Type } from 'typebox';

/**
 * What we read of Asterisk's REST interface, by hand: only the fields that are used. A test
 * compares each of them with the description that an installed Asterisk brings along.
 */
const text = Type.String();
const maybe = <Schema extends TSchema>(schema: Schema) => Type.Optional(schema);

export type Channel = Static<typeof Channel>;
export const Channel = Type.Object({
  id: text,
  /** The SIP Call-ID, for talks with a carrier. */
  protocol_id: text,
  name: text,
  state: text,
  caller: Type.Object({ name: text, number: text }),
  dialplan: Type.Object({ context: text, exten: text, app_name: text, app_data: text }),
  creationtime: text,
  channelvars: maybe(Type.Record(text, text)),
});

export type Bridge = Static<typeof Bridge>;
export const Bridge = Type.Object({
  id: text,
  name: text,
  technology: text,
  bridge_type: text,
  channels: Type.Array(text),
});

export type Playback = Static<typeof Playback>;
export const Playback = Type.Object({ id: text, media_uri: text, target_uri: text, state: text });

export type LiveRecording = Static<typeof LiveRecording>;
export const LiveRecording = Type.Object({
  name: text,
  format: text,
  target_uri: text,
  state: text,
  /** Seconds, whole ones; known at the end. */
  duration: maybe(Type.Number()),
  cause: maybe(text),
});

export type StoredRecording = Static<typeof StoredRecording>;
export const StoredRecording = Type.Object({ name: text, format: text });

export type Endpoint = Static<typeof Endpoint>;
export const Endpoint = Type.Object({
  technology: text,
  resource: text,
  /** `online`, `offline` or `unknown`. */
  state: maybe(text),
  channel_ids: Type.Array(text),
});

export type RtpStatistics = Static<typeof RtpStatistics>;
export const RtpStatistics = Type.Object({
  /** Packets. */
  rxcount: Type.Number(),
  txcount: Type.Number(),
  rxploss: Type.Number(),
  rxjitter: maybe(Type.Number()),
  rtt: maybe(Type.Number()),
});

export type ConfigTuple = Static<typeof ConfigTuple>;
export const ConfigTuple = Type.Object({ attribute: text, value: text });

/** What a request may give back; `nothing` for those that answer 204. */
export const ARI_MODELS = {
  nothing: Type.Undefined(),
  AsteriskInfo: Type.Object({ system: maybe(Type.Object({ version: text })) }),
  AsteriskPing: Type.Object({ ping: text }),
  Application: Type.Object({ name: text, channel_ids: Type.Array(text) }),
  Bridge,
  Channel,
  Endpoint,
  LiveRecording,
  Playback,
  RTPstat: RtpStatistics,
  StoredRecording,
  Variable: Type.Object({ value: text }),
  'List[Bridge]': Type.Array(Bridge),
  'List[Channel]': Type.Array(Channel),
  'List[ConfigTuple]': Type.Array(ConfigTuple),
  'List[Endpoint]': Type.Array(Endpoint),
  'List[StoredRecording]': Type.Array(StoredRecording),
} as const satisfies Record<string, TSchema>;

export type AriModels = { [Name in keyof typeof ARI_MODELS]: Static<(typeof ARI_MODELS)[Name]> };

const event = <const Name extends string, Fields extends Record<string, TSchema>>(
  type: Name,
  fields: Fields,
) => Type.Object({ type: Type.Literal(type), application: text, timestamp: text, ...fields });

/** The events that somebody here listens to; all others are left alone. */
export const ARI_EVENTS = {
  ApplicationReplaced: event('ApplicationReplaced', {}),
  ChannelDestroyed: event('ChannelDestroyed', {
    channel: Channel,
    /** Q.850. */
    cause: Type.Integer(),
    cause_txt: text,
    /** The SIP code, where there was one. */
    tech_cause: maybe(Type.Integer()),
  }),
  ChannelDtmfReceived: event('ChannelDtmfReceived', {
    channel: Channel,
    digit: text,
    duration_ms: Type.Integer(),
  }),
  ChannelEnteredBridge: event('ChannelEnteredBridge', { bridge: Bridge }),
  ChannelHangupRequest: event('ChannelHangupRequest', {
    channel: Channel,
    cause: maybe(Type.Integer()),
    tech_cause: maybe(Type.Integer()),
  }),
  ChannelStateChange: event('ChannelStateChange', { channel: Channel }),
  ChannelTalkingFinished: event('ChannelTalkingFinished', {
    channel: Channel,
    /** Milliseconds. */
    duration: Type.Integer(),
  }),
  ChannelTalkingStarted: event('ChannelTalkingStarted', { channel: Channel }),
  ChannelToneDetected: event('ChannelToneDetected', { channel: Channel }),
  ContactStatusChange: event('ContactStatusChange', {
    endpoint: Endpoint,
    contact_info: Type.Object({ uri: text, contact_status: text, aor: text }),
  }),
  Dial: event('Dial', { peer: Channel, dialstatus: text }),
  EndpointStateChange: event('EndpointStateChange', { endpoint: Endpoint }),
  PlaybackFinished: event('PlaybackFinished', { playback: Playback }),
  RecordingFailed: event('RecordingFailed', { recording: LiveRecording }),
  RecordingFinished: event('RecordingFinished', { recording: LiveRecording }),
  RecordingStarted: event('RecordingStarted', { recording: LiveRecording }),
  StasisEnd: event('StasisEnd', { channel: Channel }),
  StasisStart: event('StasisStart', { channel: Channel, args: Type.Array(text) }),
} as const satisfies Record<string, TSchema>;

export type AriEventType = keyof typeof ARI_EVENTS;
export type AriEventOf<Name extends AriEventType> = Static<(typeof ARI_EVENTS)[Name]>;
export type AriEvent = { [Name in AriEventType]: AriEventOf<Name> }[AriEventType];

/** The answer to a request that was sent over the websocket. */
export type RestResponse = Static<typeof RestResponse>;
export const RestResponse = Type.Object({
  type: Type.Literal('RESTResponse'),
  request_id: text,
  status_code: Type.Integer(),
  reason_phrase: maybe(text),
  content_type: maybe(text),
  message_body: maybe(text),
});
