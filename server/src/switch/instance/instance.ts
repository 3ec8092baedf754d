import { randomBytes } from 'node:crypto';
import { mkdir, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { assert } from '@outpace/engine/basics/assert.ts';
import { type Claim, claimDirectory } from '../../store/data-directory.ts';
import { errorCode } from '../../store/store-start-fault.ts';
import { ended, kill, lacksPort, lastWords, launch, runningIn, stop } from './asterisk-process.ts';
import { asteriskTree } from './asterisk-tree.ts';
import {
  ARI_USER,
  baseConfig,
  CONFIG_FOLDER,
  type InstanceSetup,
  LOG_FOLDER,
  MUSIC_FOLDER,
  SHARE_FOLDER,
  SOUNDS_FOLDER,
  STATE_FOLDERS,
} from './base-config.ts';
import { dialerConfig } from './dialer-config.ts';
import { LEGS_MAX, retryElsewhere } from './free-ports.ts';
import { InstanceFault, PortFault } from './instance-fault.ts';
import { movedSettings, settingsFor } from './instance-settings.ts';
import { retry } from './retry.ts';
import type { Program } from './run-program.ts';
import { copyHouseSounds } from './sound-files.ts';
import { worldConfig } from './world-config.ts';

export type InstanceOrder = {
  /** Holds everything of this instance; made when it is missing. */
  readonly folder: string;
  /** `dialer`: takes our orders; `world`: plays everybody who is called. */
  readonly role: 'dialer' | 'world';
  /** IPv4 address of this machine for SIP and RTP. Default 127.0.0.1: nobody else reaches it. */
  readonly host?: string;
  /**
   * IPv4 address for the encrypted sound of phones in the browser. Default: that of `host`, which
   * on loopback Chromium can use and Firefox cannot; `0.0.0.0` is every address of this machine.
   */
  readonly phoneHost?: string;
  /** Legs that may be up at once, each with ports of its own. Default 1000. */
  readonly legsMax?: number;
  /** Speaks the messages; without it they are tones. */
  readonly synthesiser?: Program | undefined;
  readonly onFetch?: (sentence: string) => void;
  /** Told when it cannot come back on the ports that it had, because somebody else is there. */
  readonly onMove?: (sentence: string) => void;
};

const CONFIGS = { dialer: dialerConfig, world: worldConfig };
const SECRET_FILE = 'secret';
const START_MS_MAX = 30_000;
const ANSWER_MS_MAX = 1_000;

/**
 * Writes one isolated instance into its folder and starts it; resolves when it takes requests. One
 * that outlived the process which started it is adopted as it is. Throws an `InstanceFault` with
 * one sentence.
 */
export async function startInstance(order: InstanceOrder): Promise<AsteriskInstance> {
  const folder = resolve(order.folder);
  // The folder above may be that of a database, whose server may be another user.
  await mkdir(dirname(folder), { recursive: true, mode: 0o711 });
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const tree = await asteriskTree(order.onFetch);
  // Two that adopt the same instance would end it under each other.
  const claim = await claimDirectory(folder);
  try {
    const pid = await runningIn(folder);
    const { host = '127.0.0.1', legsMax = LEGS_MAX, phoneHost } = order;
    const wishes = { host, legsMax };
    const settings = await settingsFor(folder, wishes, pid !== undefined, order.onMove);
    const common = { folder, tree, secret: await secretIn(folder), phoneHost: phoneHost ?? host };
    if (pid !== undefined) return await adopt({ ...common, ...settings }, pid, claim);
    return await retryElsewhere(
      settings,
      (last) => movedSettings(folder, last, order.onMove),
      (place) => begin({ ...common, ...place }, order, claim),
    );
  } catch (problem) {
    await claim.release();
    throw problem;
  }
}

async function adopt(setup: InstanceSetup, pid: number, claim: Claim): Promise<AsteriskInstance> {
  const instance = new AsteriskInstance(setup, pid, claim);
  if (await instance.answers()) return instance;
  throw new InstanceFault(
    `The Asterisk in ${setup.folder} (process ${pid}) does not answer; end it.`,
  );
}

async function begin(
  setup: InstanceSetup,
  { role, synthesiser }: InstanceOrder,
  claim: Claim,
): Promise<AsteriskInstance> {
  const instance = new AsteriskInstance(setup, undefined, claim);
  await writeInstance(setup, role);
  await copyHouseSounds(synthesiser, instance.soundsFolder, join(setup.folder, MUSIC_FOLDER));
  await instance.start();
  return instance;
}

/** An Asterisk of ours, running or not. */
export class AsteriskInstance {
  readonly setup: InstanceSetup;
  #pid: number | undefined;
  #claim: Claim | undefined;

  /** Of a folder that this process has claimed; `pid`: of the one that runs in it. */
  constructor(setup: InstanceSetup, pid: number | undefined, claim: Claim) {
    this.setup = setup;
    this.#pid = pid;
    this.#claim = claim;
  }

  readonly user = ARI_USER;

  get secret(): string {
    return this.setup.secret;
  }

  /** Where the secret is, for whoever is to read it from there. */
  get secretFile(): string {
    return join(this.setup.folder, SECRET_FILE);
  }

  /** Where it takes requests, such as `http://127.0.0.1:8088`; its API is below `/ari`. */
  get url(): string {
    return `http://127.0.0.1:${this.setup.ports.http}`;
  }

  /** Where phones in a browser are passed on to. */
  get sipSocketUrl(): string {
    return `ws://127.0.0.1:${this.setup.ports.http}/ws`;
  }

  /** Where other switches send their calls, such as `127.0.0.1:5060`. */
  get sipAddress(): string {
    return `${this.setup.host}:${this.setup.ports.sip}`;
  }

  /** A file here is played by its name without the ending. */
  get soundsFolder(): string {
    return join(this.setup.folder, SOUNDS_FOLDER);
  }

  get recordingsFolder(): string {
    return join(this.setup.folder, 'spool', 'recording');
  }

  get pid(): number | undefined {
    return this.#pid;
  }

  async start(): Promise<void> {
    assert(this.#pid === undefined, 'an instance is started once');
    const { folder, tree } = this.setup;
    this.#claim ??= await claimDirectory(folder);
    const pid = await launch(folder, tree.program);
    this.#pid = pid;
    const isUp = await retry(START_MS_MAX, async () => {
      if ((await runningIn(folder)) === undefined || (await lacksPort(folder))) return false;
      return (await this.answers()) ? true : undefined;
    });
    // Asterisk goes on without a port that it cannot have, and nobody would reach it there.
    const isPortLost = await lacksPort(folder);
    if (isUp === true && !isPortLost) return;
    await this.kill();
    const Fault = isPortLost ? PortFault : InstanceFault;
    throw new Fault(`Asterisk did not start in ${folder}: ${await lastWords(folder)}`);
  }

  /** Ends it; its calls are cut. */
  async stop(): Promise<void> {
    if (this.#pid !== undefined) await stop(this.#pid);
    await this.#leave();
  }

  /** Ends it as a power cut would. */
  async kill(): Promise<void> {
    if (this.#pid !== undefined) await kill(this.#pid);
    await this.#leave();
  }

  /** Resolves when it has ended by itself or by somebody else. */
  async ended(): Promise<'ended'> {
    if (this.#pid !== undefined) await ended(this.#pid);
    return 'ended';
  }

  async #leave(): Promise<void> {
    this.#pid = undefined;
    await this.#claim?.release();
    this.#claim = undefined;
  }

  /** Whether it takes requests, and ours: then it has loaded everything. */
  async answers(): Promise<boolean> {
    const authorization = `Basic ${Buffer.from(`${this.user}:${this.secret}`).toString('base64')}`;
    try {
      const response = await fetch(`${this.url}/ari/asterisk/ping`, {
        headers: { authorization },
        signal: AbortSignal.timeout(ANSWER_MS_MAX),
      });
      await response.body?.cancel();
      return response.ok;
    } catch {
      // Not listening yet, or too busy to answer: asked again by whoever waits.
      return false;
    }
  }
}

async function secretIn(folder: string): Promise<string> {
  const file = join(folder, SECRET_FILE);
  try {
    await writeFile(file, `${randomBytes(24).toString('base64url')}\n`, {
      mode: 0o600,
      flag: 'wx',
    });
  } catch (problem) {
    if (errorCode(problem) !== 'EEXIST') throw problem;
  }
  return (await readFile(file, 'utf8')).trim();
}

async function writeInstance(setup: InstanceSetup, role: InstanceOrder['role']): Promise<void> {
  const { folder, tree } = setup;
  const share = join(folder, SHARE_FOLDER);
  const config = join(folder, CONFIG_FOLDER);
  // What an earlier version wrote must not be read by this one.
  await rm(config, { recursive: true, force: true });
  await rm(share, { recursive: true, force: true });
  const folders = [CONFIG_FOLDER, MUSIC_FOLDER, SOUNDS_FOLDER, LOG_FOLDER, ...STATE_FOLDERS];
  for (const name of folders) {
    await mkdir(join(folder, name), { recursive: true });
  }
  await mkdir(share);
  // Apart from what is made anew: sounds that somebody has put there are kept.
  await symlink(join(folder, SOUNDS_FOLDER), join(share, 'sounds'));
  for (const name of await readdir(tree.shareFolder)) {
    await symlink(join(tree.shareFolder, name), join(share, name));
  }
  const files = { ...baseConfig(setup), ...CONFIGS[role](setup) };
  for (const [name, text] of Object.entries(files)) {
    // Some of them hold the secret.
    await writeFile(join(config, name), `${text.trim()}\n`, { mode: 0o600 });
  }
}
