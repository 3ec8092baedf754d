import type { CallingRecord } from '../calling-lists/record.ts';
import type { CampaignPlan } from './campaign.ts';
import type { CpdTime } from './voice.ts';

/**
 * Whose calls are made only once the agent's leg is up: nobody's, everybody's, or of those records
 * whose named field says so.
 */
export type Assured =
  | { readonly of: 'nobody' }
  | { readonly of: 'everybody' }
  | { readonly of: 'field'; readonly key: string };

export const ASSURED_OF = ['nobody', 'everybody', 'field'] as const;

/** Text in a list that means no; any other text, number or mark in the field means yes. */
const NO = ['', '0', 'n', 'no', 'false', 'off'];

/** This record is dialed for one agent who is on the line already. */
export function isAssured(assured: Assured, { fields }: Pick<CallingRecord, 'fields'>): boolean {
  if (assured.of !== 'field') return assured.of === 'everybody';
  const value = fields[assured.key] ?? false;
  // An imported list has words where a typed field has a mark.
  if (typeof value === 'string') return !NO.includes(value.trim().toLowerCase());
  return value !== false && value !== 0;
}

/**
 * When detection listens on a call to this record. Whom an agent waits for on the line does not
 * wait for a verdict: they are connected at the answer, and a machine is found beside the call.
 */
export function cpdTime({ assured, voice }: CampaignPlan, record: CallingRecord): CpdTime {
  const { when } = voice.cpd;
  return when === 'before' && isAssured(assured, record) ? 'beside' : when;
}
