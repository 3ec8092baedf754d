import { parseArgs } from 'node:util';
import { measure } from './voice/measure.ts';
import { report } from './voice/report.ts';

const USAGE =
  'npm run bench -- voice [--rates 10,50,100] [--rounds 3] [--seconds 4] [--talk-ms 500]';

/**
 * From the order to call somebody until their agent hears them, on a real Asterisk with callees
 * played by sipp, beside the least that could do the same.
 */
export async function bench(words: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...words],
    options: {
      rates: { type: 'string', default: '10,50,100' },
      rounds: { type: 'string', default: '3' },
      seconds: { type: 'string', default: '4' },
      'talk-ms': { type: 'string', default: '500' },
    },
  });
  const plan = {
    ratesPerSecond: values.rates.split(',').map(Number),
    rounds: Number(values.rounds),
    countedMs: Number(values.seconds) * 1_000,
    warmUpMs: 1_500,
    talkMs: Number(values['talk-ms']),
  };
  const numbers = [...plan.ratesPerSecond, plan.rounds, plan.countedMs, plan.talkMs];
  if (numbers.some((number) => !(number > 0))) {
    console.log(USAGE);
    process.exitCode = 2;
    return;
  }
  const { lines, isPassed } = report(plan, await measure(plan, console.log));
  for (const line of lines) console.log(line);
  if (!isPassed) process.exitCode = 1;
}
