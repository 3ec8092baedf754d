import { KeptDays } from './pacing/kept-days.ts';
import { type PacingPlan, planOf, USAGE } from './pacing/plan.ts';
import { aboutScenario, head, LEGEND, lineFor } from './pacing/report.ts';
import { Threads } from './pacing/threads.ts';
import { type Row, rowsOf } from './pacing/trials.ts';
import { verdictsOn } from './pacing/verdicts.ts';

/** How busy agents are and how many people find none, for our pacing and for its rivals. */
export async function bench(words: readonly string[]): Promise<void> {
  const plan = planOf(words);
  if (plan === undefined) {
    console.log(USAGE);
    process.exitCode = 2;
    return;
  }
  const kept = plan.keep === undefined ? undefined : await KeptDays.in(plan.keep);
  const threads = new Threads(plan.threads, kept);
  for (const line of LEGEND) console.log(line);
  for (const share of plan.shares) {
    console.log(`\nAt most ${share * 100} % lost, ${plan.seeds.length} days each`);
    const rows: Row[] = [];
    for (const scenario of plan.scenarios) {
      rows.push(...(await printed(plan, threads, scenario, share)));
    }
    console.log('');
    for (const { what, isPassed } of verdictsOn(rows, share)) {
      console.log(`${isPassed ? 'PASS' : 'FAIL'}  ${what}`);
      if (!isPassed) process.exitCode = 1;
    }
  }
  await threads.close();
}

async function printed(
  plan: PacingPlan,
  threads: Threads,
  scenario: string,
  share: number,
): Promise<readonly Row[]> {
  const [bounds, rows] = await Promise.all([
    threads.bounds({ scenario, share, hours: plan.hours }),
    rowsOf(plan, threads, scenario, share),
  ]);
  console.log(aboutScenario(scenario, bounds));
  console.log(head());
  for (const row of rows) console.log(lineFor(row, bounds));
  return rows;
}
