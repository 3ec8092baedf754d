import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { must } from '@outpace/engine/basics/assert.ts';
import { type AsteriskInstance, startInstance } from '@outpace/server/switch/instance/instance.ts';
import { retry } from '@outpace/server/switch/instance/retry.ts';
import { type SippCallees, startSipp } from '../../voice/sipp.ts';
import type { ArmRun, Stage } from './arm.ts';
import { type ArmName, ChildArm } from './child-arm.ts';
import { cpuMs } from './cpu.ts';
import { Ears } from './ears.ts';
import { sharedNow } from './shared-clock.ts';
import { Witness } from './witness.ts';

export type BenchPlan = {
  readonly ratesPerSecond: readonly number[];
  /** How often each arm has its turn at each rate. */
  readonly rounds: number;
  /** Of each turn: what is counted, and what goes before to get everything going. */
  readonly countedMs: number;
  readonly warmUpMs: number;
  readonly talkMs: number;
};

/** How far a counted call got; instants in ms of the shared clock. */
export type CountedCall = {
  readonly begunAt: number;
  readonly orderedAt: number | undefined;
  readonly answeredAt: number | undefined;
  readonly bridgedAt: number | undefined;
  readonly heardAt: number | undefined;
};

/** One turn of one arm. */
export type Turn = {
  readonly arm: ArmName;
  readonly perSecond: number;
  readonly calls: readonly CountedCall[];
  /** In the time that is counted. */
  readonly cpuMs: { readonly arm: number; readonly asterisk: number };
  readonly missed: number;
  /** Legs on the switch when everybody should have gone. */
  readonly leftOver: number;
};

export type Measured = { readonly asterisk: string; readonly turns: readonly Turn[] };

const HOST = '127.0.0.1';
/** An even ring, so that what is done ahead of the answer can be done. */
export const RING_MS = 300;
const TONE_HZ = 1_000;
/** Per call beside ring and talk: an agent's after-call work, and as many more who only wait. */
const AROUND_MS = 500;
const WAITING = 5;
const GONE_MS_MAX = 5_000;
const RAISE_MS_MAX = 30_000;

/** Everything is started here, and ended again whatever happens. */
export async function measure(
  plan: BenchPlan,
  say: (sentence: string) => void = () => undefined,
): Promise<Measured> {
  const open = new OpenThings();
  try {
    const folder = await mkdtemp(join(tmpdir(), 'outpace-bench-'));
    open.add(() => rm(folder, { recursive: true }));
    const instance = await startInstance({
      folder: join(folder, 'dialer'),
      role: 'dialer',
      onFetch: say,
    });
    open.add(() => instance.kill());
    const ears = await Ears.open(HOST);
    open.add(() => ears.close());
    const answers = { dialed: '1', outcome: { kind: 'answers', ringMs: RING_MS } } as const;
    const callees = await startSipp({ rules: [answers], toneHz: TONE_HZ });
    open.add(() => callees.stop());
    const phones = await startSipp({ rules: [], heardOnPort: ears.port });
    open.add(() => phones.stop());
    const witness = await Witness.open(instance);
    open.add(() => witness.close());
    const bench = { instance, callees, phones, ears, witness, plan, say };
    const arms = {
      product: await startArm('product', bench, folder, open),
      bare: await startArm('bare', bench, folder, open),
    };
    return { asterisk: await witness.version(), turns: await takeTurns(bench, arms) };
  } finally {
    await open.closeAll();
  }
}

type Bench = {
  readonly instance: AsteriskInstance;
  readonly callees: SippCallees;
  readonly phones: SippCallees;
  readonly ears: Ears;
  readonly witness: Witness;
  readonly plan: BenchPlan;
  readonly say: (sentence: string) => void;
};

type Arms = Readonly<Record<ArmName, ChildArm>>;

/** Closed in the order opposite to that in which they were opened, also when we are interrupted. */
class OpenThings {
  readonly #closers: (() => Promise<void>)[] = [];
  readonly #onSignal = (): void => void this.closeAll().then(() => process.exit(1));

