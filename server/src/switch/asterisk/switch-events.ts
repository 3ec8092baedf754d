import { unreachable } from '@outpace/engine/basics/assert.ts';
import { agentId, attemptId } from '@outpace/engine/basics/ids.ts';
import { onAgentLegGone, onAgentLegUp } from './agent-legs.ts';
import type { AriEvent, AriEventOf, Channel, LiveRecording } from './ari-types.ts';
import { onAnswered, onDialed, onGone, onHangupRequest } from './calls.ts';
import { onThirdAnswered, onThirdGone, onThirdRinging } from './consultation.ts';
import { onFaxTone, onListenerUp } from './detection.ts';
import type { Exchange } from './exchange.ts';
import { onBeepLegUp, onHeard } from './farewell.ts';
import type { LegName } from './leg-id.ts';
import { parseLegId } from './leg-id.ts';
import { onContact, onEndpoint } from './phones.ts';
import {
  onFailed,
  onRecorderGone,
  onRecorderUp,
  onRecordingFinished,
  onRecordingStarted,
} from './recordings.ts';
import { onSpyGone, onSpyUp } from './spies.ts';

/** One event of the switch, to whom it concerns. Those of other sites concern nobody here. */
export function onAriEvent(x: Exchange, event: AriEvent): void {
  switch (event.type) {
    case 'Dial':
      return onDial(x, event);
    case 'ChannelStateChange':
      return onState(x, event.channel);
    case 'StasisStart':
      return onStart(x, event);
    case 'StasisEnd':
      return onLeft(x, event.channel);
    case 'ChannelHangupRequest':
      return onHangup(x, event);
    case 'ChannelDestroyed':
      return onDestroyed(x, event);
    case 'ChannelToneDetected':
    case 'ChannelTalkingStarted':
    case 'ChannelTalkingFinished':
      return onSound(x, event.type, event.channel);
    case 'RecordingStarted':
    case 'RecordingFinished':
    case 'RecordingFailed':
      return onRecording(x, event.type, event.recording);
    case 'ContactStatusChange':
      return onContact(x, event);
    case 'EndpointStateChange':
      return onEndpoint(x, event.endpoint);
    default:
      return;
  }
}

/** Our own legs by name. */
function nameOf(x: Exchange, { id }: Pick<Channel, 'id'>): LegName | undefined {
  const name = parseLegId(id);
  return name?.site === x.site ? name : undefined;
}

function onDial(x: Exchange, { dialstatus, peer }: AriEventOf<'Dial'>): void {
  const name = nameOf(x, peer);
  switch (name?.kind) {
    case 'customer':
      return onDialed(x, attemptId(name.owner), dialstatus);
    case 'third':
      if (dialstatus === 'RINGING') onThirdRinging(x, attemptId(name.owner));
      return;
    case 'agent':
      if (dialstatus === 'RINGING') x.lineChanged(agentId(name.owner), 'ringing');
      return;
    default:
      return;
  }
}

/** Ringing is said twice, here and by `Dial`; whichever comes first counts. */
function onState(x: Exchange, channel: Channel): void {
  const name = nameOf(x, channel);
  if (name?.kind !== 'customer' || channel.state !== 'Ringing') return;
  onDialed(x, attemptId(name.owner), 'RINGING');
}

/** A leg has come to the application: its far end has answered, or it was made here. */
function onStart(x: Exchange, { args, channel }: AriEventOf<'StasisStart'>): void {
  const name = nameOf(x, channel);
  if (name === undefined) return;
  const { id } = channel;
  switch (name.kind) {
    case 'customer':
      return onAnswered(x, attemptId(name.owner));
    case 'agent':
      return onAgentLegUp(x, agentId(name.owner), id);
    case 'third':
      return onThirdAnswered(x, attemptId(name.owner), id);
    case 'listener':
      return onListenerUp(x, attemptId(name.owner), id, args);
    case 'beep':
      return onBeepLegUp(x, attemptId(name.owner), id);
    case 'recorder':
      return onRecorderUp(x, attemptId(name.owner), id);
    case 'spy':
      return onSpyUp(x, name, id);
    case 'call':
    case 'desk':
      return;
    default:
      return unreachable(name.kind);
  }
}

/** Legs that were made beside another end with it, and nothing but this is said of them. */
function onLeft(x: Exchange, channel: Channel): void {
  const name = nameOf(x, channel);
  if (name?.kind === 'spy') onSpyGone(x, name, channel.id);
  if (name?.kind === 'recorder') onRecorderGone(x, attemptId(name.owner), channel.id);
}

function onHangup(x: Exchange, { channel }: AriEventOf<'ChannelHangupRequest'>): void {
  const name = nameOf(x, channel);
  if (name?.kind === 'customer') onHangupRequest(x, attemptId(name.owner));
}

function onDestroyed(x: Exchange, event: AriEventOf<'ChannelDestroyed'>): void {
  const { cause, channel, tech_cause: sipCode } = event;
  const name = nameOf(x, channel);
  switch (name?.kind) {
    case 'customer':
      return onGone(x, attemptId(name.owner), { cause, sipCode });
    case 'agent':
      return onAgentLegGone(x, agentId(name.owner), channel.id);
    case 'third':
      x.floor.forget(channel.id);
      x.queue.release(channel.id);
      return onThirdGone(x, attemptId(name.owner), channel.id);
    default:
      return;
  }
}

function onSound(x: Exchange, type: AriEvent['type'], channel: Channel): void {
  const name = nameOf(x, channel);
  if (name?.kind === 'beep') onHeard(x, attemptId(name.owner), type);
  if (name?.kind === 'listener' && type === 'ChannelToneDetected') {
    onFaxTone(x, attemptId(name.owner), channel.id);
  }
}

/** A recording is told by its leg, `channel:…`. */
function onRecording(x: Exchange, type: AriEvent['type'], recording: LiveRecording): void {
  const legId = recording.target_uri.replace(/^channel:/, '');
  const name = nameOf(x, { id: legId });
  if (name?.kind !== 'recorder') return;
  const id = attemptId(name.owner);
  if (type === 'RecordingStarted') onRecordingStarted(x, id, legId);
  else if (type === 'RecordingFinished') onRecordingFinished(x, id, legId, recording);
  else onFailed(x, id, legId);
}
