import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hasEnded } from '@outpace/server/store/running-process.ts';
import {
  freePorts,
  type Ports,
  retryElsewhere,
} from '@outpace/server/switch/instance/free-ports.ts';
import { InstanceFault, PortFault } from '@outpace/server/switch/instance/instance-fault.ts';
import { retry } from '@outpace/server/switch/instance/retry.ts';
import type { Program } from '@outpace/server/switch/instance/run-program.ts';
import { tone } from '@outpace/server/switch/instance/samples.ts';
import { sippCommand } from '@outpace/server/switch/instance/sipp-command.ts';
import { alawOf } from './alaw.ts';
import { type SippRule, sippScenario } from './sipp-scenario.ts';
import { isOnUdp } from './udp-sockets.ts';

export type SippOrder = {
  readonly rules: readonly SippRule[];
  /** Everybody who answers sends this tone; undefined: they never send any sound. */
  readonly toneHz?: number;
  /** Without a tone: whoever listens on this port hears what is sent to those who answer. */
  readonly heardOnPort?: number;
  /** It ends itself after this, whatever becomes of us. Default 600. */
  readonly lifeSeconds?: number;
};

/** Called parties for many calls at once, without a switch behind them. */
export type SippCallees = {
  /** Where a trunk leads to them, such as `127.0.0.1:5060`. */
  readonly address: string;
  readonly pid: number;
  /** The digits of every call so far, in the order they came. */
  dialed(): Promise<readonly string[]>;
  stop(): Promise<void>;
};

const HOST = '127.0.0.1';
const START_MS_MAX = 10_000;
const STOP_MS_MAX = 5_000;
const SOUND_MS = 1_000;
const LOG_FILE = 'calls.log';

/** Throws an `InstanceFault` when sipp cannot be had or does not start. */
export async function startSipp(order: SippOrder): Promise<SippCallees> {
  const program = await sippCommand();
  const ports = (): Promise<Ports> => freePorts(HOST);
  return retryElsewhere(await ports(), ports, (place) => startOn(place, order, program));
}

/** With a `PortFault` when somebody else is on the port. */
export async function startOn(
  ports: Ports,
  order: SippOrder,
  { name, file, words }: Program,
): Promise<SippCallees> {
  const folder = await mkdtemp(join(tmpdir(), 'outpace-sipp-'));
  const options = await optionsOf(order, folder);
  const rtp = ['-min_rtp_port', String(ports.rtpFirst), '-max_rtp_port', String(ports.rtpLast)];
  const child = spawn(file, [...words, ...options, ...rtp, '-p', String(ports.sip)], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const complaints: string[] = [];
  child.stderr.on('data', (text) => complaints.push(String(text)));
  await once(child, 'spawn');
  child.unref();
  const pid = child.pid ?? 0;
  const stop = async (): Promise<void> => {
    child.kill('SIGKILL');
    await hasEnded(pid, STOP_MS_MAX);
    await rm(folder, { recursive: true, force: true });
  };
  const isUp = await retry(START_MS_MAX, async () => {
    if (child.exitCode !== null) return false;
    return (await isOnUdp(pid, ports.sip)) ? true : undefined;
  });
  if (isUp !== true) {
    await stop();
    const sentence = `${name} did not start: ${complaints.join('').trim()}`;
    throw new (sentence.includes('Address already in use') ? PortFault : InstanceFault)(sentence);
  }
  const dialed = async (): Promise<readonly string[]> => {
    const log = await readFile(join(folder, LOG_FILE), 'utf8');
    return [...log.matchAll(/^called (\d+)$/gm)].map(([, digits = '']) => digits);
  };
  return { address: `${HOST}:${ports.sip}`, pid, dialed, stop };
}

async function optionsOf(
  { rules, toneHz, heardOnPort, lifeSeconds = 600 }: SippOrder,
  folder: string,
): Promise<readonly string[]> {
  const scenario = join(folder, 'callees.xml');
  const file = join(folder, 'tone.alaw');
  if (toneHz !== undefined) await writeFile(file, alawOf(tone(toneHz, SOUND_MS, 8_000)));
  const heard = heardOnPort === undefined ? undefined : { port: heardOnPort };
  await writeFile(scenario, sippScenario(rules, toneHz === undefined ? heard : { file }));
  return [
    ...['-sf', scenario, '-i', HOST, '-mi', HOST, '-nostdin', '-aa'],
    // On a busy machine it would take its own delays for a reason to end.
    ...['-watchdog_interval', '0'],
    ...['-buff_size', '4194304', '-max_socket', '20000'],
    ...['-timeout', `${lifeSeconds}s`],
    ...['-trace_logs', '-log_file', join(folder, LOG_FILE)],
  ];
}
