import { parseArgs } from 'node:util';
import { NO_DAMAGE } from '../crash/killed-server.ts';
import { type Figures, LoadFloor } from './load/floor.ts';
import { measurePages } from './load/pages.ts';
import { linesOf, stepLine } from './load/report.ts';

/** From an answer to the order that brings the person to an agent, p99, ms, at most. */
const ANSWER_TO_BRIDGE_MS_MAX = 20;
/** Of the wanted rate so much is reached, at least. */
const RATE_SHARE_MIN = 0.98;
const RAMP_STEP_MS = 10_000;
const PACES = [1, 2, 4, 8, 16, 32, 64];
/** Requests of others in each second at the usual pace. */
const VISITS_PER_PACE = 50;
/** An agent who waits longer for an answer, p99, ms, works no more. */
const REPLY_MS_MAX = 1_000;

type Wanted = {
  readonly agents: number;
  readonly rate: number;
  readonly minutes: number;
  readonly warmUpMs: number;
  readonly isRamp: boolean;
  readonly pages: number;
};

/**
 * Agents and attempts on one node, with durable commits, and where it breaks:
 * `npm run bench -- load [--agents 500] [--rate 50] [--minutes 10] [--no-ramp] [--pages 5000]`.
 */
export async function bench(words: readonly string[]): Promise<void> {
  const wanted = wantedBy(words);
  const passed = wanted.minutes === 0 ? [] : [await sustain(wanted)];
  if (wanted.isRamp) passed.push(await ramp(wanted));
  if (wanted.pages > 0) passed.push(await connect(wanted.pages));
  if (passed.includes(false)) process.exitCode = 1;
}

function wantedBy(words: readonly string[]): Wanted {
  const { values } = parseArgs({
    args: [...words],
    allowNegative: true,
    options: {
      agents: { type: 'string', default: '500' },
      rate: { type: 'string', default: '50' },
      minutes: { type: 'string', default: '10' },
      'warm-up': { type: 'string', default: '20' },
      ramp: { type: 'boolean', default: true },
      pages: { type: 'string', default: '5000' },
    },
  });
  return {
    agents: Number(values.agents),
    rate: Number(values.rate),
    minutes: Number(values.minutes),
    warmUpMs: Number(values['warm-up']) * 1_000,
    isRamp: values.ramp,
    pages: Number(values.pages),
  };
}

async function sustain({ agents, rate, minutes, warmUpMs }: Wanted): Promise<boolean> {
  const floor = await LoadFloor.open({ agents, mode: 'predictive', callsPerSecond: rate });
  try {
    await floor.watch(warmUpMs);
    const figures = await floor.watch(minutes * 60_000);
    console.log(`load  ${agents} agents, trunks that start ${rate} calls a second`);
    for (const line of linesOf(figures)) console.log(`load  ${line}`);
    const { attempts, seconds, answerToBridge } = figures.node;
    return [
      verdict(`${rate} attempts/s sustained`, attempts / seconds >= rate * RATE_SHARE_MIN),
      verdict(
        `answer → bridge command p99 within ${ANSWER_TO_BRIDGE_MS_MAX} ms`,
        answerToBridge.p99 <= ANSWER_TO_BRIDGE_MS_MAX,
      ),
      await verdictOnDamage(floor),
    ].every((isPassed) => isPassed);
  } finally {
    await floor.close();
  }
}

/** Everybody works faster and faster until a limit is passed, and then as before. */
async function ramp({ agents, warmUpMs }: Wanted): Promise<boolean> {
  // With an agent for each call: nobody who answers waits for anything but the server.
  const floor = await LoadFloor.open({ agents, mode: 'progressive' });
  try {
    console.log(`load  ${agents} agents, trunks without a rate, everybody faster and faster`);
    await floor.watch(warmUpMs);
    const before = await floor.watch(RAMP_STEP_MS);
    console.log(`load  ${stepLine(1, before)}`);
    const broken = await climb(floor);
    console.log(`load  the limit: ${broken ?? 'not reached'}`);
    await floor.pace(1);
    await floor.visit(0);
    await floor.watch(RAMP_STEP_MS);
    const after = await floor.watch(RAMP_STEP_MS);
    console.log(`load  ${stepLine(1, after)}, afterwards`);
    return [
      verdict('afterwards everything is served as before', limitPassed(after) === undefined),
      await verdictOnDamage(floor),
    ].every((isPassed) => isPassed);
  } finally {
    await floor.close();
  }
}

/** Pages that only look. */
async function connect(pages: number): Promise<boolean> {
  const { logOnMs, residentMb, kilobytesEach, changeMs, lateMs } = await measurePages(pages);
  console.log(
    `load  ${pages} pages of agents connected in ${(logOnMs / 1_000).toFixed(1)} s, ` +
      `${kilobytesEach.toFixed(0)} kB each, ${residentMb.toFixed(0)} MB resident`,
  );
  const took = changeMs === undefined ? 'never' : `${(changeMs / 1_000).toFixed(2)} s`;
  console.log(`load  the event loop was ${lateMs.toFixed(0)} ms late meanwhile at most`);
  return verdict(`a change had reached all ${pages} after ${took}`, changeMs !== undefined);
}

/** Up to the pace after the one at which a limit was passed; which that was. */
async function climb(floor: LoadFloor): Promise<string | undefined> {
  let broken: string | undefined;
  for (const pace of PACES.slice(1)) {
    await floor.pace(pace);
    await floor.visit(pace * VISITS_PER_PACE);
    await floor.watch(RAMP_STEP_MS / 2);
    const figures = await floor.watch(RAMP_STEP_MS);
    console.log(`load  ${stepLine(pace, figures)}`);
    if (broken !== undefined) return broken;
    broken = limitPassed(figures);
  }
  return broken;
}

/** The first limit that is passed, in words. */
function limitPassed({ node, agents }: Figures): string | undefined {
  if (Object.keys(agents.refused).length > 0) return 'refusals';
  if (node.answerToBridge.p99 > ANSWER_TO_BRIDGE_MS_MAX) return 'answer → bridge command';
  return agents.commandToReply.p99 > REPLY_MS_MAX ? 'command → reply' : undefined;
}

async function verdictOnDamage(floor: LoadFloor): Promise<boolean> {
  const damage = await floor.drain();
  const isWhole = JSON.stringify(damage) === JSON.stringify(NO_DAMAGE);
  if (!isWhole) console.log(`load  ${JSON.stringify(damage)}`);
  return verdict('nothing acknowledged was lost, nobody dialed twice', isWhole);
}

function verdict(what: string, isPassed: boolean): boolean {
  console.log(`load  ${what}: ${isPassed ? 'PASS' : 'FAIL'}`);
  return isPassed;
}
