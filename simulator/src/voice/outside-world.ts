import type { AriEnd } from '@outpace/server/switch/asterisk/ari-faults.ts';
import type { AriEvent } from '@outpace/server/switch/asterisk/ari-types.ts';
import { AriConnection, type AriLog } from '@outpace/server/switch/asterisk/connection.ts';
import { realTimers } from '@outpace/server/switch/asterisk/timers.ts';
import type { AsteriskInstance } from '@outpace/server/switch/instance/instance.ts';
import { InstanceFault } from '@outpace/server/switch/instance/instance-fault.ts';
import type { Program } from '@outpace/server/switch/instance/run-program.ts';
import { WORLD_APP } from '@outpace/server/switch/instance/world-config.ts';
import type { Behaviour } from './behaviour.ts';
import { Changes } from './changes.ts';
import { EAR, earOf, WorldCall } from './world-call.ts';
import { WorldSounds } from './world-sounds.ts';

export type WorldOrder = {
  /** Of the role `world`, and running. */
  readonly instance: AsteriskInstance;
  /** What a number does this time; `dialedBefore` counts the earlier calls to it. */
  readonly behave: (number: string, dialedBefore: number) => Behaviour;
  /** Speaks; without it voices are hummed. */
  readonly synthesiser?: Program | undefined;
  /** Whether what each called party hears is kept. Default `forgotten`. */
  readonly hearing?: 'recorded' | 'forgotten';
  readonly log: AriLog;
};

const CALLS_KEPT_MAX = 5_000;

/**
 * Everybody who can be called: a second Asterisk behind a trunk, whose called parties ring, answer,
 * speak, listen and hang up as a function says.
 */
export class OutsideWorld {
  readonly #order: WorldOrder;
  readonly #sounds: WorldSounds;
  readonly #ari: AriConnection;
  readonly #changes = new Changes();
  readonly #calls = new Map<string, WorldCall>();
  readonly #dialed = new Map<string, number>();

  private constructor(order: WorldOrder) {
    const { instance, synthesiser, log } = order;
    this.#order = order;
    this.#sounds = new WorldSounds(instance.soundsFolder, synthesiser);
    const { url, user, secret } = instance;
    const watcher = {
      onUp: () => undefined,
      onDown: () => log.warn('the outside world cannot be reached'),
      onEvent: (event: AriEvent) => this.#onEvent(event),
      onEnd: (reason: AriEnd) => log.error({ err: reason }, 'the outside world has ended'),
    };
    const address = { url, user, secret, app: WORLD_APP };
    this.#ari = new AriConnection(address, watcher, realTimers(), log);
  }

  static async open(order: WorldOrder): Promise<OutsideWorld> {
    const world = new OutsideWorld(order);
    if (await world.#ari.open()) return world;
    await world.#ari.close();
    throw new InstanceFault('The outside world does not answer.');
  }

  /** All calls so far, in the order they came. */
  get calls(): readonly WorldCall[] {
    return [...this.#calls.values()];
  }

  /** The next call to this number that has not ended, or the one that is there. */
  callTo(number: string): Promise<WorldCall> {
    return this.until(`a call to ${number}`, () =>
      this.calls.findLast((call) => call.number === number && call.phase !== 'ended'),
    );
  }

  /** Resolves when `look` finds what it looks for; it looks whenever a call comes or goes. */
  until<Answer>(what: string, look: () => Answer | undefined): Promise<Answer> {
    return this.#changes.until(what, look);
  }

  /** Nobody answers any more; calls that are up go on until somebody hangs up. */
  async close(): Promise<void> {
    await this.#ari.close();
  }

  #onEvent(event: AriEvent): void {
    if (event.type === 'StasisStart' && event.args[0] !== EAR) this.#begin(event);
    else this.#callOf(event)?.onEvent(event);
    this.#changes.tell();
  }

  #begin({ channel, args }: Extract<AriEvent, { type: 'StasisStart' }>): void {
    const [number = '', caller = ''] = args;
    const { instance, behave, hearing = 'forgotten', log } = this.#order;
    const call = new WorldCall(channel.id, number, caller, {
      ari: this.#ari,
      sounds: this.#sounds,
      recordingsFolder: instance.recordingsFolder,
      hearing,
      log,
    });
    this.#forgetOne();
    this.#calls.set(channel.id, call);
    const dialedBefore = this.#dialed.get(number) ?? 0;
    this.#dialed.set(number, dialedBefore + 1);
    void call.live(behave(number, dialedBefore));
  }

  /** A world that is called for days must not grow. */
  #forgetOne(): void {
    if (this.#calls.size < CALLS_KEPT_MAX) return;
    const ended = this.calls.find(({ phase }) => phase === 'ended');
    if (ended !== undefined) this.#calls.delete(ended.id);
  }

  #callOf(event: AriEvent): WorldCall | undefined {
    const id = channelOf(event);
    return id === undefined ? undefined : (this.#calls.get(id) ?? this.#ownerOf(id));
  }

  #ownerOf(earId: string): WorldCall | undefined {
    return earId.startsWith(earOf('')) ? this.#calls.get(earId.slice(earOf('').length)) : undefined;
  }
}

/** The channel that an event is about. */
function channelOf(event: AriEvent): string | undefined {
  if ('channel' in event) return event.channel.id;
  const target =
    'playback' in event
      ? event.playback.target_uri
      : 'recording' in event
        ? event.recording.target_uri
        : '';
  return target.startsWith('channel:') ? target.slice('channel:'.length) : undefined;
}
