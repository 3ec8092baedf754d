import { Table } from '@mantine/core';
import { BOUND_WORDS, type DecisionPoint } from './decision-points.ts';

const COLUMNS = [
  ['Free', (point) => point.free],
  ['Expected free', (point) => point.freeSoon],
  ['In the air', (point) => point.inAir],
  ['Expected answers', (point) => point.answersSoon],
  ['Risk, %', (point) => point.risk],
  ['Accepted, %', (point) => point.price],
  ['Abandoned, %', (point) => point.abandoned],
  ['Opened', (point) => point.opened],
] as const satisfies readonly (readonly [string, (point: DecisionPoint) => number | undefined])[];

/** The same as the charts, newest first. */
export function DecisionTable({ points }: { readonly points: readonly DecisionPoint[] }) {
  const known = points.filter(({ bound }) => bound !== undefined).toReversed();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key.
    <section className="series-table" aria-label="Decisions, newest first" tabIndex={0}>
      <Table stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>From</Table.Th>
            {COLUMNS.map(([label]) => (
              <Table.Th key={label} ta="right">
                {label}
              </Table.Th>
            ))}
            <Table.Th>Limit</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {known.map((point) => (
            <Table.Tr key={point.at}>
              <Table.Td>{point.time}</Table.Td>
              {COLUMNS.map(([label, of]) => (
                <Table.Td key={label} ta="right">
                  {of(point)?.toLocaleString('en-GB') ?? '–'}
                </Table.Td>
              ))}
              <Table.Td>{point.bound === undefined ? '–' : BOUND_WORDS[point.bound]}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
