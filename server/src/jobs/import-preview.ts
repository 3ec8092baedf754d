import type { Refusal } from '@outpace/engine/basics/refusal.ts';
import type { Result } from '@outpace/engine/basics/result.ts';
import { ok } from '@outpace/engine/basics/result.ts';
import type { ImportMapping, ImportPreview } from '@outpace/protocol/calling-lists.ts';
import type { CsvRow } from './import-csv.ts';
import { planFile, SAMPLE_ROWS } from './import-file.ts';
import { type ListDefaults, parseRow, type RowPlan, textOf } from './import-row.ts';

type PreviewRow = ImportPreview['rows'][number];

/** What a mapping would make of the first rows. Reads no more than the beginning of the file. */
export async function previewFile(
  path: string,
  mapping: ImportMapping,
  list: ListDefaults,
): Promise<Result<ImportPreview, Refusal>> {
  const planned = await planFile(path, mapping, list);
  if (!planned.ok) return planned;
  const { plan, rows } = planned.value;
  return ok({ rows: rows.slice(0, SAMPLE_ROWS).map((row) => previewRow(plan, row)) });
}

function previewRow(plan: RowPlan, { line, cells }: CsvRow): PreviewRow {
  const read = parseRow(plan, cells);
  if (read.ok) {
    const { phone, contactName, customerId, zone, fields } = read.value;
    return { line, phone, contactName, customerId, zone, fields, problems: [] };
  }
  // A row with a problem is shown as it stands, for the person to see what is meant.
  const name = [plan.contactName, plan.firstName, plan.lastName].map((cell) => textOf(cell, cells));
  return {
    line,
    phone: textOf(plan.phone, cells),
    contactName: name.filter((part) => part !== '').join(' '),
    customerId: textOf(plan.customerId, cells),
    zone: textOf(plan.zone, cells),
    fields: Object.fromEntries(plan.fields.map((cell) => [cell.field.key, textOf(cell, cells)])),
    problems: read.problem.map(({ column, reason }) => ({ column, reason })),
  };
}
