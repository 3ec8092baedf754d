import { type Refusal, refusal } from '../basics/refusal.ts';
import { fail, ok, type Result } from '../basics/result.ts';

/** What is kept of a person beside their numbers, whatever list they came with. */
export const CONTACT_FIELDS = [
  { key: 'name', label: 'Name', lengthMax: 200 },
  { key: 'email', label: 'E-mail', lengthMax: 254 },
  { key: 'company', label: 'Company', lengthMax: 200 },
  { key: 'address', label: 'Address', lengthMax: 300 },
  { key: 'language', label: 'Language', lengthMax: 60 },
] as const;

export type ContactFieldKey = (typeof CONTACT_FIELDS)[number]['key'];

/** What was typed as it is kept, or why it is refused. An empty text empties the field. */
export function parseContactValue(key: ContactFieldKey, typed: string): Result<string, Refusal> {
  const value = typed.trim().replace(/\s+/g, ' ');
  const field = CONTACT_FIELDS.find((each) => each.key === key);
  if (field === undefined) return fail(refusal('FIELD_NOT_EDITABLE', key));
  if (value.length > field.lengthMax) {
    return fail(refusal('FIELD_INVALID', `${field.label}: at most ${field.lengthMax} letters`));
  }
  if (key === 'email' && value !== '' && !isAddress(value)) {
    return fail(refusal('FIELD_INVALID', 'E-mail: one address, such as name@example.com'));
  }
  return ok(value);
}

/** One address as it is written everywhere; whether somebody reads it only a message can tell. */
const isAddress = (value: string): boolean =>
  /^[^\s@<>,;]+@[^\s@<>,;.]+(\.[^\s@<>,;.]+)+$/.test(value);
