import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Refusal, refusal } from '@outpace/engine/basics/refusal.ts';
import type { Role } from '@outpace/protocol/sign-in.ts';
import type { FastifyInstance } from 'fastify';
import { type WebSocket, WebSocketServer } from 'ws';
import { AgentSocket, agentMessages } from './agent-socket.ts';
import type { ApiParts } from './api-parts.ts';
import { type SignedIn, signedInBy } from './auth.ts';
import { Heartbeat } from './heartbeat.ts';
import { CLOSE, type OpenSocket, type OpenSockets } from './open-sockets.ts';
import { isForeign } from './origin.ts';
import { PersonSocket } from './person-socket.ts';
import { refuseUpgrade } from './refuse-unrouted.ts';
import { reachSip, SIP_PROTOCOL, SipSocket } from './sip-socket.ts';
import { SupervisorSocket, supervisorMessages } from './supervisor-socket.ts';

/** Bytes of the largest message a page may send. */
export const MESSAGE_BYTES_MAX = 64 * 1024;

/** Pages of one person that are open, and those of a network that was lost. */
const PAGES_MAX = 16;

/** SIP sockets of one agent: the pages they have open, and those of a network that was lost. */
const SIP_SOCKETS_MAX = 8;

const SOCKET_OPTIONS = {
  noServer: true,
  perMessageDeflate: false,
  maxPayload: MESSAGE_BYTES_MAX,
  // ms; a page that does not say goodbye must not keep the server from closing.
  closeTimeout: 1_000,
  handleProtocols: (offered: ReadonlySet<string>) => offered.has(SIP_PROTOCOL) && SIP_PROTOCOL,
};

/** Which socket this address is, if it is one. */
const KINDS: ReadonlyMap<string, Kind> = new Map([
  ['/api/agent-socket', 'agent'],
  ['/api/supervisor-socket', 'supervisor'],
  ['/api/sip', 'sip'],
]);
type Kind = 'agent' | 'supervisor' | 'sip';

/** Websockets beside the routes: the same cookie, the same roles, checked before the upgrade. */
export function acceptSockets(app: FastifyInstance, parts: ApiParts): void {
  const server = new WebSocketServer(SOCKET_OPTIONS);
  const heartbeat = new Heartbeat(() => parts.sockets.beat(parts.dialer.now()));

  const onUpgrade = (request: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const onError = (): void => void socket.destroy();
    socket.on('error', onError);
    admit(app, parts, request).then(
      (admitted) => {
        if (!admitted.ok) return refuseUpgrade(socket, admitted.problem);
        socket.off('error', onError);
        let isOpen = false;
        server.handleUpgrade(request, socket, head, (websocket) => {
          isOpen = true;
          admitted.open(websocket);
        });
        if (!isOpen) admitted.forget();
        return undefined;
      },
      (error: unknown) => {
        app.log.error({ err: error }, 'a socket was not admitted');
        refuseUpgrade(socket, refusal('STORE_UNAVAILABLE'));
      },
    );
  };

  app.addHook('onReady', async () => {
    app.server.on('upgrade', onUpgrade);
    heartbeat.start();
  });
  app.addHook('preClose', async () => {
    app.server.off('upgrade', onUpgrade);
    heartbeat.stop();
    parts.sockets.endAll('RESTARTING', CLOSE.restarting);
    parts.hub.close();
    server.close();
  });
}

type Admitted =
  | {
      readonly ok: true;
      readonly open: (websocket: WebSocket) => void;
      /** The page was gone before it could be let in. */
      readonly forget: () => void;
    }
  | { readonly ok: false; readonly problem: Refusal };

const refused = (problem: Refusal): Admitted => ({ ok: false, problem });

async function admit(
  app: FastifyInstance,
  parts: ApiParts,
  request: IncomingMessage,
): Promise<Admitted> {
  const kind = KINDS.get((request.url ?? '').split('?', 1)[0] ?? '');
  if (kind === undefined) return refused(refusal('NOT_FOUND'));
  if (isForeign(request.headers)) return refused(refusal('WRONG_ORIGIN'));
  if (app.isOverloaded()) return refused(refusal('OVERLOADED'));
  const signedIn = await signedInWith(app, parts, request);
  if (signedIn === undefined) return refused(refusal('NOT_SIGNED_IN'));
  if (!isFor(kind, signedIn.role)) return refused(refusal('FORBIDDEN'));
  if (kind === 'sip') return admitSip(app, parts, request, signedIn);
  if (parts.sockets.countOf(signedIn.userId, kind) >= PAGES_MAX)
    return refused(refusal('TOO_MANY'));
  return {
    ok: true,
    open: (websocket) => openSocket(app, parts, websocket, kind, signedIn),
    forget: () => undefined,
  };
}

const signedInWith = (
  app: FastifyInstance,
  parts: ApiParts,
  request: IncomingMessage,
): Promise<SignedIn | undefined> =>
  signedInBy(parts, app.parseCookie(request.headers.cookie ?? ''));

const isFor = (kind: Kind, role: Role): boolean => (role === 'agent') === (kind !== 'supervisor');

/** The switch is reached first, so that a page never talks with nobody. */
async function admitSip(
  app: FastifyInstance,
  parts: ApiParts,
  request: IncomingMessage,
  signedIn: SignedIn,
): Promise<Admitted> {
  const { phones, sockets } = parts;
  if (phones === undefined) return refused(refusal('NO_PHONES'));
  const offered = (request.headers['sec-websocket-protocol'] ?? '').split(/\s*,\s*/);
  if (!offered.includes(SIP_PROTOCOL)) return refused(refusal('BAD_REQUEST', 'no subprotocol sip'));
  if (sockets.countOf(signedIn.userId, 'sip') >= SIP_SOCKETS_MAX)
    return refused(refusal('TOO_MANY'));
  const { log } = app;
  const far = await reachSip(phones.sipSocketUrl).catch((error: unknown) => {
    log.warn({ err: error }, 'the switch did not take a sip socket');
    return undefined;
  });
  if (far === undefined) return refused(refusal('SWITCH_UNAVAILABLE'));
  // Somebody may have signed out while the switch was slow, and this socket was not there to end.
  if ((await signedInWith(app, parts, request)) === undefined) {
    far.terminate();
    return refused(refusal('NOT_SIGNED_IN'));
  }
  return {
    ok: true,
    open: (near) => {
      const sip = new SipSocket({ near, far, signedIn, log });
      register(sockets, near, sip);
      sip.open();
      phones.accounts.adopt(signedIn);
    },
    forget: () => far.terminate(),
  };
}

function openSocket(
  app: FastifyInstance,
  parts: ApiParts,
  socket: WebSocket,
  kind: 'agent' | 'supervisor',
  signedIn: SignedIn,
): void {
  const { log } = app;
  const now = (): ReturnType<typeof parts.dialer.now> => parts.dialer.now();
  const common = { socket, signedIn, now, log };
  if (kind === 'agent') {
    const connection: ConstructorParameters<typeof AgentSocket>[1] = new PersonSocket({
      ...common,
      kind,
      schema: agentMessages,
    });
    register(parts.sockets, socket, connection);
    new AgentSocket(parts, connection, log).open();
    return;
  }
  const connection: ConstructorParameters<typeof SupervisorSocket>[1] = new PersonSocket({
    ...common,
    kind,
    schema: supervisorMessages,
  });
  register(parts.sockets, socket, connection);
  new SupervisorSocket(parts, connection, log).open();
}

function register(sockets: OpenSockets, socket: WebSocket, connection: OpenSocket): void {
  sockets.add(connection);
  socket.once('close', () => sockets.remove(connection));
}
