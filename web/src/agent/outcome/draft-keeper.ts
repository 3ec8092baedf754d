import type { Draft } from '@outpace/engine/interactions/interaction.ts';
import { browserSchedule, type Schedule } from '../../live/socket.ts';

/** A pause in typing this long is worth a save, ms. */
export const NOTE_PAUSE_MS = 500;

export type DraftState = {
  /** What the fields show. */
  readonly draft: Draft;
  /** Something typed or chosen here has not come back from the server yet. */
  readonly unsaved: boolean;
  /** Why the last save was refused. */
  readonly problem: unknown;
};

const EMPTY: Draft = {
  callResult: undefined,
  dispositionCode: undefined,
  doNotCall: undefined,
  note: '',
};

/**
 * The draft of one interaction between the fields and the server. What is typed here wins over
 * whatever the server echoes, until the echo has caught up with it.
 */
export class DraftKeeper {
  readonly #save: (draft: Draft) => Promise<void>;
  readonly #schedule: Schedule;
  readonly #listeners = new Set<() => void>();
  #server: Draft = EMPTY;
  #typed: Partial<Draft> = {};
  #inFlight = 0;
  #cancelSave: (() => void) | undefined;
  #state: DraftState = { draft: EMPTY, unsaved: false, problem: undefined };

  constructor(save: (draft: Draft) => Promise<void>, schedule: Schedule = browserSchedule) {
    this.#save = save;
    this.#schedule = schedule;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  readonly current = (): DraftState => this.#state;

  /** The draft as the server has it now. */
  hear(server: Draft): void {
    this.#server = { ...EMPTY, ...server };
    this.#settle();
  }

  /** A choice is made once and saved at once; a note waits for a pause in the typing. */
  readonly choose = (part: Partial<Draft>): void => {
    this.#typed = { ...this.#typed, ...part };
    this.#send();
  };

  readonly write = (note: string): void => {
    this.#typed = { ...this.#typed, note };
    this.#cancelSave?.();
    this.#cancelSave = this.#schedule(() => this.#send(), NOTE_PAUSE_MS);
    this.#settle();
  };

  /** Saves what waits for a pause; called when the page goes away. */
  readonly flush = (): void => {
    if (this.#cancelSave !== undefined) this.#send();
  };

  /** The draft to send along with Mark done, which saves it itself. */
  readonly take = (): Draft => {
    this.#cancelSave?.();
    this.#cancelSave = undefined;
    return this.#merged();
  };

  #merged(): Draft {
    return { ...this.#server, ...this.#typed };
  }

  #send(): void {
    this.#cancelSave?.();
    this.#cancelSave = undefined;
    this.#inFlight += 1;
    this.#save(this.#merged())
      .then(
        () => undefined,
        (problem: unknown) => problem,
      )
      .then((problem) => {
        this.#inFlight -= 1;
        this.#settle(problem);
      });
    this.#settle();
  }

  #settle(problem?: unknown): void {
    // While anything is on its way an equal echo may be an old one that happens to look alike.
    if (this.#inFlight === 0 && this.#cancelSave === undefined) this.#forgetEchoed();
    const unsaved = Object.keys(this.#typed).length > 0;
    this.#state = { draft: this.#merged(), unsaved, problem };
    for (const tell of this.#listeners) tell();
  }

  #forgetEchoed(): void {
    const server = new Map<string, unknown>(Object.entries(this.#server));
    const waiting = Object.entries(this.#typed).filter(([key, value]) => server.get(key) !== value);
    this.#typed = Object.fromEntries(waiting);
  }
}
