import http from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import type { ValidationAnswer, ValidationError } from '@outpace/engine/campaigns/validation.ts';
import { answerOf, REFUSED_STATUS } from './answer-of.ts';

/** Bytes of an answer: a result and a few words. */
const ANSWER_BYTES_MAX = 16 * 1024;

export type HttpQuestion = {
  readonly url: URL;
  readonly agent: http.Agent;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Ends with the time-out of the question, wherever it is by then. */
  readonly signal: AbortSignal;
};

/** Connections that are kept open and used again, one question at a time on each. */
export const newAgent = (
  url: URL,
  connectionsMax: number,
  lookup: LookupFunction | undefined,
): http.Agent => {
  const { Agent } = url.protocol === 'https:' ? https : http;
  return new Agent({
    keepAlive: true,
    maxSockets: connectionsMax,
    maxFreeSockets: connectionsMax,
    // What may be reached is decided where a name becomes an address.
    ...(lookup === undefined ? {} : { lookup }),
  });
};

/** Asks once; never rejects. Redirects are not followed: they are statuses as any other. */
export async function askOnce(question: HttpQuestion): Promise<ValidationAnswer> {
  try {
    const { status, isStale, body } = await post(question);
    // A kept connection that was closed just then says nothing of the server.
    if (isStale) return answerOf(...(await fresh(question)));
    return answerOf(status, body);
  } catch (fault) {
    return unanswered(question.signal, fault);
  }
}

async function fresh(question: HttpQuestion): Promise<[number, string]> {
  const { status, isStale, body } = await post(question);
  if (isStale) throw new QuestionFault('unreachable');
  return [status, body];
}

function unanswered(signal: AbortSignal, fault: unknown): ValidationAnswer {
  if (signal.aborted) return { said: 'time-out' };
  const why = fault instanceof QuestionFault ? fault.why : 'unreachable';
  return { said: 'error', why };
}

class QuestionFault extends Error {
  override readonly name = 'QuestionFault';
  readonly why: ValidationError;

  constructor(why: ValidationError) {
    super(`the validation gave no answer: ${why}`);
    this.why = why;
  }
}

type Posted = { readonly status: number; readonly body: string; readonly isStale: boolean };

function post({ url, agent, headers, body, signal }: HttpQuestion): Promise<Posted> {
  const { request } = url.protocol === 'https:' ? https : http;
  return new Promise((resolve, reject) => {
    const all = { 'content-type': 'application/json', accept: 'application/json', ...headers };
    const length = Buffer.byteLength(body);
    const asked = request(url, {
      method: 'POST',
      agent,
      signal,
      headers: { ...all, 'content-length': length },
    });
    let status = 0;
    const onFault = (fault: unknown): void => {
      asked.destroy();
      // It has been refused already, however the words end.
      if (status === REFUSED_STATUS) resolve({ status, body: '', isStale: false });
      else reject(fault);
    };
    asked.on('error', (fault: NodeJS.ErrnoException) => {
      const isStale = asked.reusedSocket && fault.code === 'ECONNRESET' && status === 0;
      if (isStale) resolve({ status, body: '', isStale });
      else onFault(fault);
    });
    asked.on('response', (response) => {
      status = response.statusCode ?? 0;
      read(response).then((text) => resolve({ status, body: text, isStale: false }), onFault);
    });
    asked.end(body);
  });
}

async function read(response: http.IncomingMessage): Promise<string> {
  const parts: string[] = [];
  let bytes = 0;
  response.setEncoding('utf8');
  for await (const part of response) {
    const text = String(part);
    bytes += Buffer.byteLength(text);
    if (bytes > ANSWER_BYTES_MAX) throw new QuestionFault('too-large');
    parts.push(text);
  }
  return parts.join('');
}
