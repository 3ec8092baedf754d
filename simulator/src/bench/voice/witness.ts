import { AriFault } from '@outpace/server/switch/asterisk/ari-faults.ts';
import type { AriEvent } from '@outpace/server/switch/asterisk/ari-types.ts';
import type { AriAddress } from '@outpace/server/switch/asterisk/connection.ts';
import { AriConnection } from '@outpace/server/switch/asterisk/connection.ts';
import { realTimers } from '@outpace/server/switch/asterisk/timers.ts';
import { pino } from 'pino';
import { sharedNow } from './shared-clock.ts';

/** Where the switch says that two legs hear each other. */
export type Joined = { readonly at: number; readonly withLeg: string };

type Address = Pick<AriAddress, 'url' | 'user' | 'secret'>;

const APP = 'bench-witness';
const NOT_NEEDED = ['BridgeCreated', 'BridgeDestroyed', 'ChannelLeftBridge', 'BridgeMerged'];

/** Looks on from outside, with the same eyes for both arms: who is joined with whom, and when. */
export class Witness {
  readonly #ari: AriConnection;
  readonly #joined = new Map<string, Joined>();

  private constructor({ url, user, secret }: Address) {
    const ignore = (): void => undefined;
    const onEvent = (event: AriEvent): void => this.#onEvent(event);
    const watcher = { onUp: ignore, onDown: ignore, onEnd: ignore, onEvent };
    const log = pino({ level: 'silent' });
    this.#ari = new AriConnection({ url, user, secret, app: APP }, watcher, realTimers(), log);
  }

  static async open(address: Address): Promise<Witness> {
    const witness = new Witness(address);
    const ari = witness.#ari;
    if (!(await ari.open())) throw new Error('Asterisk does not let the benchmark look on');
    const filter = { disallowed: NOT_NEEDED.map((type) => ({ type })) };
    await ari.call('filterEvents', { applicationName: APP, filter });
    // No name after the colon: all of them.
    await ari.call('subscribe', { applicationName: APP, eventSource: 'bridge:' });
    return witness;
  }

  /** The first time that this leg was in a bridge together with another. */
  joined(legId: string): Joined | undefined {
    return this.#joined.get(legId);
  }

  async version(): Promise<string> {
    const { system } = await this.#ari.call('info', { only: 'system' });
    return system?.version ?? 'unknown';
  }

  async legs(): Promise<readonly string[]> {
    return (await this.#ari.call('listChannels', {})).map(({ id }) => id);
  }

  /** The ports that the sound of these legs is sent from, by leg; those that have one by now. */
  async portsOf(legIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    const ports = new Map<string, number>();
    for (const channelId of legIds) {
      const value = await this.#soundOf(channelId);
      if (value !== '') ports.set(channelId, Number(value.slice(value.lastIndexOf(':') + 1)));
    }
    return ports;
  }

  async #soundOf(channelId: string): Promise<string> {
    try {
      const variable = 'CHANNEL(rtp,src)';
      return (await this.#ari.call('variable', { channelId, variable })).value;
    } catch (problem) {
      if (problem instanceof AriFault && problem.kind === 'refused') return '';
      throw problem;
    }
  }

  async close(): Promise<void> {
    await this.#ari.close();
  }

  #onEvent(event: AriEvent): void {
    if (event.type !== 'ChannelEnteredBridge') return;
    const at = sharedNow();
    const [one, other, ...more] = event.bridge.channels;
    if (one === undefined || other === undefined || more.length > 0) return;
    // A customer's leg is joined once; of an agent's only the first time is kept, and never asked.
    if (!this.#joined.has(one)) this.#joined.set(one, { at, withLeg: other });
    if (!this.#joined.has(other)) this.#joined.set(other, { at, withLeg: one });
  }
}