  constructor() {
    process.once('SIGINT', this.#onSignal);
    process.once('SIGTERM', this.#onSignal);
  }

  add(close: () => Promise<void>): void {
    this.#closers.unshift(close);
  }

  async closeAll(): Promise<void> {
    process.off('SIGINT', this.#onSignal);
    process.off('SIGTERM', this.#onSignal);
    // Taken out one by one: nothing is closed twice, whoever closes.
    for (let close = this.#closers.shift(); close !== undefined; close = this.#closers.shift()) {
      await close();
    }
  }
}

async function startArm(
  name: ArmName,
  { instance, callees, phones }: Bench,
  folder: string,
  open: OpenThings,
): Promise<ChildArm> {
  const own = join(folder, name);
  await mkdir(own, { mode: 0o711 });
  const { url, user, secret } = instance;
  const addresses = { callees: callees.address, phones: phones.address };
  const stage: Stage = { url, user, secret, ...addresses, folder: own };
  const arm = await ChildArm.start(name, stage);
  open.add(() => arm.close());
  return arm;
}

async function takeTurns(bench: Bench, arms: Arms): Promise<readonly Turn[]> {
  const turns: Turn[] = [];
  for (const perSecond of bench.plan.ratesPerSecond) {
    for (let round = 0; round < bench.plan.rounds; round += 1) {
      // In turns, and each of them first in turns: what else the machine does hits both alike.
      const order: readonly ArmName[] = round % 2 === 0 ? ['product', 'bare'] : ['bare', 'product'];
      for (const name of order) {
        bench.say(`${perSecond} calls/s, round ${round + 1}: ${name} …`);
        turns.push(await takeTurn(bench, name, arms[name], perSecond));
      }
    }
  }
  return turns;
}

async function takeTurn(
  { instance, plan, ears, witness }: Bench,
  name: ArmName,
  arm: ChildArm,
  perSecond: number,
): Promise<Turn> {
  const { talkMs, warmUpMs, countedMs } = plan;
  const agents = Math.ceil((perSecond * (RING_MS + talkMs + AROUND_MS)) / 1_000) + WAITING;
  const [ports] = await Promise.all([pickUp(agents, ears, witness), arm.raise(agents)]);
  const asteriskPid = must(instance.pid, 'the process of Asterisk');
  const running = arm.run({ perSecond, forMs: warmUpMs + countedMs, talkMs });
  const cpuNow = () => ({ arm: cpuMs(arm.pid), asterisk: cpuMs(asteriskPid) });
  await sleep(warmUpMs);
  const from = { at: sharedNow(), cpu: cpuNow() };
  await sleep(countedMs);
  const till = { at: sharedNow(), cpu: cpuNow() };
  const run = await running;
  await arm.drop();
  const isQuiet = async () => ((await witness.legs()).length === 0 ? true : undefined);
  await retry(GONE_MS_MAX, isQuiet);
  const legs = await witness.legs();
  return {
    arm: name,
    perSecond,
    calls: counted(run, from.at, till.at, { ears, witness, ports }),
    cpuMs: {
      arm: till.cpu.arm - from.cpu.arm,
      asterisk: till.cpu.asterisk - from.cpu.asterisk,
    },
    missed: run.missed,
    leftOver: legs.length,
  };
}

/** The phones of the agents: a leg counts for the product once its phone is heard. */
async function pickUp(
  agents: number,
  ears: Ears,
  witness: Witness,
): Promise<ReadonlyMap<string, number>> {
  const ports = await retry(RAISE_MS_MAX, async () => {
    const found = await witness.portsOf(await witness.legs());
    ears.answer(found.values());
    return found.size === agents ? found : undefined;
  });
  return must(ports, 'the legs of the agents');
}

type Observers = Pick<Bench, 'ears' | 'witness'> & {
  readonly ports: ReadonlyMap<string, number>;
};

/** What was seen and heard from outside of each call that began in this time. */
function counted(
  { calls }: ArmRun,
  from: number,
  till: number,
  { ears, witness, ports }: Observers,
): readonly CountedCall[] {
  return calls
    .filter(({ begunAt }) => begunAt >= from && begunAt < till)
    .map(({ begunAt, leg }) => {
      const joined = leg === undefined ? undefined : witness.joined(leg.legId);
      const port = joined === undefined ? undefined : ports.get(joined.withLeg);
      const answeredAt = leg?.answeredAt;
      const heardAt =
        port === undefined || answeredAt === undefined
          ? undefined
          : ears.onsetAfter(port, answeredAt);
      const bridgedAt = joined?.at;
      return { begunAt, orderedAt: leg?.orderedAt, answeredAt, bridgedAt, heardAt };
    });
}
