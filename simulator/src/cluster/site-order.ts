import { request } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { GROUP } from '../crash/scene.ts';
import type { SceneSite } from './cluster-scene.ts';

export type SiteOrder = {
  readonly name: 'load' | 'start' | 'complete';
  readonly body?: object;
  /** Where somebody may be asked now; one of them is taken each time. */
  readonly door: () => string;
  readonly forMsMax: number;
};

const AGAIN_MS = 250;

/**
 * A supervisor orders the group of the site, by one door after another, until it is done or was
 * done already. False: it was not taken in that time.
 */
export async function orderSite(
  { siteId, supervisor }: SceneSite,
  { name, body, door, forMsMax }: SiteOrder,
): Promise<boolean> {
  const until = performance.now() + forMsMax;
  // The same order for as long as nobody has answered it: it is carried out once.
  let refusals = 0;
  while (performance.now() < until) {
    const url = new URL(`/api/dial-sessions/${GROUP}/${name}`, door());
    const answer = await post(url, body, {
      cookie: supervisor.cookie,
      host: `${siteId}.localhost:${url.port}`,
      'idempotency-key': `${siteId}-${name}-${refusals}`,
    });
    if (answer === 'ok' || ALREADY.has(answer)) return true;
    if (!UNANSWERED.has(answer)) refusals += 1;
    await sleep(AGAIN_MS);
  }
  return false;
}

const ALREADY: ReadonlySet<string> = new Set([
  'GROUP_ALREADY_LOADED',
  'GROUP_ALREADY_STARTED',
  'GROUP_NOT_LOADED',
  'SESSION_UNLOADING',
]);

const NOBODY = 'nobody there';
const UNANSWERED: ReadonlySet<string> = new Set([NOBODY, 'OWNER_AWAY', 'ANSWER_LOST', 'no code']);

/** `ok`, the code of a refusal, or that nobody was there. */
function post(
  url: URL,
  body: object | undefined,
  headers: Readonly<Record<string, string>>,
): Promise<string> {
  return new Promise((resolve) => {
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const asked = request(url, { method: 'POST', headers: { ...headers, ...json } }, (answer) => {
      let text = '';
      answer.on('data', (part) => {
        text += String(part);
      });
      answer.on('close', () => resolve(answer.statusCode === 200 ? 'ok' : codeIn(text)));
    });
    asked.on('error', () => resolve(NOBODY));
    asked.setTimeout(10_000, () => asked.destroy());
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

function codeIn(text: string): string {
  const answer: { readonly code?: string } = text.startsWith('{') ? JSON.parse(text) : {};
  return answer.code ?? 'no code';
}
