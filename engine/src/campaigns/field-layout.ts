import { unreachable } from '../basics/assert.ts';
import type { CallingListId } from '../basics/ids.ts';
import type { Refusal } from '../basics/refusal.ts';
import { refusal } from '../basics/refusal.ts';
import type { Chain } from '../calling-lists/chain.ts';
import type { CallingRecord, FieldValue } from '../calling-lists/record.ts';
import type { CampaignPlan, FieldLayout } from './campaign.ts';

/** Why this edit is refused; undefined when it fits. `null` empties a field of any type. */
export function editProblem(
  layouts: readonly FieldLayout[],
  key: string,
  value: FieldValue,
): Refusal | undefined {
  const layout = layouts.find((each) => each.key === key && each.editable);
  if (layout === undefined || key.startsWith('@')) return refusal('FIELD_NOT_EDITABLE', key);
  if (value === null || fitsField(layout, value)) return undefined;
  return refusal('FIELD_INVALID', layout.label);
}

/** Whether a value can be that of a field; a choice is one of the field's. */
export function fitsField(
  field: Pick<FieldLayout, 'type' | 'choices'>,
  value: string | number | boolean,
): boolean {
  switch (field.type) {
    case 'text':
      return typeof value === 'string' && value.length <= 2_000;
    case 'number':
      return typeof value === 'number' && Number.isFinite(value);
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value);
    case 'yes-no':
      return typeof value === 'boolean';
    case 'link':
      // Other schemes could run code when an agent clicks.
      return typeof value === 'string' && /^https?:\/\//.test(value);
    case 'choice':
      return typeof value === 'string' && field.choices.includes(value);
    default:
      return unreachable(field.type);
  }
}

/** What is shown of a record in this campaign: what its list has of its own, else the usual. */
export const recordLayout = (
  { recordFields, recordFieldsOf = [] }: Pick<CampaignPlan, 'recordFields' | 'recordFieldsOf'>,
  list: CallingListId,
): readonly FieldLayout[] =>
  recordFieldsOf.find(({ listId }) => listId === list)?.fields ?? recordFields;

/** Value of one line of case or record information. */
export function fieldValue(
  key: string,
  plan: CampaignPlan,
  chain: Chain,
  record: CallingRecord,
): FieldValue {
  switch (key) {
    case '@list':
      return chain.listName;
    case '@contact':
      return chain.contactName;
    case '@phone':
      return record.phone;
    case '@window':
      return `${clockTime(record.dailyFrom)}–${clockTime(record.dailyTill)}`;
    case '@zone':
      return record.zone;
    case '@attempts':
      return record.attempts;
    case '@last-result':
      return record.callResult;
    default:
      return campaignValue(key, plan) ?? record.fields[key] ?? null;
  }
}

/** Lines that need no record, as in a notice. */
export function campaignValue(key: string, plan: CampaignPlan): string | undefined {
  switch (key) {
    case '@campaign':
      return plan.campaignName;
    case '@description':
      return plan.description;
    default:
      return undefined;
  }
}

const clockTime = (secondOfDay: number): string => {
  const minutes = Math.floor(secondOfDay / 60);
  const hour = String(Math.floor(minutes / 60)).padStart(2, '0');
  return `${hour}:${String(minutes % 60).padStart(2, '0')}`;
};
