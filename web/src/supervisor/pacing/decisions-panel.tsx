import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { serverClock } from '../../live/server-clock.ts';
import { ErrorLine } from '../../ui/error-line.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ViewSwitch } from '../view-switch.tsx';
import { BoundStrip } from './bound-strip.tsx';
import { DecisionCharts } from './decision-charts.tsx';
import { decisionPoints, drawnFrom } from './decision-points.ts';
import { DecisionTable } from './decision-table.tsx';
import { DECISIONS_MS, decisionsQuery } from './decisions-query.ts';

/** Half a minute each, over an hour. */
const POINTS = 120;

type Props = {
  readonly groupId: string;
  /** Share of abandoned calls that the campaign allows, 0..1. */
  readonly limit: number;
};

/** Why did it dial as much as it did? The last hour, and on as it happens. */
export function DecisionsPanel({ groupId, limit }: Props) {
  const [asTable, setAsTable] = useState(false);
  const decisions = useQuery(decisionsQuery(groupId));
  const rows = decisions.data ?? [];
  const to = serverClock.now();
  const span = { from: drawnFrom(rows, to, DECISIONS_MS), to, count: POINTS };
  const points = decisionPoints(rows, span);
  return (
    <Panel
      title="Decisions of the last hour"
      className="decisions"
      aside={<ViewSwitch asTable={asTable} onChange={setAsTable} of="decisions" />}
    >
      <ErrorLine problem={decisions.error} />
      {decisions.isPending ? <Skeleton height={200} /> : null}
      {decisions.data?.length === 0 ? (
        <p className="chart-sentence">Nothing has been decided yet: the group has not dialed.</p>
      ) : null}
      {decisions.data === undefined || decisions.data.length === 0 ? null : (
        <>
          <BoundStrip points={points} />
          {asTable ? (
            <DecisionTable points={points} />
          ) : (
            <DecisionCharts points={points} limit={limit} />
          )}
        </>
      )}
    </Panel>
  );
}
