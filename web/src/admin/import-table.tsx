import { Select } from '@mantine/core';
import type { ImportMapping } from '@outpace/protocol/calling-lists.ts';
import { IconAlertTriangle } from '@tabler/icons-react';
import { memo } from 'react';
import { formatPhone } from '../ui/phone-text.ts';
import type { FileShape, MappedCell, MappedRow } from './import-mapping.ts';

export type ColumnChoices = {
  readonly group: string;
  readonly items: { readonly value: string; readonly label: string }[];
}[];

type Mapped = Pick<ImportMapping, 'columns'>;

type Props = {
  readonly shape: FileShape;
  readonly mapping: Mapped;
  /** Where a column may go. */
  readonly choices: ColumnChoices;
  readonly rows: readonly MappedRow[];
  readonly onTarget: (column: number, target: string) => void;
};

/** The file as it stands: above each column where it goes, in each cell what is wrong with it. */
export function ImportTable({ shape, mapping, choices, rows, onTarget }: Props) {
  const columns = shape.names.map((name, at) => ({ name, at }));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key.
    <section className="table-scroll" aria-label="First rows of the file" tabIndex={0}>
      <table className="plain-table import-table">
        <thead>
          <tr>
            <th scope="col" className="import-line">
              Line
            </th>
            {columns.map(({ name, at }) => (
              <th key={at} scope="col">
                <span className="import-name">{name}</span>
                <Select
                  aria-label={`${name} goes to`}
                  size="xs"
                  searchable
                  allowDeselect={false}
                  data={choices}
                  value={mapping.columns[at]?.target ?? 'skip'}
                  onChange={(target) => {
                    if (target !== null) onTarget(at, target);
                  }}
                />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <Row key={row.line} row={row} mapping={mapping} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

const Row = memo(({ row, mapping }: { readonly row: MappedRow; readonly mapping: Mapped }) => (
  <tr>
    <td className="figures import-line">
      {row.line}
      {row.problem === undefined ? null : <Problem text={row.problem} />}
    </td>
    {row.cells.map((cell) => (
      <Cell key={cell.column} cell={cell} target={mapping.columns[cell.column]?.target ?? 'skip'} />
    ))}
  </tr>
));
Row.displayName = 'Row';

const Cell = ({ cell, target }: { readonly cell: MappedCell; readonly target: string }) => (
  <td data-skip={target === 'skip' || undefined} data-problem={cell.problem && true}>
    {target === 'phone' ? formatPhone(cell.text) : cell.text}
    {cell.problem === undefined ? null : <Problem text={cell.problem} />}
  </td>
);

const Problem = ({ text }: { readonly text: string }) => (
  <span className="cell-problem">
    <IconAlertTriangle size={12} aria-hidden />
    {text}
  </span>
);
