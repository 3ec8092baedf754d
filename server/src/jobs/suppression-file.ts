import type { Refusal } from '@outpace/engine/basics/refusal.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import type { Result } from '@outpace/engine/basics/result.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import type {
  SuppressionFile,
  SuppressionMapping,
  SuppressionPreview,
} from '@outpace/protocol/suppression-imports.ts';
import type { CsvRow } from './import-csv.ts';
import { type FileLook, type FirstRows, firstRows, SAMPLE_ROWS } from './import-file.ts';
import { columnName, type ListDefaults, textOf } from './import-row.ts';
import { parseSuppressionRow, planSuppression, type SuppressionPlan } from './suppression-row.ts';

type Target = SuppressionMapping['columns'][number]['target'];

/** What a look at a file is made with: a list that has no fields of its own. */
export const plainList = (defaultCountry: string): ListDefaults => ({
  ...{ defaultCountry, defaultZone: 'UTC', dailyFrom: 0, dailyTill: 86_400, fields: [] },
});

const NAMED: readonly (readonly [target: Target, pattern: RegExp])[] = [
  ['customer-id', /^((customer|client|account|person|crm)[ _-]?(id|no|number)?|id)$/i],
  ['reason', /reason|why|comment|remark|note|source/i],
  ['ends-on', /expir|until|till|valid|^ends?([ _-]?(on|at|date))?$/i],
];

/** A file as it would come into a suppression list; a person looks at it and corrects it. */
export function suppressionLook(
  { header, sample, suggested }: FileLook,
  defaultCountry: string,
): Pick<SuppressionFile, 'header' | 'sample' | 'suggested'> {
  const { hasHeader, separator, encoding } = suggested;
  const targets = suggested.columns.map(
    ({ target }): Target => (target === 'phone' || target === 'customer-id' ? target : 'skip'),
  );
  for (const [target, pattern] of NAMED) {
    if (targets.includes(target)) continue;
    const found = targets.findIndex(
      (taken, at) => taken === 'skip' && pattern.test(columnName(header, at)),
    );
    if (found >= 0) targets[found] = target;
  }
  const columns = targets.map((target) => ({ target }));
  const usual = { zone: 'UTC', endsAt: null, reason: '', way: 'append' } as const;
  const reading = { hasHeader, separator, encoding };
  return { header, sample, suggested: { columns, ...reading, defaultCountry, ...usual } };
}

export type SuppressionFilePlan = Pick<FirstRows, 'rows'> & { readonly plan: SuppressionPlan };

/** Checks a mapping against the file. The rows are the first ones, without header. */
export async function planSuppressionFile(
  path: string,
  mapping: SuppressionMapping,
): Promise<Result<SuppressionFilePlan, Refusal>> {
  const first = await firstRows(path, mapping);
  if (!first.ok) return first;
  const plan = planSuppression(mapping, first.value.header);
  if (!plan.ok) return fail(refusal('BAD_REQUEST', plan.problem));
  return ok({ plan: plan.value, rows: first.value.rows });
}

/** What a mapping would make of the first rows. `now` in ms since 1970. */
export async function previewSuppression(
  path: string,
  mapping: SuppressionMapping,
  now: number,
): Promise<Result<SuppressionPreview, Refusal>> {
  const planned = await planSuppressionFile(path, mapping);
  if (!planned.ok) return planned;
  const { plan, rows } = planned.value;
  return ok({ rows: rows.slice(0, SAMPLE_ROWS).map((row) => previewRow(plan, row, now)) });
}

function previewRow(
  plan: SuppressionPlan,
  { line, cells }: CsvRow,
  now: number,
): SuppressionPreview['rows'][number] {
  const read = parseSuppressionRow(plan, cells, now);
  if (read.ok) {
    const { phone = '', customerId, reason, endsAt = null } = read.value;
    return { line, phone, customerId, reason, endsAt, problems: [] };
  }
  // A row with a problem is shown as it stands, for the person to see what is meant.
  return {
    line,
    phone: textOf(plan.phone, cells),
    customerId: textOf(plan.customerId, cells),
    reason: textOf(plan.reason, cells),
    endsAt: null,
    problems: read.problem.map(({ column, reason }) => ({ column, reason })),
  };
}
