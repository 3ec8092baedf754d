import { randomInt } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { errorCode } from '../../store/store-start-fault.ts';
import { InstanceFault, PortFault } from './instance-fault.ts';

export type Ports = {
  /** SIP over UDP. */
  readonly sip: number;
  /** Requests, events and SIP over websockets. */
  readonly http: number;
  readonly rtpFirst: number;
  readonly rtpLast: number;
};

// Below what the system gives away by itself, and apart from each other: the sound of one instance
// must not sit where another one listens.
const LISTEN_MIN = 10_000;
const LISTEN_MAX = 14_998;
const RTP_MIN = 15_000;
const RTP_MAX = 32_766;
const RTP_PER_LEG = 2;
/** Of calls and agents together, when nobody says otherwise. */
export const LEGS_MAX = 1_000;
const TRIES_MAX = 200;
const STARTS_MAX = 3;

/** Ports at random that nobody uses now, so that instances can be started beside each other. */
export async function freePorts(host: string, legsMax = LEGS_MAX): Promise<Ports> {
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const sip = evenBetween(LISTEN_MIN, LISTEN_MAX);
    const rtpFirst = evenBetween(RTP_MIN, RTP_MAX - legsMax * RTP_PER_LEG);
    const rtpLast = rtpFirst + legsMax * RTP_PER_LEG - 1;
    const ports = { sip, http: sip + 1, rtpFirst, rtpLast };
    if (await areFree(ports, host)) return ports;
  }
  throw new InstanceFault(`No free ports were found for Asterisk on ${host}.`);
}

const evenBetween = (from: number, to: number): number => 2 * randomInt(from / 2, to / 2);

/** Whether an instance could listen on them now. For sound it takes what is free by itself. */
export const areFree = async ({ sip, http }: Ports, host: string): Promise<boolean> =>
  (await isUdpFree(sip, host)) && (await isTcpFree(http));

/**
 * Between the look at a port and the start on it somebody else may take it: whatever `begin` finds
 * so, with a `PortFault`, is begun once more elsewhere.
 */
export async function retryElsewhere<Place, Begun>(
  first: Place,
  elsewhere: (last: Place) => Promise<Place>,
  begin: (place: Place) => Promise<Begun>,
): Promise<Begun> {
  let place = first;
  for (let starts = 1; ; starts += 1) {
    try {
      return await begin(place);
    } catch (problem) {
      if (!(problem instanceof PortFault) || starts === STARTS_MAX) throw problem;
    }
    place = await elsewhere(place);
  }
}

async function isUdpFree(port: number, host: string): Promise<boolean> {
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
