import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { AriEvent, AriEventType } from '@outpace/server/switch/asterisk/ari-types.ts';
import { AriConnection } from '@outpace/server/switch/asterisk/connection.ts';
import { realTimers } from '@outpace/server/switch/asterisk/timers.ts';
import {
  DIAL_CONTEXT,
  INCOMING_CONTEXT,
  TRUNK_TRANSPORT,
} from '@outpace/server/switch/instance/dialer-config.ts';
import { type AsteriskInstance, startInstance } from '@outpace/server/switch/instance/instance.ts';
import type { Samples } from '@outpace/server/switch/instance/samples.ts';
import { parseWav } from '@outpace/server/switch/instance/wav.ts';
import { pino } from 'pino';
import { Changes } from './changes.ts';

const APP = 'test-line';
const SILENT = pino({ level: 'silent' });

export type EventOf<Type extends AriEventType> = Extract<AriEvent, { type: Type }>;

/** A bare dialer for tests of the world: an Asterisk with one trunk, and every event it tells. */
export class TestLine {
  readonly folder: string;
  readonly dialer: AsteriskInstance;
  readonly #changes = new Changes();
  readonly #events: AriEvent[] = [];
  #ari: AriConnection | undefined;
  #dialed = 0;

  private constructor(folder: string, dialer: AsteriskInstance) {
    this.folder = folder;
    this.dialer = dialer;
  }

  /** `carrier`: where the trunk leads, such as `127.0.0.1:5060`. */
  static async open(carrier: string): Promise<TestLine> {
    const folder = await mkdtemp(join(tmpdir(), 'outpace-line-'));
    const dialer = await startInstance({ folder: join(folder, 'dialer'), role: 'dialer' });
    const line = new TestLine(folder, dialer);
    await line.listen();
    await line.#push('aor', { contact: `sip:${carrier}`, qualify_frequency: '2' });
    await line.#push('endpoint', {
      transport: TRUNK_TRANSPORT,
      context: INCOMING_CONTEXT,
      allow: '!all,alaw',
      aors: 'trunk',
      direct_media: 'no',
    });
    await line.#push('identify', { endpoint: 'trunk', match: carrier });
    // A call that enters by the dialplan is told about from its answer on, others by the trunk.
    const eventSource = 'endpoint:PJSIP/trunk';
    await line.ari.call('subscribe', { applicationName: APP, eventSource });
    return line;
  }

  get ari(): AriConnection {
    if (this.#ari === undefined) throw new Error('the line has no application');
    return this.#ari;
  }

  get events(): readonly AriEvent[] {
    return this.#events;
  }

  /** The application comes, or comes back. */
  async listen(): Promise<void> {
    const { url, user, secret } = this.dialer;
    const onEvent = (event: AriEvent): void => {
      this.#events.push(event);
      this.#changes.tell();
    };
    const ignore = (): void => undefined;
    const watcher = { onUp: ignore, onDown: ignore, onEnd: ignore, onEvent };
    const address = { url, user, secret, app: APP };
    this.#ari = new AriConnection(address, watcher, realTimers(), SILENT);
    if (!(await this.#ari.open())) throw new Error('the line cannot be opened');
  }

  /** The application goes; its calls stay. */
  async leave(): Promise<void> {
    await this.#ari?.close();
    this.#ari = undefined;
  }

  /** Dials a number and answers the id of the call. */
  async dial(number: string, more: { readonly timeoutSeconds?: number } = {}): Promise<string> {
    this.#dialed += 1;
    const channelId = `call-${String(this.#dialed).padStart(6, '0')}`;
    await this.ari.call('originate', {
      endpoint: `PJSIP/${number}@trunk`,
      context: DIAL_CONTEXT,
      extension: 's',
      priority: 1,
      channelId,
      formats: 'alaw',
      timeout: more.timeoutSeconds ?? 20,
      variables: { OUTPACE_APP: APP, OUTPACE_LEG: 'customer' },
    });
    return channelId;
  }

  /** The first event of this kind about this call, past or future. */
  told<Type extends AriEventType>(type: Type, callId: string): Promise<EventOf<Type>> {
    const isIt = (event: AriEvent): event is EventOf<Type> =>
      event.type === type && 'channel' in event && event.channel.id === callId;
    return this.#changes.until(`${type} of ${callId}`, () => this.#events.find(isIt));
  }

  /** Resolves when `look` finds what it looks for among all events so far. */
  async until(what: string, look: (events: readonly AriEvent[]) => boolean): Promise<void> {
    await this.#changes.until(what, () => look(this.#events) || undefined);
  }

  /** Resolves when this recording is complete. */
  async recorded(name: string): Promise<void> {
    await this.until(`the recording ${name}`, (events) =>
      events.some((event) => event.type === 'RecordingFinished' && event.recording.name === name),
    );
  }

  async recording(name: string): Promise<Samples> {
    const samples = parseWav(await readFile(join(this.dialer.recordingsFolder, `${name}.wav`)));
    if (samples === undefined) throw new Error(`the recording ${name} cannot be read`);
    return samples;
  }

  async close(): Promise<void> {
    await this.leave();
    await this.dialer.kill();
    await rm(this.folder, { recursive: true });
  }

  async #push(objectType: string, fields: Readonly<Record<string, string>>): Promise<void> {
    await this.ari.call('putObject', {
      configClass: 'res_pjsip',
      objectType,
      id: 'trunk',
      fields: Object.entries(fields).map(([attribute, value]) => ({ attribute, value })),
    });
  }
}
