import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import {
  type LookUp,
  type OutsideFailure,
  OutsideFault,
  outsideLookUp,
  reasonOf,
  sendOutside,
  systemLookUp,
} from './ask-outside.ts';
import { type OutsideRules, parseOutsideUrl } from './outside-hosts.ts';

export type OutsideFetch = {
  readonly url: string;
  /** What is longer is not fetched to its end. */
  readonly bytesMax: number;
  /** From the look-up of a name to the headers of its answer, at each redirect anew, ms. */
  readonly answerMs: number;
  /** Between two pieces of the file, ms. */
  readonly idleMs: number;
  /** All of it, redirects and file, ms. */
  readonly totalMs: number;
  /** Nobody waits for the file any more. */
  readonly signal?: AbortSignal;
};

/** Why there is no file. */
export type FetchFailure = OutsideFailure | 'status' | 'too-many-redirects' | 'too-large';

export class FetchFault extends Error {
  readonly failure: FetchFailure;

  constructor(failure: FetchFailure, message: string, options?: ErrorOptions) {
    super(message, options);
    this.failure = failure;
  }
}

export type FetchedFile = {
  /** The last part of the address that had it. */
  readonly fileName: string;
  /** Fails with a `FetchFault` where it does not come to its end. Destroyed, nothing more comes. */
  readonly file: Readable;
};

const REDIRECTS_MAX = 5;
const REDIRECTS: readonly number[] = [301, 302, 303, 307, 308];

/**
 * Fetches a file from a URL that a user has entered. Redirects are followed, and each of them is
 * looked at as if the user had entered it: what leads inside is refused, wherever it comes from.
 * Throws a `FetchFault` until the headers are there; after that the file does.
 */
export async function fetchOutside(
  rules: OutsideRules,
  wanted: OutsideFetch,
  find: LookUp = systemLookUp,
): Promise<FetchedFile> {
  const total = AbortSignal.timeout(wanted.totalMs);
  const gone = wanted.signal === undefined ? total : AbortSignal.any([total, wanted.signal]);
  let next = wanted.url;
  for (let redirects = 0; redirects <= REDIRECTS_MAX; redirects += 1) {
    const url = parseOutsideUrl(next, rules);
    if (!url.ok) throw new FetchFault('refused', url.problem);
    const opening = { url: url.value, lookup: outsideLookUp(url.value, rules, find) };
    const response = await headersOf(opening, wanted.answerMs, gone);
    const { statusCode = 0, headers } = response;
    if (!REDIRECTS.includes(statusCode) || headers.location === undefined) {
      return fileOf(response, url.value, { ...wanted, signal: gone });
    }
    response.destroy();
    next = redirected(url.value, headers.location);
  }
  throw new FetchFault('too-many-redirects', 'it redirects too often');
}

type Opening = { readonly url: URL; readonly lookup: ReturnType<typeof outsideLookUp> };

/** A user agent that does not say that it reads compressed files is sent none. */
const HEADERS = { accept: '*/*', 'accept-encoding': 'identity' };

async function headersOf(
  { url, lookup }: Opening,
  answerMs: number,
  gone: AbortSignal,
): Promise<IncomingMessage> {
  const late = new AbortController();
  const alarm = setTimeout(() => late.abort(), answerMs);
  const signal = AbortSignal.any([gone, late.signal]);
  try {
    return await sendOutside(url, { method: 'GET', headers: HEADERS }, { signal, lookup });
  } catch (cause) {
    throw faultOf(cause, signal);
  } finally {
    clearTimeout(alarm);
  }
}

/** Where it leads, absolute. What is secret on the way to it stays so. */
function redirected(from: URL, location: string): string {
  if (!URL.canParse(location, from)) throw new FetchFault('refused', 'not-a-url');
  const to = new URL(location, from);
  if (from.protocol === 'https:' && to.protocol === 'http:') {
    throw new FetchFault('refused', 'it leads to plain HTTP');
  }
  return to.href;
}

type Limits = Pick<OutsideFetch, 'bytesMax' | 'idleMs'> & { readonly signal: AbortSignal };

function fileOf(response: IncomingMessage, url: URL, limits: Limits): FetchedFile {
  const { statusCode, headers } = response;
  if (statusCode !== 200) {
    response.destroy();
    throw new FetchFault('status', `it answers with status ${statusCode}`);
  }
  if (Number(headers['content-length'] ?? 0) > limits.bytesMax) {
    response.destroy();
    throw new FetchFault('too-large', 'the file is too large');
  }
  const fileName = url.pathname.split('/').at(-1) ?? '';
  return { fileName, file: Readable.from(pieces(response, limits), { objectMode: false }) };
}

async function* pieces(
  response: IncomingMessage,
  { bytesMax, idleMs, signal }: Limits,
): AsyncGenerator<Buffer> {
  response.setTimeout(idleMs, () => {
    response.destroy(new FetchFault('timed-out', 'the file has stopped to come'));
  });
  let bytes = 0;
  try {
    for await (const piece of response) {
      bytes += piece.length;
      if (bytes > bytesMax) throw new FetchFault('too-large', 'the file is too large');
      yield piece;
    }
  } catch (cause) {
    throw faultOf(cause, signal);
  }
}

function faultOf(cause: unknown, signal: AbortSignal): FetchFault {
  if (cause instanceof FetchFault) return cause;
  if (cause instanceof OutsideFault) return new FetchFault(cause.failure, cause.message, { cause });
  if (signal.aborted) return new FetchFault('timed-out', 'no answer in time', { cause });
  return new FetchFault('no-answer', reasonOf(cause), { cause });
}
