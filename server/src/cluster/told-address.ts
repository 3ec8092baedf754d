import type { IncomingMessage } from 'node:http';
import type { SecretBox } from '../store/secret-box.ts';

/** The address of who asks, as a gateway tells it to the owner of the site. */
export const FROM = 'x-outpace-from';

/** What is looked at of a request. */
export type Asked = Pick<IncomingMessage, 'method' | 'url' | 'headers'> & {
  readonly socket: Pick<IncomingMessage['socket'], 'remoteAddress'>;
};

/** Nodes whose clocks differ by more than this, ms, tell each other nothing. */
const APART_MS_MAX = 5 * 60_000;

/**
 * The header with which a node says who asks it: signed with the key that only nodes of the same
 * database have, for this request and this moment.
 */
export function tellAddress(secrets: SecretBox, asked: Asked, atMs: number): string {
  const address = callerOf(asked);
  return `${address} ${atMs} ${secrets.sign(textOf(asked, address, atMs))}`;
}

/** What a node has told of who asks; undefined: no node has. */
export function toldAddress(secrets: SecretBox, asked: Asked, atMs: number): string | undefined {
  const [address = '', at = '', signature = ''] = `${asked.headers[FROM] ?? ''}`.split(' ');
  const isOfNow = /^\d{1,15}$/.test(at) && Math.abs(atMs - Number(at)) <= APART_MS_MAX;
  const isTold = isOfNow && secrets.isSigned(textOf(asked, address, Number(at)), signature);
  return isTold ? address : undefined;
}

const textOf = ({ method, url }: Asked, address: string, atMs: number): string =>
  ['from', address, atMs, method, url].join(' ');

/** Whom this node or a proxy on its machine has heard; what anybody else says is not believed. */
export function callerOf({ socket, headers }: Asked): string {
  const said = `${headers['x-forwarded-for'] ?? ''}`.split(',').map((each) => each.trim());
  const heard = [socket.remoteAddress ?? 'unknown', ...said.filter(isAddress).toReversed()];
  return heard.find((address) => !isLoopback(address)) ?? heard.at(-1) ?? 'unknown';
}

const isAddress = (text: string): boolean => /^[0-9A-Fa-f.:]{2,45}$/.test(text);

const isLoopback = (address: string): boolean => /^(::ffff:)?127\.|^::1$/.test(address);
