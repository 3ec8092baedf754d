import { momentOf } from '../basics/local-time.ts';
import type { Refusal } from '../basics/refusal.ts';
import { refusal } from '../basics/refusal.ts';
import type { Treatment } from './treatment.ts';
import { sequenceNumber, triggerKey } from './treatment.ts';

/** Why these rules cannot be a plan; the first thing that is wrong, undefined when nothing is. */
export function treatmentProblem(plan: readonly Treatment[]): Refusal | undefined {
  const taken = new Set<string>();
  for (const rule of plan) {
    const place = `${triggerKey(rule.on)}, ${sequenceNumber(rule)}`;
    if (taken.has(place)) {
      return refusal('TREATMENT_PLACE_TAKEN', `${nameOf(rule)}, ${sequenceNumber(rule)}`);
    }
    taken.add(place);
    if (!isAllowed(rule)) {
      return refusal('TREATMENT_NOT_ALLOWED', `${nameOf(rule)}, ${rule.action}`);
    }
    if ('local' in rule && !isDate(rule.local)) {
      return refusal('TREATMENT_DATE_INVALID', rule.local);
    }
  }
  return undefined;
}

const nameOf = ({ on }: Treatment): string => (on.by === 'call-result' ? on.result : on.code);

/** A callback that nobody called has no number that was not reached, and no result to write. */
const ALLOWED_FOR_MISSED: readonly Treatment['action'][] = [
  'assign-to-group',
  'mark-agent-error',
  'redial',
  'retry-at',
  'retry-in',
];

const isAllowed = (rule: Treatment): boolean =>
  triggerKey(rule.on) !== 'result:agent-callback-error' || ALLOWED_FOR_MISSED.includes(rule.action);

/** Whether clocks go over it or show it twice is another matter in every zone. */
const isDate = (local: string): boolean => momentOf({ local, zone: 'UTC', reading: undefined }).ok;
