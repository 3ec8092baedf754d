export type LateState<Part> =
  | { readonly phase: 'away' }
  | { readonly phase: 'failed' }
  | { readonly phase: 'here'; readonly part: Part };

/** A part of the page that comes after the rest: not fetched yet or on its way, here, or failed. */
export class LatePart<Part> {
  readonly #load: () => Promise<Part>;
  readonly #listeners = new Set<() => void>();
  #state: LateState<Part> = { phase: 'away' };
  #coming: Promise<void> | undefined;

  constructor(load: () => Promise<Part>) {
    this.#load = load;
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly current = (): LateState<Part> => this.#state;

  /** Fetches it unless it is here or on its way; a failed one is tried again. Never rejects. */
  readonly fetch = (): Promise<void> => {
    if (this.#state.phase === 'failed') this.#become({ phase: 'away' });
    this.#coming ??= this.#load().then(
      (part) => this.#become({ phase: 'here', part }),
      () => {
        this.#coming = undefined;
        this.#become({ phase: 'failed' });
      },
    );
    return this.#coming;
  };

  #become(state: LateState<Part>): void {
    this.#state = state;
    for (const tell of this.#listeners) tell();
  }
}

/** Runs `run` once when the page has nothing better to do; the answer cancels it. */
export type WhenIdle = (run: () => void) => () => void;

/**
 * Fetches one after the other, each in idle time. Whichever join in the meantime come too. What has
 * failed by then is left to the person who reads so.
 */
export function fetchInIdleTime(
  parts: Iterable<Pick<LatePart<unknown>, 'fetch' | 'current'>>,
  whenIdle: WhenIdle,
): () => void {
  const rest = parts[Symbol.iterator]();
  let isOver = false;
  let cancel = (): void => undefined;
  const next = (): void => {
    if (isOver) return;
    cancel = whenIdle(() => {
      const { done, value } = rest.next();
      if (done === true) return;
      if (value.current().phase === 'away') void value.fetch().then(next);
      else next();
    });
  };
  next();
  return () => {
    isOver = true;
    cancel();
  };
}
