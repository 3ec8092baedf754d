import type { AriAddress, AriCaller, AriLog, AriWatcher } from './connection.ts';
import { AriConnection } from './connection.ts';
import type { Timers } from './timers.ts';

/** Not the application of any site: no id of a site has this character. */
const ASIDE = '~aside';

/**
 * Two connections to one switch, which are up together or not at all. The switch serves what comes
 * over one of them one after another, and beginning or ending a call takes it longest: who has
 * answered must not wait behind that.
 */
export class AriLines {
  /** For events, and for whatever somebody is waiting for. */
  readonly #first: AriConnection;
  readonly #second: AriConnection;
  readonly #watcher: AriWatcher;
  #phase: 'down' | 'up' | 'ended' = 'down';

  constructor(address: AriAddress, watcher: AriWatcher, timers: Timers, log: AriLog) {
    this.#watcher = watcher;
    const onUp = (): void => this.#onUp();
    const onEnd: AriWatcher['onEnd'] = (reason) => this.#onEnd(reason);
    const onEvent: AriWatcher['onEvent'] = (event) => {
      // What was said before both are up is found by whoever looks then.
      if (this.#phase === 'up') watcher.onEvent(event);
    };
    const first = { onUp, onEnd, onEvent, onDown: () => this.#onDown(this.#second) };
    const ignore = (): void => undefined;
    const second = { ...first, onEvent: ignore, onDown: () => this.#onDown(this.#first) };
    this.#first = new AriConnection(address, first, timers, log);
    const aside = { ...address, app: `${address.app}${ASIDE}` };
    this.#second = new AriConnection(aside, second, timers, log);
  }

  get isUp(): boolean {
    return this.#phase === 'up';
  }

  get first(): AriCaller {
    return this.#first;
  }

  get second(): AriCaller {
    return this.#second;
  }

  /** As of one connection: true once both are up, and rejects when trying again is useless. */
  async open(): Promise<boolean> {
    await Promise.all([this.#first.open(), this.#second.open()]);
    return this.isUp;
  }

  async close(): Promise<void> {
    this.#phase = 'ended';
    await Promise.all([this.#first.close(), this.#second.close()]);
  }

  #onUp(): void {
    if (this.#phase !== 'down' || !this.#first.isUp || !this.#second.isUp) return;
    this.#phase = 'up';
    this.#watcher.onUp();
  }

  /** Orders of either may be lost: only with both anew it is known again what is. */
  #onDown(other: AriConnection): void {
    if (this.#phase !== 'up') return;
    this.#phase = 'down';
    other.breakOff();
    this.#watcher.onDown();
  }

  #onEnd(reason: Parameters<AriWatcher['onEnd']>[0]): void {
    if (this.#phase === 'ended') return;
    void this.close();
    this.#watcher.onEnd(reason);
  }
}
