import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/** Below what systems hand out by themselves. */
const FIRST = 20_000;
const COUNT = 4_000;
const TRIES_MAX = 100;

/**
 * One that nobody listens on at this moment. The system gives it to nobody who asks for any port or
 * connects to somewhere, so that whoever was killed can come back to it.
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const port = await listenFor(randomInt(FIRST, FIRST + COUNT));
    if (port !== undefined) return port;
  }
  throw new Error('no port of this machine is free');
}

/** The first of them that somebody listens on; undefined: all are free. */
export async function firstBusyPort(ports: readonly number[]): Promise<number | undefined> {
  for (const port of ports) if ((await listenFor(port)) === undefined) return port;
  return undefined;
}

/** The port that could be listened on, undefined where it could not. */
async function listenFor(port: number): Promise<number | undefined> {
  const server = createServer();
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      const found = typeof address === 'object' ? address?.port : undefined;
      server.close(() => resolve(found));
    });
  });
}
