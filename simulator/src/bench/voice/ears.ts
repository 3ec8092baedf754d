import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { sharedNow } from './shared-clock.ts';

/** Lengths in a packet of RTP (RFC 3550) as Asterisk sends it: no extension, no list of sources. */
const HEADER = 12;
const SSRC_AT = 8;
const PAYLOAD_TYPE_MASK = 0x7f;
const ALAW = 8;
/** Sound that stops for longer than this and comes again is somebody else's. */
const GAP_MS = 100;
/** Often enough for nobody to take the phone for dead. */
const LIFE_MS = 1_000;

/** What is sent to one agent, and when something was last sent back. */
type Leg = { soundAt: number; answeredAt: number; readonly onsets: number[] };

/**
 * The ears of all agents: one port that every leg's sound is sent to, told apart by the port that
 * it comes from. Sound is sent back, so that both directions are carried; of silence a little, for
 * a phone that sends nothing is taken for dead.
 */
export class Ears {
  readonly #socket: Socket;
  readonly #legs = new Map<number, Leg>();

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('message', (packet, from) => this.#onPacket(packet, from));
  }

  static async open(host: string): Promise<Ears> {
    const socket = createSocket({ type: 'udp4', recvBufferSize: 4_194_304 });
    socket.bind(0, host);
    await once(socket, 'listening');
    return new Ears(socket);
  }

  get port(): number {
    return this.#socket.address().port;
  }

  /** When sound that began at or after this instant was first heard from that port. */
  onsetAfter(port: number, at: number): number | undefined {
    return this.#legs.get(port)?.onsets.find((onset) => onset >= at);
  }

  async close(): Promise<void> {
    const closed = once(this.#socket, 'close');
    this.#socket.close();
    await closed;
  }

  #onPacket(packet: Buffer, { port, address }: RemoteInfo): void {
    const now = sharedNow();
    if (packet.length <= HEADER || ((packet[1] ?? 0) & PAYLOAD_TYPE_MASK) !== ALAW) return;
    const leg = this.#legs.get(port) ?? newLeg();
    this.#legs.set(port, leg);
    const isLoud = isSound(packet);
    if (isLoud) hear(leg, now);
    else if (now - leg.answeredAt < LIFE_MS) return;
    leg.answeredAt = now;
    // Another source, or it would be taken for what loops back by mistake.
    packet.writeUInt32BE((packet.readUInt32BE(SSRC_AT) ^ 1) >>> 0, SSRC_AT);
    this.#socket.send(packet, port, address);
  }
}

const newLeg = (): Leg => ({
  soundAt: Number.NEGATIVE_INFINITY,
  answeredAt: Number.NEGATIVE_INFINITY,
  onsets: [],
});

function hear(leg: Leg, now: number): void {
  if (now - leg.soundAt > GAP_MS) leg.onsets.push(now);
  leg.soundAt = now;
}

/** Every other bit of A-law is turned over, and the first one is the sign. */
const EVEN_BITS = 0x55;
const SIZE_MASK = 0x7f;
const QUIET_MAX = 0x30;
const LOOK_AT_EVERY = 3;

/** A tone, and not the silence that a line is filled with. */
function isSound(packet: Buffer): boolean {
  for (let place = HEADER; place < packet.length; place += LOOK_AT_EVERY) {
    if ((((packet[place] ?? 0) ^ EVEN_BITS) & SIZE_MASK) > QUIET_MAX) return true;
  }
  return false;
}
