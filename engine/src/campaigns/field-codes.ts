import { unreachable } from '../basics/assert.ts';
import { type Refusal, refusal } from '../basics/refusal.ts';
import type { FieldValue } from '../calling-lists/record.ts';
import type { FieldType } from './campaign.ts';

/*
 * Field codes: names in braces that a text is written with and a person's own facts are put in
 * for. `{contact.name}` is a code, `{{` and `}}` are braces. Besides the table each field of a
 * calling list has a code of its own, `{record.balance}`.
 */

/** The codes that every text may use, with what a preview puts in. */
export const FIELD_CODES = [
  { code: 'contact.name', label: 'Name of the contact', sample: 'Maria Keller' },
  { code: 'contact.customer', label: 'Customer number', sample: 'C-20418' },
  { code: 'contact.phone', label: 'Number of this call', sample: '+12125550142' },
  { code: 'agent.name', label: 'Name of the agent', sample: 'Ana Reyes' },
  { code: 'campaign.name', label: 'Campaign', sample: 'Summer renewals' },
  { code: 'campaign.list', label: 'Calling list', sample: 'Customers' },
] as const;

type FixedCode = (typeof FIELD_CODES)[number]['code'];

/** A field of a calling list, as its administrator defined it. */
export type CodedField = {
  readonly key: string;
  readonly label: string;
  readonly type: FieldType;
};

/** What is put in: a text that is empty is not known. */
export type FieldCodeFacts = Readonly<Record<FixedCode, string>> & {
  readonly fields: Readonly<Record<string, FieldValue>>;
};

/** A piece of a text that was filled. What could not be filled is told, never left out. */
export type FilledPart =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'value'; readonly code: string; readonly label: string; readonly text: string }
  /** The code is right, but nothing is known of this person. */
  | { readonly type: 'missing'; readonly code: string; readonly label: string }
  /** There is no such code, or not any more. */
  | { readonly type: 'unknown'; readonly code: string };

/** The text with the codes filled. What was put in is never read as a code again. */
export function filled(
  text: string,
  fields: readonly CodedField[],
  facts: FieldCodeFacts,
): readonly FilledPart[] {
  return parts(text).map((part) => {
    switch (part.type) {
      case 'text':
        return part;
      case 'stray':
        // Old texts may hold a brace that means nothing: it is read as it stands.
        return { type: 'text', text: part.text };
      case 'code':
        return filledCode(part.code, fields, facts);
      default:
        return unreachable(part);
    }
  });
}

/** Why this text is refused in the editor; undefined when every code is known. */
export function textProblem(text: string, fields: readonly CodedField[]): Refusal | undefined {
  for (const part of parts(text)) {
    if (part.type === 'stray') return refusal('FIELD_CODE_BROKEN', part.near);
    if (part.type === 'code' && labelOf(part.code, fields) === undefined) {
      return refusal('FIELD_CODE_UNKNOWN', `{${part.code}}`);
    }
  }
  return undefined;
}

/** Facts of a person who is made up, for the preview in the editor. */
export function sampleFacts(fields: readonly CodedField[]): FieldCodeFacts {
  const samples = fields.map(({ key, type }): [string, FieldValue] => [key, SAMPLES[type]]);
  return {
    'contact.name': FIELD_CODES[0].sample,
    'contact.customer': FIELD_CODES[1].sample,
    'contact.phone': FIELD_CODES[2].sample,
    'agent.name': FIELD_CODES[3].sample,
    'campaign.name': FIELD_CODES[4].sample,
    'campaign.list': FIELD_CODES[5].sample,
    fields: Object.fromEntries(samples),
  };
}

const SAMPLES: Readonly<Record<FieldType, FieldValue>> = {
  text: 'Text',
  number: 2_143,
  date: '2026-10-03',
  'yes-no': true,
  link: 'https://example.com',
  choice: 'One of the choices',
};

function filledCode(
  code: string,
  fields: readonly CodedField[],
  facts: FieldCodeFacts,
): FilledPart {
  const label = labelOf(code, fields);
  if (label === undefined) return { type: 'unknown', code };
  const text = isFixed(code) ? facts[code] : fieldText(code, fields, facts);
  return text.trim() === ''
    ? { type: 'missing', code, label }
    : { type: 'value', code, label, text };
}

const isFixed = (code: string): code is FixedCode =>
  FIELD_CODES.some((known) => known.code === code);

const fieldOf = (code: string, fields: readonly CodedField[]): CodedField | undefined =>
  fields.find(({ key }) => code === `record.${key}`);

const labelOf = (code: string, fields: readonly CodedField[]): string | undefined =>
  FIELD_CODES.find((known) => known.code === code)?.label ?? fieldOf(code, fields)?.label;

function fieldText(code: string, fields: readonly CodedField[], facts: FieldCodeFacts): string {
  const field = fieldOf(code, fields);
  if (field === undefined || !Object.hasOwn(facts.fields, field.key)) return '';
  return spoken(field.type, facts.fields[field.key] ?? null);
}

/** A value as it is read out; one that does not fit its type is read as it stands. */
function spoken(type: FieldType, value: FieldValue): string {
  if (value === null) return '';
  switch (type) {
    case 'number':
      return typeof value === 'number' ? grouped(value) : String(value);
    case 'yes-no':
      return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
    case 'date':
      return spokenDay(String(value));
    case 'text':
    case 'link':
    case 'choice':
      return String(value);
    default:
      return unreachable(type);
  }
}

function grouped(value: number): string {
  const [whole = '', fraction] = String(value).split('.');
  // An exponent has no thousands.
  if (!/^-?\d+$/.test(whole)) return String(value);
  const thousands = whole.replace(/\B(?=(\d{3})+$)/g, ',');
  return fraction === undefined ? thousands : `${thousands}.${fraction}`;
}

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

function spokenDay(value: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(value) ?? [];
  const name = MONTHS[Number(month) - 1];
  return name === undefined ? value : `${Number(day)} ${name} ${year}`;
}

type Part =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'code'; readonly code: string }
  /** A brace that opens or closes nothing, and the text around it. */
  | { readonly type: 'stray'; readonly text: string; readonly near: string };

// Doubled braces first, so that they are never read as the beginning of a code.
const PIECE = /\{\{|\}\}|\{([^{}\n]*)\}|[{}]|[^{}]+/g;
const NEAR = 12;

function parts(text: string): readonly Part[] {
  const found: Part[] = [];
  for (const match of text.matchAll(PIECE)) {
    const [piece, code] = match;
    if (code !== undefined) found.push({ type: 'code', code: code.trim() });
    else if (piece === '{' || piece === '}') {
      const near = text.slice(Math.max(0, match.index - NEAR), match.index + NEAR).trim();
      found.push({ type: 'stray', text: piece, near });
    } else addText(found, piece === '{{' ? '{' : piece === '}}' ? '}' : piece);
  }
  return found;
}

function addText(found: Part[], text: string): void {
  const last = found.at(-1);
  if (last?.type !== 'text') found.push({ type: 'text', text });
  else found[found.length - 1] = { type: 'text', text: last.text + text };
}
