import { must } from '@outpace/engine/basics/assert.ts';
import { type PhoneNumber, parsePhoneNumber } from '@outpace/engine/basics/phone-number.ts';

/** A number as it comes back from a table, where numbers alone were written. `what`: in a fault. */
export function storedPhone(text: string, what: string): PhoneNumber {
  const parsed = parsePhoneNumber(text);
  return must(parsed.ok ? parsed.value : undefined, what);
}
