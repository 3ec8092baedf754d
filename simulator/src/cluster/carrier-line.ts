import type { Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { SiteId } from '@outpace/engine/basics/ids.ts';
import type { SurvivingLeg } from '@outpace/engine/dialing/surviving-leg.ts';
import type { Action } from '@outpace/engine/effect.ts';
import type { SwitchEvent } from '@outpace/engine/event.ts';

/** What a process says to the carrier that several reach: first of all, for which site. */
export type ToCarrier =
  | { readonly type: 'site'; readonly siteId: SiteId; readonly by: string }
  | { readonly type: 'order'; readonly order: Action }
  | { readonly type: 'survey'; readonly n: number };

export type FromCarrier =
  | { readonly type: 'event'; readonly event: SwitchEvent }
  | { readonly type: 'legs'; readonly n: number; readonly legs: readonly SurvivingLeg[] }
  /** Another process has this site now. */
  | { readonly type: 'replaced' };

/** One JSON value in each line; both ends are of the same build. */
export class CarrierLine<Incoming, Outgoing> {
  readonly #socket: Socket;

  constructor(socket: Socket, hear: (said: Incoming) => void, onClose: () => void) {
    this.#socket = socket;
    socket.setNoDelay(true);
    const lines = createInterface({ input: socket });
    lines.on('line', (line) => hear(JSON.parse(line)));
    // A line that breaks says so by closing.
    lines.on('error', () => undefined);
    socket.on('error', () => undefined);
    socket.once('close', onClose);
  }

  say(what: Outgoing): void {
    if (this.#socket.writable) this.#socket.write(`${JSON.stringify(what)}\n`);
  }

  end(): Promise<void> {
    return new Promise((resolve) => {
      if (this.#socket.destroyed) return resolve();
      this.#socket.once('close', () => resolve());
      this.#socket.end();
      return undefined;
    });
  }
}
