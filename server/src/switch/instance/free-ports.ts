import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { errorCode } from '../../store/store-start-fault.ts';
import { InstanceFault } from './instance-fault.ts';

export type Ports = {
  /** SIP over UDP. */
  readonly sip: number;
  /** Requests, events and SIP over websockets. */
  readonly http: number;
  readonly rtpFirst: number;
  readonly rtpLast: number;
};

// Below what the system gives away by itself.
const BASE_MIN = 10_000;
const BASE_MAX = 28_000;
const BASE_STEP = 10;
const RTP_OFFSET = 100;
const RTP_PER_LEG = 2;
/** Of calls and agents together, when nobody says otherwise. */
export const LEGS_MAX = 1_000;
const TRIES_MAX = 200;

export const portsFrom = (base: number, legsMax = LEGS_MAX): Ports => ({
  sip: base,
  http: base + 1,
  rtpFirst: base + RTP_OFFSET,
  rtpLast: base + RTP_OFFSET + legsMax * RTP_PER_LEG - 1,
});

/** Ports at random that nobody uses now, so that instances can be started beside each other. */
export async function freePorts(host: string, legsMax = LEGS_MAX): Promise<Ports> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const base = randomInt(BASE_MIN / BASE_STEP, BASE_MAX / BASE_STEP) * BASE_STEP;
    const ports = portsFrom(base, legsMax);
    if (await areFree(ports, host)) return ports;
  }
  throw new InstanceFault(`No free ports were found for Asterisk on ${host}.`);
}

/** Whether an instance could listen on them now. Of the range it takes what is free by itself. */
export async function areFree({ sip, http, rtpFirst }: Ports, host: string): Promise<boolean> {
  const udp = await Promise.all([isUdpFree(sip, host), isUdpFree(rtpFirst, host)]);
  return udp.every((isFree) => isFree) && (await isTcpFree(http));
}

export async function isUdpFree(port: number, host: string): Promise<boolean> {
  const socket = createSocket('udp4');
  try {
    socket.bind(port, host);
    await once(socket, 'listening');
    return true;
  } catch (problem) {
    return isInUse(problem, host);
  } finally {
    await new Promise<void>((resolve) => socket.close(resolve));
  }
}

async function isTcpFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
    return true;
  } catch (problem) {
    return isInUse(problem, '127.0.0.1');
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}

/** False: not free. Any other problem is not about the port. */
function isInUse(problem: unknown, host: string): false {
  const code = errorCode(problem);
  if (code === 'EADDRINUSE') return false;
  throw new InstanceFault(`Asterisk cannot listen on ${host} (${code ?? String(problem)}).`, {
    cause: problem,
  });
}
