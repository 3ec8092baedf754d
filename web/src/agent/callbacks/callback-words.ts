import type { OfferView } from '@outpace/engine/views/agent-view.ts';
import { theirTime } from '../outcome/consequence-words.ts';

/** `Callback, promised by you for 14:30 their time`. */
export function callbackWords(
  { kind, dueAt, zone, isMine }: NonNullable<OfferView['callback']>,
  now: number,
): string {
  const by = kind === 'campaign' ? '' : isMine ? ' by you' : ' by a colleague who is away';
  return `Callback, promised${by} for ${theirTime(dueAt, now, zone)}.`;
}
