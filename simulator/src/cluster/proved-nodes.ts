import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { must } from '@outpace/engine/basics/assert.ts';
import { DatabaseDoor } from './database-door.ts';

const PROVED_NODE = fileURLToPath(new URL('./proved-node.ts', import.meta.url));

export type ProvedNodeArgs = {
  readonly nodeId: string;
  readonly databaseUrl: string;
  readonly port: number;
  readonly carrierPort: number;
  /** Folder of the built page; without it only the API is served. */
  readonly webRoot?: string | undefined;
  /** Of a release that has one more migration than this one. */
  readonly isNewer?: boolean | undefined;
  /** The same for all of them, in base64. */
  readonly secretKey: string;
  /** What is deliberately taken out, so that the proof must fail. */
  readonly without: Without | undefined;
};

export const WITHOUTS = ['fence', 'epoch'] as const;
export type Without = (typeof WITHOUTS)[number];

export type ProvedNodeParts = Pick<
  ProvedNodeArgs,
  'nodeId' | 'port' | 'carrierPort' | 'webRoot' | 'isNewer' | 'secretKey' | 'without'
> & {
  readonly socketPath: string;
  readonly user: string;
  readonly database: string;
  readonly onFault: (fault: string) => void;
};

/** One node of the proof, with its own way to the database. */
export class ProvedNode {
  readonly nodeId: string;
  readonly url: string;
  readonly #parts: ProvedNodeParts;
  readonly #door: DatabaseDoor;
  #databasePort = 0;
  #child: ChildProcess | undefined;
  #isExpected = false;
  /** Pages may be opened there. */
  isOpen = false;

  constructor(parts: ProvedNodeParts) {
    this.#parts = parts;
    this.nodeId = parts.nodeId;
    this.url = `http://127.0.0.1:${parts.port}`;
    this.#door = new DatabaseDoor(parts.socketPath);
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Resolves when it is a node among the others. */
  async start(): Promise<void> {
    const { nodeId, port, carrierPort, webRoot, isNewer, secretKey, without } = this.#parts;
    const { user, database } = this.#parts;
    if (this.#databasePort === 0) this.#databasePort = await this.#door.listen();
    // Under its name, so that the database can tell who writes.
    const databaseUrl =
      `postgres://${user}@127.0.0.1:${this.#databasePort}/${database}` +
      `?application_name=${nodeId}`;
    const args: ProvedNodeArgs = {
      ...{ nodeId, databaseUrl, port, carrierPort, webRoot, isNewer, secretKey, without },
    };
    const child = spawn(process.execPath, [PROVED_NODE, JSON.stringify(args)], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#child = child;
    this.#isExpected = false;
    child.once('exit', (code, signal) => {
      this.isOpen = false;
      if (this.#isExpected) return;
      this.#parts.onFault(`node ${nodeId} ended by itself with ${code ?? signal}`);
    });
    const lines = createInterface({ input: must(child.stdout, 'what it says') });
    await Promise.race([once(lines, 'line'), once(child, 'exit')]);
    this.isOpen = child.exitCode === null;
  }

  /** At once, whatever it is doing. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  /** In order: it hands its sites over first. */
  drain(): Promise<void> {
    return this.#end('SIGTERM');
  }

  stop(): void {
    this.#child?.kill('SIGSTOP');
  }

  goOn(): void {
    this.#child?.kill('SIGCONT');
  }

  cut(): void {
    this.#door.cut();
  }

  /** Says these words to the database and is not heard, until it is mended. */
  holdAt(words: string): Promise<void> {
    return this.#door.holdAt(words);
  }

  mend(): void {
    this.#door.mend();
  }

  /** The address of the database is another server's from the next connection on. */
  moveTo(socketPath: string): void {
    this.#door.moveTo(socketPath);
  }

  async close(): Promise<void> {
    await this.kill();
    this.#door.close();
  }

  async #end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const child = this.#child;
    if (child === undefined || child.exitCode !== null || child.signalCode !== null) return;
    this.#isExpected = true;
    this.isOpen = false;
    const ended = once(child, 'exit');
    child.kill(signal);
    const [code] = await ended;
    if (signal === 'SIGTERM' && code !== 0) {
      this.#parts.onFault(`node ${this.nodeId} did not end in order but with ${code}`);
    }
  }
}
