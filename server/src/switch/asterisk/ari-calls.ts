import type { AriModels, ConfigTuple } from './ari-types.ts';

/** One request of the REST interface, as far as we use its parameters. */
type AriCallShape = {
  readonly verb: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  /** Query parameters that it cannot do without, and those that we sometimes give. */
  readonly needs?: readonly string[];
  readonly takes?: readonly string[];
  readonly body?: keyof AriBodies;
  readonly gives: keyof AriModels;
};

/** Bodies by the name of their parameter. */
type AriBodies = {
  readonly variables: Readonly<Record<string, string>>;
  readonly fields: readonly ConfigTuple[];
  readonly filter: { readonly disallowed: readonly { readonly type: string }[] };
};

const OBJECT = '/asterisk/config/dynamic/{configClass}/{objectType}/{id}';
const ORIGINATE = [
  'context',
  'extension',
  'priority',
  'app',
  'appArgs',
  'callerId',
  'timeout',
] as const;
const RECORD = [
  'maxDurationSeconds',
  'maxSilenceSeconds',
  'ifExists',
  'beep',
  'terminateOn',
] as const;

/** Every request that we make, by our name for it. A test finds each in the description. */
export const ARI_CALLS = {
  info: { verb: 'GET', path: '/asterisk/info', takes: ['only'], gives: 'AsteriskInfo' },
  ping: { verb: 'GET', path: '/asterisk/ping', gives: 'AsteriskPing' },
  globalVariable: {
    verb: 'GET',
    path: '/asterisk/variable',
    needs: ['variable'],
    gives: 'Variable',
  },
  /** Without a value the variable is forgotten. */
  setGlobalVariable: {
    verb: 'POST',
    path: '/asterisk/variable',
    needs: ['variable'],
    takes: ['value'],
    gives: 'nothing',
  },
  putObject: { verb: 'PUT', path: OBJECT, body: 'fields', gives: 'List[ConfigTuple]' },
  getObject: { verb: 'GET', path: OBJECT, gives: 'List[ConfigTuple]' },
  deleteObject: { verb: 'DELETE', path: OBJECT, gives: 'nothing' },
  subscribe: {
    verb: 'POST',
    path: '/applications/{applicationName}/subscription',
    needs: ['eventSource'],
    gives: 'Application',
  },
  unsubscribe: {
    verb: 'DELETE',
    path: '/applications/{applicationName}/subscription',
    needs: ['eventSource'],
    gives: 'Application',
  },
  filterEvents: {
    verb: 'PUT',
    path: '/applications/{applicationName}/eventFilter',
    body: 'filter',
    gives: 'Application',
  },
  endpoints: { verb: 'GET', path: '/endpoints', gives: 'List[Endpoint]' },
  endpoint: { verb: 'GET', path: '/endpoints/{tech}/{resource}', gives: 'Endpoint' },

  listChannels: { verb: 'GET', path: '/channels', gives: 'List[Channel]' },
  channel: { verb: 'GET', path: '/channels/{channelId}', gives: 'Channel' },
  originate: {
    verb: 'POST',
    path: '/channels',
    needs: ['endpoint'],
    takes: [...ORIGINATE, 'channelId', 'formats', 'originator'],
    body: 'variables',
    gives: 'Channel',
  },
  hangUp: { verb: 'DELETE', path: '/channels/{channelId}', takes: ['reason'], gives: 'nothing' },
  hangUpWithCode: {
    verb: 'DELETE',
    path: '/channels/{channelId}',
    needs: ['reason_code'],
    gives: 'nothing',
  },
  continueInDialplan: {
    verb: 'POST',
    path: '/channels/{channelId}/continue',
    takes: ['context', 'extension', 'priority'],
    gives: 'nothing',
  },
  answer: { verb: 'POST', path: '/channels/{channelId}/answer', gives: 'nothing' },
  ring: { verb: 'POST', path: '/channels/{channelId}/ring', gives: 'nothing' },
  progress: { verb: 'POST', path: '/channels/{channelId}/progress', gives: 'nothing' },
  sendDigits: {
    verb: 'POST',
    path: '/channels/{channelId}/dtmf',
    takes: ['dtmf', 'before', 'between', 'duration', 'after'],
    gives: 'nothing',
  },
  mute: {
    verb: 'POST',
    path: '/channels/{channelId}/mute',
    takes: ['direction'],
    gives: 'nothing',
  },
  unmute: {
    verb: 'DELETE',
    path: '/channels/{channelId}/mute',
    takes: ['direction'],
    gives: 'nothing',
  },
  startMusic: {
    verb: 'POST',
    path: '/channels/{channelId}/moh',
    takes: ['mohClass'],
    gives: 'nothing',
  },
  stopMusic: { verb: 'DELETE', path: '/channels/{channelId}/moh', gives: 'nothing' },
  startSilence: { verb: 'POST', path: '/channels/{channelId}/silence', gives: 'nothing' },
  play: {
    verb: 'POST',
    path: '/channels/{channelId}/play',
    needs: ['media'],
    takes: ['playbackId', 'lang'],
    gives: 'Playback',
  },
  recordChannel: {
    verb: 'POST',
    path: '/channels/{channelId}/record',
    needs: ['name', 'format'],
    takes: RECORD,
    gives: 'LiveRecording',
  },
  variable: {
    verb: 'GET',
    path: '/channels/{channelId}/variable',
    needs: ['variable'],
    gives: 'Variable',
  },
  setVariable: {
    verb: 'POST',
    path: '/channels/{channelId}/variable',
    needs: ['variable'],
    takes: ['value'],
    gives: 'nothing',
  },
  snoop: {
    verb: 'POST',
    path: '/channels/{channelId}/snoop/{snoopId}',
    needs: ['app'],
    takes: ['spy', 'whisper', 'appArgs'],
    gives: 'Channel',
  },
  rtpStatistics: {
    verb: 'GET',
    path: '/channels/{channelId}/rtp_statistics',
    gives: 'RTPstat',
  },

  listBridges: { verb: 'GET', path: '/bridges', gives: 'List[Bridge]' },
  bridge: { verb: 'GET', path: '/bridges/{bridgeId}', gives: 'Bridge' },
  createBridge: {
    verb: 'POST',
    path: '/bridges',
    takes: ['type', 'bridgeId', 'name'],
    gives: 'Bridge',
  },
  destroyBridge: { verb: 'DELETE', path: '/bridges/{bridgeId}', gives: 'nothing' },
  addChannel: {
    verb: 'POST',
    path: '/bridges/{bridgeId}/addChannel',
    needs: ['channel'],
    takes: ['mute', 'inhibitConnectedLineUpdates'],
    gives: 'nothing',
  },
  removeChannel: {
    verb: 'POST',
    path: '/bridges/{bridgeId}/removeChannel',
    needs: ['channel'],
    gives: 'nothing',
  },
  playInBridge: {
    verb: 'POST',
    path: '/bridges/{bridgeId}/play',
    needs: ['media'],
    takes: ['playbackId'],
    gives: 'Playback',
  },

  liveRecording: {
    verb: 'GET',
    path: '/recordings/live/{recordingName}',
    gives: 'LiveRecording',
  },
  stopRecording: {
    verb: 'POST',
    path: '/recordings/live/{recordingName}/stop',
    gives: 'nothing',
  },
  muteRecording: {
    verb: 'POST',
    path: '/recordings/live/{recordingName}/mute',
    gives: 'nothing',
  },
  unmuteRecording: {
    verb: 'DELETE',
    path: '/recordings/live/{recordingName}/mute',
    gives: 'nothing',
  },
  deleteRecording: {
    verb: 'DELETE',
    path: '/recordings/stored/{recordingName}',
    gives: 'nothing',
  },
} as const satisfies Record<string, AriCallShape>;

