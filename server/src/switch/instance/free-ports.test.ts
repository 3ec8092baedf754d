import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { areFree, freePorts, retryElsewhere } from './free-ports.ts';
import { InstanceFault, PortFault } from './instance-fault.ts';

const HOST = '127.0.0.1';

test('finds ports that nobody uses', async () => {
  const ports = await freePorts(HOST);
  expect(await areFree(ports, HOST)).toBe(true);
  expect(ports.rtpFirst).toBeGreaterThan(ports.http);
  expect(ports.rtpLast).toBeLessThan(32_768);
  const few = await freePorts(HOST, 3);
  expect(few.rtpLast - few.rtpFirst).toBe(5);
});

test('sees a port that is taken, of either kind', async () => {
  const ports = await freePorts(HOST);
  const socket = createSocket('udp4').bind(ports.sip, HOST);
  await once(socket, 'listening');
  expect(await areFree(ports, HOST)).toBe(false);
  await new Promise<void>((resolve) => socket.close(resolve));
  expect(await areFree(ports, HOST)).toBe(true);

  const server = createServer().listen(ports.http, HOST);
  onTestFinished(() => void server.close());
  await once(server, 'listening');
  expect(await areFree(ports, HOST)).toBe(false);
});

test('an address that this machine does not have is one sentence', async () => {
  await expect(freePorts('203.0.113.1')).rejects.toThrow(
    'Asterisk cannot listen on 203.0.113.1 (EADDRNOTAVAIL).',
  );
});

const taken = new PortFault('somebody else is there');
const broken = new InstanceFault('it is broken');

// biome-ignore format: a table is read in columns.
test.each<[why: string, problems: readonly Error[], begunOn: readonly number[], end: unknown]>([
  ['a free place is begun on',                  [],                    [1],       'up on 1'],
  ['one that somebody takes is left for others', [taken, taken],       [1, 2, 3], 'up on 3'],
  ['but not for ever',                          [taken, taken, taken], [1, 2, 3], taken],
  ['what is broken is not moved',               [taken, broken],       [1, 2],    broken],
])('%s', async (_why, problems, begunOn, end) => {
  const begun: number[] = [];
  const found = retryElsewhere(
    1,
    async (last) => last + 1,
    async (place) => {
      const problem = problems[begun.length];
      begun.push(place);
      if (problem !== undefined) throw problem;
      return `up on ${place}`;
    },
  );
  expect(await found.catch((problem: unknown) => problem)).toBe(end);
  expect(begun).toEqual(begunOn);
});
