import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { campaignGroupId } from '@outpace/engine/basics/ids.ts';
import { expect, test } from 'vitest';
import { FakeDialer } from './fake-dialer.ts';
import { ScreenHub } from './screen-hub.ts';
import { measuredApp } from './test-metrics.ts';

const fileText = (name: string): string =>
  readFileSync(join(import.meta.dirname, '../../../deploy', name), 'utf8');

/** Names that `GET /metrics` explains, with those that a histogram makes of its own. */
async function served(): Promise<ReadonlySet<string>> {
  const dialer = new FakeDialer(new ScreenHub());
  dialer.load(campaignGroupId('g-1'));
  const { app } = measuredApp(dialer);
  const { body } = await app.inject('/metrics');
  const explained = [...body.matchAll(/^# TYPE (\S+) (\S+)$/gm)];
  return new Set(
    explained.flatMap(([, name = '', kind]) =>
      kind === 'histogram' ? [`${name}_bucket`] : [name],
    ),
  );
}

/** In an expression, words that are no metric of ours end the name of none either. */
const metricsIn = (text: string): readonly string[] => [
  ...new Set(text.match(/\b(?:outpace|nodejs|process)_[a-z0-9_]+/g)),
];

test.each(['alerts.yml', 'dashboard.json'])('%s asks only for what is served', async (name) => {
  const asked = metricsIn(fileText(name));
  expect(asked.length).toBeGreaterThan(5);
  const known = await served();
  expect(asked.filter((metric) => !known.has(metric))).toEqual([]);
});

test('the panels of the dashboard do not lie over each other', () => {
  const { panels }: { panels: { id: number; gridPos: Record<'x' | 'y' | 'w' | 'h', number> }[] } =
    JSON.parse(fileText('dashboard.json'));
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, n) => `${x + (n % w)},${y + Math.floor(n / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
  expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
  expect(panels.every(({ gridPos: { x, w } }) => x + w <= 24)).toBe(true);
});
