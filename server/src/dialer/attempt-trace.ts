import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import type { Action, Write } from '@outpace/engine/effect.ts';
import type { EventBody } from '@outpace/engine/event.ts';

/** Something that has come in, is durable, was ordered, or waits until the site is surely ours. */
export type Traced = 'heard' | 'written' | 'ordered' | 'held-back';

/** One line of the way of an attempt: ids, and words of our own. Nothing says who it is about. */
export type TraceLine = {
  readonly attemptId: AttemptId;
  readonly did: Traced;
  readonly what: string;
  readonly with: Readonly<Record<string, string | number | boolean>>;
};

export type Trace = (line: TraceLine) => void;

/**
 * What may be told of an event or an effect. Numbers, names, digits, notes, texts and addresses
 * have other names, and a new field is told only when it is put here.
 */
const TOLD: ReadonlySet<string> = new Set([
  ...['groupId', 'campaignId', 'listId', 'chainId', 'recordId', 'agentId', 'interactionId'],
  ...['mode', 'result', 'state', 'verdict', 'cause', 'afterMs', 'treatment', 'when', 'what'],
  ...['held', 'muted', 'side', 'serial', 'giveUpAt', 'openedAt', 'answeredAt', 'connectedAt'],
  ...['endedAt', 'askedAt'],
]);

/** A line for each attempt that it is about; none where it is about none. */
export function traceOf(did: Traced, it: EventBody | Write | Action): readonly TraceLine[] {
  const told: Record<string, string | number | boolean> = {};
  for (const [key, value] of Object.entries(it)) {
    if (!TOLD.has(key)) continue;
    if (typeof value !== 'object' && value !== undefined) told[key] = value;
  }
  return attemptsOf(it).map((attemptId) => ({ attemptId, did, what: it.type, with: told }));
}

function attemptsOf(it: EventBody | Write | Action): readonly AttemptId[] {
  if (it.type === 'write-failed') return it.attemptIds;
  if (it.type === 'lease-number' || it.type === 'number-leased') return [it.callId];
  return 'attemptId' in it ? [it.attemptId] : [];
}
