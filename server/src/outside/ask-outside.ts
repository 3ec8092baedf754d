import { type LookupAddress, type LookupAllOptions, lookup } from 'node:dns';
import { type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { isNamed, isOutside, type OutsideRules, parseOutsideUrl } from './outside-hosts.ts';

export type OutsideAsk = {
  readonly url: string;
  readonly method: 'GET' | 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** From the look-up of the name to the end of the answer, ms. */
  readonly timeoutMs: number;
  /** What is longer is cut. */
  readonly bodyBytesMax: number;
  /** Nobody waits for the answer any more. */
  readonly signal?: AbortSignal;
};

/** A redirect is an answer like any other: it is never followed. */
export type OutsideAnswer = {
  readonly status: number;
  /** Its first bytes as text; what is no UTF-8 is replaced. */
  readonly body: string;
};

/** Why there is no answer. */
export type OutsideFailure =
  /** The URL, or an address that its name leads to, is not one that users may have asked. */
  'refused' | 'timed-out' | 'no-answer';

export class OutsideFault extends Error {
  readonly failure: OutsideFailure;

  constructor(failure: OutsideFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.failure = failure;
  }
}

/** Finds every address of a name. */
export type LookUp = (
  hostname: string,
  options: LookupAllOptions,
  found: (problem: Error | null, addresses: readonly LookupAddress[]) => void,
) => void;

export const systemLookUp: LookUp = (hostname, options, found) =>
  lookup(hostname, options, (problem, addresses) => found(problem, addresses));

/**
 * Asks a URL that a user has entered, and nothing inside: every address that its name leads to at
 * this moment is looked at before there is a connection, and the one of the connection is among
 * them. An answer counts from its status on, however its body ends. Throws an `OutsideFault`.
 */
export async function askOutside(
  rules: OutsideRules,
  ask: OutsideAsk,
  find: LookUp = systemLookUp,
): Promise<OutsideAnswer> {
  const url = parseOutsideUrl(ask.url, rules);
  if (!url.ok) throw new OutsideFault('refused', url.problem);
  const deadline = AbortSignal.timeout(ask.timeoutMs);
  const signal = ask.signal === undefined ? deadline : AbortSignal.any([deadline, ask.signal]);
  const way = { signal, lookup: outsideLookUp(url.value, rules, find) };
  try {
    const response = await sendOutside(url.value, ask, way);
    return { status: response.statusCode ?? 0, body: await beginning(response, ask.bodyBytesMax) };
  } catch (cause) {
    if (cause instanceof OutsideFault) throw cause;
    if (deadline.aborted) throw new OutsideFault('timed-out', 'no answer in time', { cause });
    throw new OutsideFault('no-answer', reasonOf(cause), { cause });
  }
}

export type OutsideWay = { readonly signal: AbortSignal; readonly lookup: LookupFunction };

/** One request; `url` has been looked at. Answers when the headers of the answer are there. */
export function sendOutside(
  url: URL,
  { method, headers, body }: Pick<OutsideAsk, 'method' | 'headers' | 'body'>,
  way: OutsideWay,
): Promise<IncomingMessage> {
  const request = url.protocol === 'https:' ? requestHttps : requestHttp;
  return new Promise((resolve, reject) => {
    // Without an agent: a connection that is kept would pass by the look-up.
    const asked = request(url, { method, headers, agent: false, ...way }, resolve);
    asked.on('error', reject);
    asked.end(body);
  });
}

/**
 * For connections to a URL of `parseOutsideUrl`: finds what `find` does, and nothing where one of
 * the addresses is not one that users may have asked.
 */
export function outsideLookUp(
  url: URL,
  rules: OutsideRules,
  find: LookUp = systemLookUp,
): LookupFunction {
  const accepts = isNamed(url, rules) ? () => true : isOutside;
  return (hostname, options, found) => {
    find(hostname, { ...options, all: true }, (problem, addresses) => {
      if (problem !== null) return found(problem, '', 0);
      const first = addresses[0];
      if (first === undefined || addresses.some(({ address }) => !accepts(address))) {
        return found(new OutsideFault('refused', 'the name leads inside'), '', 0);
      }
      if (options.all === true) return found(null, [...addresses]);
      return found(null, first.address, first.family);
    });
  };
}

/** The rest is not read: whoever sends without an end is hung up on. */
async function beginning(response: IncomingMessage, bytesMax: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const chunk of response) {
      chunks.push(chunk);
      bytes += chunk.length;
      if (bytes >= bytesMax) break;
    }
  } catch {
    // The status stands: a length that was a lie, or an end that does not come, changes nothing.
  } finally {
    response.destroy();
  }
  return Buffer.concat(chunks).subarray(0, bytesMax).toString('utf8');
}

/** What a user can make something of: never more than the code of the fault. */
export const reasonOf = (cause: unknown): string =>
  cause instanceof Error && 'code' in cause && typeof cause.code === 'string'
    ? cause.code
    : 'the connection failed';
