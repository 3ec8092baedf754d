import { WEB_ROOT } from '../walk/served.ts';
import { measure } from './page/agent-at-work.ts';
import { FIRST_SCRIPT_BYTES_MAX, weighFirstScript } from './page/first-script.ts';
import { interactionToNextPaintMs } from './page/latencies.ts';

/** What an agent's screen has to bear. */
const UPDATES_PER_SECOND = 60;
/** From a press to the next frame on the screen. */
const LATENCY_MS_MAX = 100;
const ROUNDS = 6;

/** It looks at the page as it is built. */
export const needsPage = true;

/** What the page of an agent weighs, and how fast it answers while the server pushes. */
export async function bench(): Promise<void> {
  const { bytes, files } = weighFirstScript(WEB_ROOT);
  const [weighs, limit] = [bytes, FIRST_SCRIPT_BYTES_MAX].map((each) => (each / 1_000).toFixed(0));
  const weight = `${weighs} kB in ${files.length} scripts, gzip, limit ${limit} kB`;
  console.log(`page  first script ${weight}: ${verdict(bytes / FIRST_SCRIPT_BYTES_MAX)}`);
  const figures = await measure(ROUNDS, UPDATES_PER_SECOND);
  const { updates, seconds, interactions, reportedMs } = figures;
  const rate = `${updates} updates, ${(updates / seconds).toFixed(1)} a second`;
  const worst = Math.max(0, ...reportedMs);
  console.log(`page  ${rate}; ${interactions} presses and clicks, the slowest ${worst} ms`);
  const latencyMs = interactionToNextPaintMs(figures);
  const latency = `interaction to next paint ${latencyMs} ms, limit ${LATENCY_MS_MAX} ms`;
  console.log(`page  ${latency}: ${verdict(latencyMs / LATENCY_MS_MAX)}`);
}

const verdict = (ratio: number): string =>
  `${ratio.toFixed(2)} of it, ${ratio <= 1 ? 'PASS' : 'FAIL'}`;
