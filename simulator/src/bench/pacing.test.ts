import { expect, onTestFinished, test } from 'vitest';
import { planOf } from './pacing/plan.ts';
import { aboutScenario, lineFor } from './pacing/report.ts';
import { Threads } from './pacing/threads.ts';
import { rowsOf } from './pacing/trials.ts';

test('the benchmark of pacing lives days in threads and tells them in lines', async () => {
  const words = ['--scenarios', 'A-5', '--hours', '0.2', '--pacers', 'progressive,ratio 3'];
  const plan = planOf(words);
  if (plan === undefined) throw new Error('a plan');
  const threads = new Threads(2);
  onTestFinished(() => threads.close());
  const rows = await rowsOf(plan, threads, 'A-5', 0.03);
  const bounds = await threads.bounds({ scenario: 'A-5', share: 0.03, hours: 0.5 });
  expect(rows.map(({ pacer }) => pacer)).toEqual(['progressive', 'ratio 3']);
  const [one, three] = rows.map(({ measures }) => measures.occupancy);
  expect(three).toBeGreaterThan(one ?? 1);
  expect(rows.map((row) => lineFor(row, bounds).split(/\s+/).length)).toEqual([14, 15]);
  expect(aboutScenario('A-5', bounds)).toMatch(
    /^\nA-5: at best 100\.0 %.*, 7\d\.\d % in the twin$/,
  );
});
