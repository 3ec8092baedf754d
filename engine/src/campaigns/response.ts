import { type Refusal, refusal } from '../basics/refusal.ts';
import { type CodedField, textProblem } from './field-codes.ts';

/** One text to read out. Days are ISO 8601, both included; null: from ever, for ever. */
export type ResponseText = {
  readonly title: string;
  readonly text: string;
  readonly validFrom: string | null;
  readonly validUntil: string | null;
};

/** Whether the text may be read out on this day, as it is where the contact is. */
export const isValidOn = (
  { validFrom, validUntil }: Pick<ResponseText, 'validFrom' | 'validUntil'>,
  day: string,
): boolean =>
  (validFrom === null || validFrom <= day) && (validUntil === null || day <= validUntil);

/** Why this text cannot be saved; undefined when it can. */
export function responseProblem(
  { title, text, validFrom, validUntil }: ResponseText,
  fields: readonly CodedField[],
): Refusal | undefined {
  if (validFrom !== null && validUntil !== null && validUntil < validFrom) {
    return refusal('VALIDITY_REVERSED', title);
  }
  return textProblem(text, fields);
}
