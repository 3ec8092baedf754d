import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import type { Socket } from 'node:net';
import type { SiteId } from '@outpace/engine/basics/ids.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { setPeer } from '../api/peer-address.ts';
import { refuseRequest, refuseUpgrade } from '../api/refuse-unrouted.ts';
import type { Certificate } from '../certificate.ts';
import type { SecretBox } from '../store/secret-box.ts';
import { type Gateway, type There, VIA } from './gateway.ts';
import { toldAddress } from './told-address.ts';

export type FrontParts = {
  /** Every site there is. */
  readonly sites: () => readonly SiteId[];
  /** Whose name the host does not begin with is meant for this one. */
  readonly usualSite: SiteId;
  /** The server of a site that is at work in this process. */
  readonly here: (siteId: SiteId) => Server | undefined;
  readonly there: (siteId: SiteId) => There | undefined;
  readonly gateway: Gateway;
  /** Nodes of the same database have the same. */
  readonly secrets: SecretBox;
  /** Pages and health of this node. */
  readonly own: Server;
  readonly certificate: Certificate | undefined;
};

/**
 * The door of a node. Pages are the same everywhere and come from here; what is for a site goes to
 * the site where it is at work here, and otherwise to the node that owns it.
 */
export function openFront(parts: FrontParts): Server | TlsServer {
  const { certificate } = parts;
  const server = certificate === undefined ? createServer() : createTlsServer(certificate);
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    onRequest(parts, request, response);
  });
  server.on('upgrade', (request: IncomingMessage, socket: Socket, head: Buffer) => {
    socket.on('error', () => socket.destroy());
    onUpgrade(parts, request, socket, head);
  });
  return server;
}

function onRequest(parts: FrontParts, request: IncomingMessage, response: ServerResponse): void {
  hearOfPeer(parts, request);
  const kind = kindOf(request.url);
  if (kind === 'own') return void parts.own.emit('request', request, response);
  const siteId = siteOf(request.headers.host, parts);
  const here = parts.here(siteId);
  if (here !== undefined) return void here.emit('request', request, response);
  const there = kind === 'site' ? passable(parts, request, siteId) : undefined;
  if (there === undefined) return refuseRequest(response, refusal('OWNER_AWAY'));
  return void parts.gateway.request(request, response, there);
}

function onUpgrade(
  parts: FrontParts,
  request: IncomingMessage,
  socket: Socket,
  head: Buffer,
): void {
  const siteId = siteOf(request.headers.host, parts);
  const here = parts.here(siteId);
  if (here !== undefined) return void here.emit('upgrade', request, socket, head);
  const there = passable(parts, request, siteId);
  if (there === undefined) return refuseUpgrade(socket, refusal('OWNER_AWAY'));
  return void parts.gateway.socket(request, socket, head, there);
}

/** Of who asks by another node the limit of sign-in tries would see the node alone. */
function hearOfPeer({ secrets }: FrontParts, request: IncomingMessage): void {
  if (request.headers[VIA] === undefined) return;
  const address = toldAddress(secrets, request, Date.now());
  if (address !== undefined) setPeer(request, address);
}

/** Nothing goes round in circles while two nodes believe the site at each other. */
const passable = (
  { there }: FrontParts,
  { headers }: IncomingMessage,
  siteId: SiteId,
): There | undefined => (headers[VIA] === undefined ? there(siteId) : undefined);

/** What counts of a site is answered by its owner alone, so that nothing is counted twice. */
export function kindOf(url: string | undefined): 'own' | 'site' | 'metrics' {
  const path = (url ?? '/').split('?', 1)[0] ?? '/';
  if (/^\/metrics$/.test(path)) return 'metrics';
  return /^\/api(\/|$)/.test(path) ? 'site' : 'own';
}

/** `north.example.com` is the site `north`, where there is one. */
export function siteOf(
  host: string | undefined,
  { sites, usualSite }: Pick<FrontParts, 'sites' | 'usualSite'>,
): SiteId {
  const label = host?.toLowerCase().split('.', 1)[0];
  return sites().find((siteId) => siteId === label) ?? usualSite;
}
