import { LineChart } from '@mantine/charts';
import type { DecisionPoint } from './decision-points.ts';

type Props = {
  readonly points: readonly DecisionPoint[];
  /** Share of abandoned calls that the campaign allows, 0..1. */
  readonly limit: number;
};

/** Two questions: do people and agents meet, and what is risked for it? */
export function DecisionCharts({ points, limit }: Props) {
  const percentOf = (value: number): string => `${value.toLocaleString('en-GB')} %`;
  return (
    <div className="decision-charts" aria-hidden>
      <LineChart
        {...common}
        data={[...points]}
        series={[
          { name: 'inAir', label: 'In the air', color: 'var(--chart-attempts)' },
          { name: 'free', label: 'Free', color: 'var(--ready)' },
          { name: 'freeSoon', label: 'Expected free', color: 'var(--violet)' },
          { name: 'answersSoon', label: 'Expected answers', color: 'var(--teal)' },
        ]}
      />
      <LineChart
        {...common}
        data={[...points]}
        valueFormatter={percentOf}
        referenceLines={[{ y: limit * 100, label: 'Limit', color: 'var(--red)' }]}
        yAxisProps={{ width: 44, tickCount: 4 }}
        series={[
          { name: 'price', label: 'Risk accepted', color: 'var(--amber)' },
          { name: 'risk', label: 'Risk', color: 'var(--blue)' },
          { name: 'abandoned', label: 'Abandoned', color: 'var(--red)' },
        ]}
      />
    </div>
  );
}

const common = {
  h: 170,
  dataKey: 'time',
  withLegend: true,
  legendProps: { verticalAlign: 'top', height: 28 },
  withDots: false,
  connectNulls: false,
  curveType: 'linear',
  strokeWidth: 1.5,
  gridAxis: 'x',
  tickLine: 'none',
  strokeDasharray: '3 4',
  xAxisProps: { minTickGap: 40 },
  yAxisProps: { width: 40, tickCount: 4 },
  styles: {
    legend: { gap: 0 },
    legendItem: { padding: '2px 5px' },
    legendItemName: { fontSize: '0.71875rem' },
  },
  lineProps: { isAnimationActive: false },
  lineChartProps: { accessibilityLayer: false },
} as const;
