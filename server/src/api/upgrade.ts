import { type IncomingMessage, STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';
import { type Refusal, refusal } from '@outpace/engine/basics/refusal.ts';
import type { FastifyInstance } from 'fastify';
import { type WebSocket, WebSocketServer } from 'ws';
import { AgentSocket, agentMessages } from './agent-socket.ts';
import { refusalBody, statusOf } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { type SignedIn, signedInBy } from './auth.ts';
import { Heartbeat } from './heartbeat.ts';
import { CLOSE, type OpenSocket } from './open-sockets.ts';
import { isForeign } from './origin.ts';
import { PersonSocket } from './person-socket.ts';
import { SupervisorSocket, supervisorMessages } from './supervisor-socket.ts';

/** Bytes of the largest message a page may send. */
export const MESSAGE_BYTES_MAX = 64 * 1024;

const SOCKET_OPTIONS = {
  noServer: true,
  perMessageDeflate: false,
  maxPayload: MESSAGE_BYTES_MAX,
  // ms; a page that does not say goodbye must not keep the server from closing.
  closeTimeout: 1_000,
};

/** Which socket this address is, if it is one. */
const KINDS: ReadonlyMap<string, OpenSocket['kind']> = new Map([
  ['/api/agent-socket', 'agent'],
  ['/api/supervisor-socket', 'supervisor'],
]);

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
        server.handleUpgrade(request, socket, head, (websocket) =>
          openSocket(app, parts, websocket, admitted.kind, admitted.signedIn),
        );
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
  | { readonly ok: true; readonly kind: OpenSocket['kind']; readonly signedIn: SignedIn }
  | { readonly ok: false; readonly problem: Refusal };

async function admit(
  app: FastifyInstance,
  parts: ApiParts,
  request: IncomingMessage,
): Promise<Admitted> {
  const kind = KINDS.get((request.url ?? '').split('?', 1)[0] ?? '');
  if (kind === undefined) return { ok: false, problem: refusal('NOT_FOUND') };
  if (isForeign(request.headers)) return { ok: false, problem: refusal('WRONG_ORIGIN') };
  const signedIn = await signedInBy(parts, app.parseCookie(request.headers.cookie ?? ''));
  if (signedIn === undefined) return { ok: false, problem: refusal('NOT_SIGNED_IN') };
  const isAgent = signedIn.role === 'agent';
  if (isAgent !== (kind === 'agent')) return { ok: false, problem: refusal('FORBIDDEN') };
  return { ok: true, kind, signedIn };
}

function refuseUpgrade(socket: Duplex, problem: Refusal): void {
  const status = statusOf(problem);
  const body = JSON.stringify(refusalBody(problem));
  socket.end(
    [
      `HTTP/1.1 ${status} ${STATUS_CODES[status]}`,
      'Content-Type: application/json; charset=utf-8',
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
}

function openSocket(
  app: FastifyInstance,
  parts: ApiParts,
  socket: WebSocket,
  kind: OpenSocket['kind'],
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
    register(parts, socket, connection);
    new AgentSocket(parts, connection, log).open();
    return;
  }
  const connection: ConstructorParameters<typeof SupervisorSocket>[1] = new PersonSocket({
    ...common,
    kind,
    schema: supervisorMessages,
  });
  register(parts, socket, connection);
  new SupervisorSocket(parts, connection, log).open();
}

function register(parts: ApiParts, socket: WebSocket, connection: OpenSocket): void {
  parts.sockets.add(connection);
  socket.once('close', () => parts.sockets.remove(connection));
}
