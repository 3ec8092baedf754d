import type { FieldView } from '@outpace/engine/views/agent-view.ts';
import { formatPhone } from '../../ui/phone-text.ts';
import { formatDate } from '../../ui/time-text.ts';

type Field = Pick<FieldView, 'key' | 'type' | 'value'>;

const count = new Intl.NumberFormat('en-US');

/** The value of a field as a person reads it; empty when there is none. */
export function fieldText({ key, type, value }: Field): string {
  if (value === null || value === undefined || value === '') return '';
  if (key === '@phone') return formatPhone(String(value));
  switch (type) {
    case 'number':
      return typeof value === 'number' ? count.format(value) : String(value);
    case 'yes-no':
      return value === true || value === 'true' || value === 'yes' ? 'Yes' : 'No';
    case 'date': {
      const at = Date.parse(String(value));
      return Number.isNaN(at) ? String(value) : formatDate(at);
    }
    case 'text':
    case 'choice':
    case 'link':
      return String(value);
  }
}

/** What was typed, as a value of the field's type; an empty text clears the field. */
export function fieldValue(type: FieldView['type'], typed: string): FieldView['value'] {
  const text = typed.trim();
  if (text === '') return null;
  if (type === 'yes-no') return text === 'yes';
  if (type !== 'number') return text;
  const number = Number(text);
  // Not a number: sent as it is, so that the server says what does not fit.
  return Number.isNaN(number) ? text : number;
}

/** What an editor begins with. */
export function fieldTyped({ type, value }: Field): string {
  if (value === null || value === undefined) return '';
  if (type !== 'yes-no') return String(value);
  return fieldText({ key: '', type, value }) === 'Yes' ? 'yes' : 'no';
}

/** Only links that a browser should follow; anything else is shown as text. */
export const isSafeLink = (value: string): boolean => /^https?:\/\//i.test(value);
