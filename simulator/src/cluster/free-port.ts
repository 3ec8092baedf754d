import { createServer } from 'node:net';

/** One that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
  const port = await listenFor(0);
  if (port === undefined) throw new Error('no port of this machine is free');
  return port;
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
