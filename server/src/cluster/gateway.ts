import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { SiteId } from '@outpace/engine/basics/ids.ts';
import { type RefusalCode, refusal } from '@outpace/engine/basics/refusal.ts';
import { createProxyServer } from 'httpxy';
import { refuseRequest } from '../api/refuse-unrouted.ts';
import type { SecretBox } from '../store/secret-box.ts';
import type { NodeId } from './site-shares.ts';
import { FROM, tellAddress } from './told-address.ts';

/** Where a site is, as this node believes. */
export type There = {
  readonly siteId: SiteId;
  readonly address: string;
  readonly epoch: number;
};

/** Said with what is passed on: whoever gets it does not pass it on again. */
export const VIA = 'x-outpace-via';

/** An owner that says nothing for so long, ms, is not waited for. */
const SILENT_MS_MAX = 60_000;
const UPGRADE_MS_MAX = 10_000;

/** Nobody was reached, so nothing can have been done. */
const NOT_REACHED: ReadonlySet<unknown> = new Set([
  'ECONNREFUSED',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

type Passing = There & { readonly cut: () => void };

/**
 * Passes what is for a site of another node on to it, requests and sockets alike, byte for byte.
 * What was under way to an owner that is none any more is cut: pages come back by themselves, and
 * whoever asked for something is told that its answer is lost.
 */
export class Gateway {
  readonly #nodeId: NodeId;
  readonly #secrets: SecretBox;
  readonly #proxy = createProxyServer({ proxyTimeout: SILENT_MS_MAX });
  readonly #passing = new Set<Passing>();

  constructor(nodeId: NodeId, secrets: SecretBox) {
    this.#nodeId = nodeId;
    this.#secrets = secrets;
  }

  async request(request: IncomingMessage, response: ServerResponse, there: There): Promise<void> {
    const lost = (fault: unknown): void => {
      const problem = problemOf(request, fault);
      if (response.headersSent) response.destroy();
      else refuseRequest(response, refusal(problem));
    };
    const passing = this.#pass(there, () => lost(undefined));
    try {
      await this.#proxy.web(request, response, this.#to(there, request));
    } catch (fault) {
      lost(fault);
    } finally {
      this.#passing.delete(passing);
    }
  }

  async socket(
    request: IncomingMessage,
    socket: Socket,
    head: Buffer,
    there: There,
  ): Promise<void> {
    const passing = this.#pass(there, () => socket.destroy());
    socket.once('close', () => this.#passing.delete(passing));
    const options = { ...this.#to(there, request), upgradeTimeout: UPGRADE_MS_MAX };
    try {
      await this.#proxy.ws(request, socket, options, head);
    } catch {
      // A page whose socket breaks comes back by itself, and then it is told more.
      socket.destroy();
    }
  }

  /** Cuts whatever is under way to a site that has another owner by now, or none that is known. */
  keepTo(ownerOf: (siteId: SiteId) => Pick<There, 'epoch'> | undefined): void {
    for (const passing of [...this.#passing]) {
      if (ownerOf(passing.siteId)?.epoch !== passing.epoch) passing.cut();
    }
  }

  close(): void {
    for (const { cut } of [...this.#passing]) cut();
  }

  #pass(there: There, cut: () => void): Passing {
    const passing = { ...there, cut };
    this.#passing.add(passing);
    return passing;
  }

  #to({ address }: There, request: IncomingMessage) {
    const told = tellAddress(this.#secrets, request, Date.now());
    return { target: address, headers: { [VIA]: this.#nodeId, [FROM]: told, ...from(request) } };
  }
}

/**
 * Who asks from another machine is said to be a stranger, so that the owner does not take the
 * gateway beside it for a person at its own machine.
 */
function from(request: IncomingMessage): Record<string, string> {
  const address = request.socket.remoteAddress ?? 'unknown';
  const before = request.headers['x-forwarded-for'];
  if (before !== undefined) return { 'x-forwarded-for': `${String(before)}, ${address}` };
  return /^(::ffff:)?127\.|^::1$/.test(address) ? {} : { 'x-forwarded-for': address };
}

/** What was only to be read may be asked for again, whatever came of it. */
function problemOf({ method }: IncomingMessage, fault: unknown): RefusalCode {
  const isReading = method === 'GET' || method === 'HEAD';
  return isReading || NOT_REACHED.has(codeOf(fault)) ? 'OWNER_AWAY' : 'ANSWER_LOST';
}

const codeOf = (fault: unknown): unknown =>
  fault instanceof Error && 'code' in fault ? fault.code : undefined;
