import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { sharedNow } from './shared-clock.ts';

/** Places in a packet of RTP (RFC 3550) as Asterisk sends it: no extension, no list of sources. */
const HEADER = 12;
const SEQUENCE_AT = 2;
const TIMESTAMP_AT = 4;
const SSRC_AT = 8;
const PAYLOAD_TYPE_MASK = 0x7f;
const ALAW = 8;
/** Sound that stops for longer than this and comes again is somebody else's. */
const GAP_MS = 100;
/** A phone that sends nothing is taken for dead, or for not there yet. */
const LIFE_MS = 100;
const SAMPLES_PER_MS = 8;
const PACKET_MS = 20;
/** What a line is filled with. */
const SILENT_BYTE = 0xd5;
/** Version 2, and nothing else. */
const FIRST_BYTE = 0x80;

/** What is sent to one agent, and when and how much was sent back. */
type Leg = { soundAt: number; sent: number; readonly onsets: number[] };

/**
 * The ears of all agents: one port that every leg's sound is sent to, told apart by the port that
 * it comes from. Sound is sent back, so that both directions are carried, and a little silence all
 * the time.
 */
export class Ears {
  readonly #socket: Socket;
  readonly #host: string;
  readonly #legs = new Map<number, Leg>();
  #isOpen = true;

  private constructor(socket: Socket, host: string) {
    this.#socket = socket;
    this.#host = host;
    socket.on('message', (packet, from) => this.#onPacket(packet, from));
    void this.#live();
  }

  static async open(host: string): Promise<Ears> {
    const socket = createSocket({ type: 'udp4', recvBufferSize: 4_194_304 });
    socket.bind(0, host);
    await once(socket, 'listening');
    return new Ears(socket, host);
  }

  get port(): number {
    return this.#socket.address().port;
  }

  /** From now on these legs are heard to be there; no others. */
  answer(ports: Iterable<number>): void {
    const wanted = new Set(ports);
    for (const port of this.#legs.keys()) if (!wanted.has(port)) this.#legs.delete(port);
    for (const port of wanted) if (!this.#legs.has(port)) this.#legs.set(port, newLeg());
  }

  /** When sound that began at or after this instant was first heard from that port. */
  onsetAfter(port: number, at: number): number | undefined {
    return this.#legs.get(port)?.onsets.find((onset) => onset >= at);
  }

  async close(): Promise<void> {
    this.#isOpen = false;
    const closed = once(this.#socket, 'close');
    this.#socket.close();
    await closed;
  }

  #onPacket(packet: Buffer, { port }: RemoteInfo): void {
    if (packet.length <= HEADER || ((packet[1] ?? 0) & PAYLOAD_TYPE_MASK) !== ALAW) return;
    const leg = this.#legs.get(port);
    if (leg === undefined || !isSound(packet)) return;
    hear(leg, sharedNow());
    this.#send(port, leg, packet);
  }

  async #live(): Promise<void> {
    while (this.#isOpen) {
      for (const [port, leg] of this.#legs) this.#send(port, leg, silence());
      await sleep(LIFE_MS);
    }
  }

  #send(port: number, leg: Leg, packet: Buffer): void {
    leg.sent += 1;
    // A stream of our own: one that jumps, or that is ours by its source, is not listened to.
    packet.writeUInt16BE(leg.sent % 0x1_0000, SEQUENCE_AT);
    packet.writeUInt32BE(Math.round(sharedNow() * SAMPLES_PER_MS) % 0x1_0000_0000, TIMESTAMP_AT);
    packet.writeUInt32BE(port, SSRC_AT);
    this.#socket.send(packet, port, this.#host);
  }
}

function silence(): Buffer {
  const packet = Buffer.alloc(HEADER + PACKET_MS * SAMPLES_PER_MS, SILENT_BYTE);
  packet[0] = FIRST_BYTE;
  packet[1] = ALAW;
  return packet;
}

const newLeg = (): Leg => ({
  soundAt: Number.NEGATIVE_INFINITY,
  sent: 0,
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
