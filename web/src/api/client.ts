import type { RefusalCode } from '@outpace/engine/basics/refusal.ts';
import type { RefusalBody } from '@outpace/protocol/refusals.ts';
import { REFUSALS } from '@outpace/protocol/tables.ts';

/** A refusal of the server, thrown so that awaiting code reads straight. For people: `message`. */
export class RefusalError extends Error {
  override readonly name = 'RefusalError';
  readonly code: RefusalCode;
  readonly detail: string | undefined;
  /** A time at which it would be allowed. */
  readonly instead: RefusalBody['instead'];

  constructor(body: RefusalBody) {
    super(body.message);
    this.code = body.code;
    this.detail = body.detail;
    this.instead = body.instead;
  }
}

/** One sentence for a person, whatever was thrown. */
export function sentenceOf(problem: unknown): string {
  if (problem instanceof RefusalError) {
    return problem.detail === undefined
      ? problem.message
      : `${problem.message} (${problem.detail})`;
  }
  return 'The server cannot be reached. Check the network and try again.';
}

const signedOut = new Set<() => void>();

/** Runs `listener` when the server says that nobody is signed in here any more. */
export function onSignedOut(listener: () => void): () => void {
  signedOut.add(listener);
  return () => void signedOut.delete(listener);
}

/**
 * The REST door. Every answer that is not 2xx is thrown as a `RefusalError`; a network that fails
 * throws what `fetch` throws.
 */
export const api = {
  get: <T>(path: string): Promise<T> => send<T>('GET', path),
  post: <T>(path: string, body?: unknown): Promise<T> => send<T>('POST', path, body),
  put: <T>(path: string, body: unknown): Promise<T> => send<T>('PUT', path, body),
  delete: <T>(path: string): Promise<T> => send<T>('DELETE', path),
  upload,
};

async function send<T>(method: string, path: string, body?: unknown): Promise<T> {
  const response = await fetch(path, {
    method,
    credentials: 'same-origin',
    headers: body === undefined ? {} : { 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return parseAnswer<T>(response.status, await response.text());
}

/** Sends one file as multipart; `onProgress` hears the share sent, 0..1. */
function upload<T>(path: string, file: File, onProgress?: (share: number) => void): Promise<T> {
  // fetch cannot tell how much of a body has been sent; this older interface can.
  const request = new XMLHttpRequest();
  const form = new FormData();
  form.append('file', file);
  return new Promise<T>((resolve, reject) => {
    request.upload.addEventListener('progress', (event) => {
      if (event.lengthComputable) onProgress?.(event.loaded / event.total);
    });
    request.addEventListener('error', () => reject(new TypeError('the upload was cut off')));
    request.addEventListener('abort', () => reject(new TypeError('the upload was cut off')));
    request.addEventListener('load', () => {
      try {
        resolve(parseAnswer<T>(request.status, request.responseText));
      } catch (problem) {
        reject(problem);
      }
    });
    request.open('POST', path);
    request.send(form);
  });
}

/** Reads an answer of the server; throws the refusal that it carries. */
export function parseAnswer<T>(status: number, text: string): T {
  if (status < 200 || status > 299) {
    const body = parseRefusal(status, text);
    if (status === 401 && body.code !== 'SIGN_IN_FAILED') for (const tell of signedOut) tell();
    throw new RefusalError(body);
  }
  const value: T = text === '' ? undefined : JSON.parse(text);
  return value;
}

function parseRefusal(status: number, text: string): RefusalBody {
  try {
    const body: Partial<RefusalBody> = JSON.parse(text);
    if (body.code !== undefined && Object.hasOwn(REFUSALS, body.code)) {
      const message = body.message ?? REFUSALS[body.code];
      const { code, detail, instead } = body;
      return { code, message, ...(detail ? { detail } : {}), ...(instead ? { instead } : {}) };
    }
  } catch {
    // A proxy in front of the server may answer with a page; the status says enough.
  }
  const code = status === 401 ? 'NOT_SIGNED_IN' : status >= 500 ? 'RESTARTING' : 'BAD_REQUEST';
  return { code, message: REFUSALS[code], detail: `HTTP ${status}` };
}