type Calls = typeof ARI_CALLS;
export type AriCallName = keyof Calls;

type InPath<Path extends string> = Path extends `${string}{${infer Name}}${infer Rest}`
  ? Name | InPath<Rest>
  : never;
type Listed<Call, Key extends string> = Call extends { readonly [K in Key]: readonly string[] }
  ? Call[Key][number]
  : never;
type Bodied<Call> = Call extends { readonly body: infer Name extends keyof AriBodies }
  ? { readonly [K in Name]?: AriBodies[K] }
  : unknown;

type Value = string | number | boolean;

/** The parameters of a request by name, wherever they travel: in the path, the query, the body. */
export type AriOrder<Name extends AriCallName> = {
  readonly [K in InPath<Calls[Name]['path']>]: string;
} & { readonly [K in Listed<Calls[Name], 'needs'>]: Value } & {
  readonly [K in Listed<Calls[Name], 'takes'>]?: Value | undefined;
} & Bodied<Calls[Name]>;

export type AriAnswer<Name extends AriCallName> = AriModels[Calls[Name]['gives']];

export type AriMessage = {
  readonly verb: AriCallShape['verb'];
  /** Below `/ari/`, with the query. */
  readonly uri: string;
  readonly body: string | undefined;
};

/** A request as it goes out. */
export function ariMessage<Name extends AriCallName>(
  name: Name,
  order: AriOrder<Name>,
): AriMessage {
  const { verb, path, body }: AriCallShape = ARI_CALLS[name];
  const left = new Map<string, unknown>(Object.entries(order));
  const filled = path.slice(1).replace(/\{(\w+)\}/g, (_place, key: string) => {
    const value = String(left.get(key));
    left.delete(key);
    return encodeURIComponent(value);
  });
  const content = body === undefined ? undefined : left.get(body);
  if (body !== undefined) left.delete(body);
  const query = new URLSearchParams(
    [...left].flatMap(([key, value]) => (value === undefined ? [] : [[key, String(value)]])),
  ).toString();
  return {
    verb,
    uri: query === '' ? filled : `${filled}?${query}`,
    body: content === undefined ? undefined : JSON.stringify(wrapped(body, content)),
  };
}

/** The filter is its body itself; the others are fields of theirs. */
const wrapped = (name: keyof AriBodies | undefined, content: unknown): unknown =>
  name === 'filter' || name === undefined ? content : { [name]: content };
