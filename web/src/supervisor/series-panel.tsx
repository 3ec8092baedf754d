import { CompositeChart } from '@mantine/charts';
import { Skeleton, Table } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ErrorLine } from '../ui/error-line.tsx';
import { Panel } from '../ui/panel.tsx';
import { SERIES_MINUTES, seriesQuery } from './saved.ts';
import { type SeriesPoint, seriesPoints, seriesSentence } from './series.ts';
import { ViewSwitch } from './view-switch.tsx';

/** Is this group dialing, and does it reach anybody? */
export function SeriesPanel({ groupId }: { readonly groupId: string }) {
  const [asTable, setAsTable] = useState(false);
  const series = useQuery(seriesQuery(groupId));
  const points = series.data === undefined ? undefined : seriesPoints(series.data);
  const Shown = asTable ? SeriesTable : SeriesChart;
  return (
    <Panel
      title="Attempts and contacts"
      className="series"
      aside={<ViewSwitch asTable={asTable} onChange={setAsTable} of="attempts and contacts" />}
    >
      <ErrorLine problem={series.error} />
      {points === undefined && series.isPending ? <Skeleton height={170} /> : null}
      {points === undefined ? null : (
        <>
          <p className="chart-sentence">{seriesSentence(points, SERIES_MINUTES)}</p>
          {points.length === 0 ? null : <Shown points={points} />}
        </>
      )}
    </Panel>
  );
}

type PointsProps = { readonly points: readonly SeriesPoint[] };

function SeriesChart({ points }: PointsProps) {
  return (
    <div aria-hidden>
      <CompositeChart
        h={158}
        data={[...points]}
        dataKey="time"
        series={[
          { name: 'attempts', label: 'Attempts', color: 'var(--chart-attempts)', type: 'bar' },
          { name: 'contacts', label: 'Contacts', color: 'var(--teal)', type: 'line' },
        ]}
        withLegend
        legendProps={{ verticalAlign: 'top', height: 28 }}
        withDots={false}
        curveType="monotone"
        gridAxis="x"
        tickLine="none"
        strokeDasharray="3 4"
        maxBarWidth={14}
        accessibilityLayer={false}
        xAxisProps={{ minTickGap: 40 }}
        yAxisProps={{ width: 32, allowDecimals: false }}
        barProps={{ isAnimationActive: false, radius: 2 }}
        lineProps={{ isAnimationActive: false }}
      />
    </div>
  );
}

function SeriesTable({ points }: PointsProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key.
    <section className="series-table" aria-label="Attempts and contacts by minute" tabIndex={0}>
      <Table stickyHeader>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>From</Table.Th>
            <Table.Th ta="right">Attempts</Table.Th>
            <Table.Th ta="right">Contacts</Table.Th>
            <Table.Th ta="right">Abandoned</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {points.toReversed().map((point) => (
            <Table.Tr key={point.at}>
              <Table.Td>{point.time}</Table.Td>
              <Table.Td ta="right">{point.attempts}</Table.Td>
              <Table.Td ta="right">{point.contacts}</Table.Td>
              <Table.Td ta="right">{point.abandoned}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
