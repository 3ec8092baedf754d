import { parsePhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import type { CallbackWish, NumberChoice } from '@outpace/engine/calling-lists/callback.ts';
import { CallbackWishBody } from '@outpace/protocol/callbacks.ts';
import { Compile } from 'typebox/compile';

const schema = Compile(CallbackWishBody);

/** The promise of a saved draft; what does not fit any more counts as not said. */
export function savedCallback(saved: unknown): { readonly callback?: CallbackWish } {
  if (!schema.Check(saved)) return {};
  const { time, kind, to } = saved;
  const choice = choiceOf(to);
  if (choice === undefined) return {};
  const { local, zone, reading } = time;
  return { callback: { time: { local, zone, reading: reading ?? undefined }, kind, to: choice } };
}

function choiceOf(to: CallbackWishBody['to']): NumberChoice | undefined {
  if (to.kind === 'record') return to;
  const phone = parsePhoneNumber(to.phone);
  return phone.ok ? { kind: to.kind, phone: phone.value } : undefined;
}
