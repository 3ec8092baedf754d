import type { IncomingMessage } from 'node:http';
import type { FastifyRequest } from 'fastify';

/** Of requests that another node has passed on. */
const told = new WeakMap<IncomingMessage, string>();

/** Another node has said who asks, and is believed. */
export function setPeer(request: IncomingMessage, address: string): void {
  told.set(request, address);
}

/** Who asks, as far as we know: not the node or the proxy that stands between. */
export const peerOf = ({ raw, ip }: Pick<FastifyRequest, 'raw' | 'ip'>): string =>
  told.get(raw) ?? ip;
