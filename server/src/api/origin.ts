import type { IncomingHttpHeaders } from 'node:http';

/**
 * Whether a page of another site sent this. Browsers send `Origin` with every request that can
 * change something and with every websocket. Without one it was not a page, and then there is no
 * cookie that somebody else could have borrowed; `SameSite=Strict` is the second wall.
 */
export function isForeign(headers: IncomingHttpHeaders): boolean {
  const { origin, host } = headers;
  if (origin === undefined) return false;
  return host === undefined || hostOf(origin) !== host.toLowerCase();
}

/** `null`, which sandboxed pages send, is the origin of nobody. */
const hostOf = (origin: string): string | undefined =>
  URL.canParse(origin) ? new URL(origin).host : undefined;

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether a browser on this machine asked for this machine by a name of its own. The socket alone
 * does not say so: a proxy forwards strangers, and a foreign name can be made to point here.
 */
export function isLocal(address: string | undefined, headers: IncomingHttpHeaders): boolean {
  if (headers['x-forwarded-for'] !== undefined || headers.forwarded !== undefined) return false;
  if (address === undefined || !/^(::ffff:)?127\.|^::1$/.test(address)) return false;
  const name = headers.host?.toLowerCase().replace(/:\d+$/, '');
  return name !== undefined && LOOPBACK_NAMES.has(name);
}
