import { Progress } from '@mantine/core';
import type { WhatIfRow } from '@outpace/protocol/what-if.ts';
import { IconFlask } from '@tabler/icons-react';
import { EmptyState } from '../../ui/empty-state.tsx';
import { percent } from '../../ui/percent.ts';
import { MEASURES } from './measures.ts';
import { planWords } from './plan-draft.ts';
import { runName } from './run-name.ts';
import { SpreadChart } from './spread-chart.tsx';

/** What the plans came to, one beside the other. */
export function WhatIfAnswers({ rows }: { readonly rows: readonly WhatIfRow[] }) {
  const limit = rows.at(-1)?.plan.abandonShareMax;
  if (limit === undefined) {
    return (
      <EmptyState icon={<IconFlask size={26} aria-hidden />} title="Nothing simulated yet">
        Each day is lived with other people, none of them called. You see how far the days lie
        apart.
      </EmptyState>
    );
  }
  return (
    <>
      <ul className="what-if-runs">
        {rows.map((row, index) => (
          <Run key={row.id} row={row} name={runName(index)} />
        ))}
      </ul>
      {MEASURES.map((words) => (
        <SpreadChart
          key={words.measure}
          rows={rows}
          words={words}
          against={
            words.measure === 'abandonment'
              ? { value: limit, label: `limit ${percent(limit)}` }
              : undefined
          }
        />
      ))}
      <p className="control-effect">
        A dot is a day. The figures are the middle day and, like the bar, between what eight of ten
        days lie; a real day may lie outside. An ordinary list is simulated, and the controller
        begins each day without knowing it.
      </p>
    </>
  );
}

function Run({ row, name }: { readonly row: WhatIfRow; readonly name: string }) {
  const { state, days, plan } = row;
  const isUnderWay = state === 'waiting' || state === 'running';
  return (
    <li>
      <div className="what-if-run">
        <b>{name}</b>
        <span>{planWords(plan)}</span>
        <span className="dim figures what-if-state">{stateWords(row)}</span>
      </div>
      {isUnderWay ? (
        <Progress
          value={(100 * days.length) / plan.days}
          size="sm"
          aria-label={`Days of ${name} that are simulated`}
        />
      ) : null}
    </li>
  );
}

function stateWords({ state, days, plan }: WhatIfRow): string {
  const done = `${days.length} of ${plan.days} days`;
  switch (state) {
    case 'waiting':
      return 'Waits for another one';
    case 'running':
      return done;
    case 'done':
      return `${plan.days} days`;
    case 'cancelled':
      return `Cancelled after ${done}`;
    case 'failed':
      return `Failed after ${done}`;
  }
}
