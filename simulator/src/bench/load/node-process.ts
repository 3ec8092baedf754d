import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { must } from '@outpace/engine/basics/assert.ts';
import { campaignGroupId } from '@outpace/engine/basics/ids.ts';
import { readConfig } from '@outpace/server/config.ts';
import { CommitTimes } from '@outpace/server/dialer/commit-times.ts';
import { type RunningServer, startServer } from '@outpace/server/main.ts';
import { type Damage, damageIn } from '../../crash/killed-server.ts';
import { GROUP, SITE } from '../../crash/scene.ts';
import { LinkedSwitch } from '../../linked-switch.ts';
import { heapBytes } from '../memory/heap-bytes.ts';
import { type LoadPeople, setLoadScene, signEverybodyIn } from './scene.ts';
import { answerQuestions } from './started-process.ts';
import { SwitchWatch } from './switch-watch.ts';
import { Times, type TimesTaken } from './times.ts';

/*
 * The node of the benchmark: the server as it is, with the database that it brings along and
 * durable commits, on a switch in another process.
 */

export type NodeQuestion =
  | {
      readonly type: 'start';
      readonly carrierPath: string;
      readonly agents: number;
      readonly callsPerSecond?: number;
    }
  | { readonly type: 'figures' }
  /** MB in use, in the heap and beside it, after everything unused has gone. */
  | { readonly type: 'memory' }
  /** What is wrong in the database, given the notes that were acknowledged by interactions. */
  | { readonly type: 'damage'; readonly saved: Readonly<Record<string, string>> };

export type NodeStarted = LoadPeople & { readonly url: string; readonly groupId: string };

/** Of the time since the last time they were asked for. */
export type NodeFigures = {
  readonly seconds: number;
  readonly attempts: number;
  readonly unmet: number;
  readonly answerToBridge: TimesTaken;
  readonly commit: TimesTaken;
  readonly lagMs: { readonly p50: number; readonly p99: number; readonly max: number };
  /** Of one core. */
  readonly cpuShare: number;
  readonly residentMb: number;
  readonly heapMb: number;
};

const watch = new SwitchWatch();
const commits = new CommitTimes();
const commitTimes = new Times();
commits.listen((ms) => commitTimes.note(ms));
/** Whoever connects more only looks. */
const FOR_AGENTS_MAX = 500;
/** The monitor's own wait is part of what it says. */
const LAG_RESOLUTION_MS = 5;
const lag = monitorEventLoopDelay({ resolution: LAG_RESOLUTION_MS });
let server: RunningServer | undefined;
let folder: string | undefined;
let since = performance.now();
let cpu = process.cpuUsage();
let attemptsTold = 0;

answerQuestions<NodeQuestion>(
  async (question) => {
    switch (question.type) {
      case 'start':
        return start(question);
      case 'figures':
        return figures();
      case 'memory':
        return heapBytes() / 2 ** 20;
      case 'damage':
        return damage(question.saved);
      default:
        return question satisfies never;
    }
  },
  async () => {
    await server?.close('end');
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  },
);

async function start(order: Extract<NodeQuestion, { type: 'start' }>): Promise<NodeStarted> {
  folder = await mkdtemp(join(tmpdir(), 'outpace-load-'));
  const config = readConfig({
    OUTPACE_DATA: join(folder, 'data'),
    OUTPACE_PORT: '0',
    OUTPACE_SITE: SITE,
    OUTPACE_LOG: 'warn',
  });
  if (!config.ok) throw new Error(config.problem.join(' '));
  const { callsPerSecond, carrierPath, agents } = order;
  const carrier = await LinkedSwitch.to(carrierPath, { callsPerSecond, watch });
  server = await startServer({
    config: config.value,
    carrier,
    commits,
    webRoot: folder,
    prepareSite: (pool) => setLoadScene(pool, Math.min(agents, FOR_AGENTS_MAX)),
  });
  const people = await signEverybodyIn(server.pool, agents);
  lag.enable();
  return { ...people, url: server.url, groupId: campaignGroupId(GROUP) };
}

function figures(): NodeFigures {
  const seconds = (performance.now() - since) / 1_000;
  const used = process.cpuUsage(cpu);
  since = performance.now();
  cpu = process.cpuUsage();
  const { rss, heapUsed } = process.memoryUsage();
  const inMs = (nanoseconds: number): number => Math.max(0, nanoseconds / 1e6 - LAG_RESOLUTION_MS);
  const lagMs = {
    p50: inMs(lag.percentile(50)),
    p99: inMs(lag.percentile(99)),
    max: inMs(lag.max),
  };
  lag.reset();
  const attempts = watch.dialed.length - attemptsTold;
  attemptsTold = watch.dialed.length;
  const { unmet } = watch;
  watch.unmet = 0;
  return {
    ...{ seconds, attempts, unmet, lagMs },
    answerToBridge: watch.answerToBridge.take(),
    commit: commitTimes.take(),
    cpuShare: (used.user + used.system) / 1e6 / seconds,
    residentMb: rss / 2 ** 20,
    heapMb: heapUsed / 2 ** 20,
  };
}

async function damage(saved: Readonly<Record<string, string>>): Promise<Damage> {
  const { pool } = must(server, 'a server that has started');
  const heard = { dialed: watch.dialed, saved: new Map(Object.entries(saved)) };
  return damageIn(pool, heard);
}
