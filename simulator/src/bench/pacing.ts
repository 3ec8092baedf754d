import { DayThreads } from './pacing/day-threads.ts';
import { planOf, USAGE } from './pacing/plan.ts';
import { head, lineFor } from './pacing/report.ts';
import { rowsOf } from './pacing/trials.ts';

/** How busy agents are and how many people find none, for our pacing and for its rivals. */
export async function bench(words: readonly string[]): Promise<void> {
  const plan = planOf(words);
  if (plan === undefined) {
    console.log(USAGE);
    process.exitCode = 2;
    return;
  }
  const threads = new DayThreads(plan.threads);
  for (const share of plan.shares) {
    console.log(`\nat most ${share * 100} % abandoned, ${plan.seeds.length} days each`);
    console.log(head());
    for (const scenario of plan.scenarios) {
      for (const row of await rowsOf(plan, threads, scenario, share)) console.log(lineFor(row));
    }
  }
  await threads.close();
}
