import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import { elapsed } from '@outpace/engine/basics/time.ts';
import type { CpdProfile } from '@outpace/engine/campaigns/voice.ts';
import type { CpdVerdict } from '@outpace/engine/dialing/attempt.ts';
import { CPD_ARGUMENT, CPD_CONTEXT, DIALPLAN_VARIABLES } from '../instance/dialer-config.ts';
import type { AnsweredCall } from './call.ts';
import {
  FAX_CAUSE,
  FAX_TONE,
  isUndecided,
  listeningOptions,
  NO_SOUND_CAUSE,
  UNDECIDED_VERDICT,
  verdictOf,
} from './cpd.ts';
import type { Exchange } from './exchange.ts';
import { newLegId } from './exchange.ts';

/**
 * Listens to the called side on a leg of its own, so that the call itself is free to be joined to
 * an agent at once.
 */
export function startListening(x: Exchange, call: AnsweredCall, profile: CpdProfile): void {
  const { attemptId, answeredAt } = call;
  const legId = newLegId(x, 'listener', attemptId);
  x.listeners.set(attemptId, { legId, profile, answeredAt });
  const order = { channelId: call.legId, snoopId: legId, app: x.app, spy: 'in', whisper: 'none' };
  x.orders.send('snoop', order, () => forget(x, attemptId, legId));
}

/** Whoever it is does not matter any more. */
export function stopListening(x: Exchange, attemptId: AttemptId): void {
  const listener = x.listeners.get(attemptId);
  if (listener === undefined) return;
  x.listeners.delete(attemptId);
  x.orders.send('hangUp', { channelId: listener.legId });
}

/** The listening leg has come to the application: fresh, or back with a verdict. */
export function onListenerUp(
  x: Exchange,
  attemptId: AttemptId,
  legId: string,
  args: readonly string[],
): void {
  const listener = x.listeners.get(attemptId);
  if (listener?.legId !== legId) return x.orders.send('hangUp', { channelId: legId });
  const [what, status = '', cause = ''] = args;
  if (what !== CPD_ARGUMENT) return listen(x, legId, listener.profile);
  if (isUndecided(status)) return void concludeUndecided(x, attemptId, cause);
  return conclude(x, attemptId, verdictOf(status, cause), cause);
}

/** Nothing was decided in all that time, perhaps because nothing at all has come from there. */
async function concludeUndecided(x: Exchange, attemptId: AttemptId, cause: string): Promise<void> {
  const channelId = x.calls.get(attemptId)?.legId;
  if (channelId === undefined) return;
  try {
    const { rxcount } = await x.orders.ask('rtpStatistics', { channelId });
    if (rxcount === 0) return conclude(x, attemptId, 'silence', NO_SOUND_CAUSE);
  } catch {
    // The call has gone meanwhile, and its listener with it.
  }
  return conclude(x, attemptId, UNDECIDED_VERDICT, cause);
}

/** The answering tone of a fax, which the listening application would take for a long greeting. */
export function onFaxTone(x: Exchange, attemptId: AttemptId, legId: string): void {
  if (x.listeners.get(attemptId)?.legId === legId) conclude(x, attemptId, 'fax', FAX_CAUSE);
}

function listen(x: Exchange, legId: string, profile: CpdProfile): void {
  const set = (variable: string, value: string): void =>
    x.orders.send('setVariable', { channelId: legId, variable, value });
  // Out of the application its events are told only to whoever asks for them.
  const eventSource = `channel:${legId}`;
  x.orders.send('subscribe', { applicationName: x.app, eventSource });
  set(FAX_TONE, '');
  set(DIALPLAN_VARIABLES.app, x.app);
  set(DIALPLAN_VARIABLES.cpd, listeningOptions(profile));
  const order = { channelId: legId, context: CPD_CONTEXT, extension: 's', priority: 1 };
  x.orders.send('continueInDialplan', order);
}

function conclude(
  x: Exchange,
  attemptId: AttemptId,
  verdict: CpdVerdict | undefined,
  cause: string,
): void {
  const listener = x.listeners.get(attemptId);
  if (listener === undefined) return;
  stopListening(x, attemptId);
  if (verdict === undefined) return;
  const afterMs = elapsed(listener.answeredAt, x.timers.now());
  x.tell({ type: 'call-progress', attemptId, verdict, cause, afterMs });
}

function forget(x: Exchange, attemptId: AttemptId, legId: string): void {
  if (x.listeners.get(attemptId)?.legId === legId) x.listeners.delete(attemptId);
}
