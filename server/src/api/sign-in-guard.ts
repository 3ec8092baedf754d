/** Failures of one kind in a time after which nobody is let try again. */
type Limit = { readonly failuresMax: number; readonly withinMs: number };

/** Whoever guesses from one place, whatever the names. */
const OF_ADDRESS: Limit = { failuresMax: 10, withinMs: 60_000 };
/** Whoever guesses at one name, from wherever. */
const OF_NAME: Limit = { failuresMax: 20, withinMs: 15 * 60_000 };

/** Names and addresses that are remembered; the oldest is forgotten for the next. */
const REMEMBERED_MAX = 20_000;

/**
 * Makes guessing passwords slow. Only failures count: a whole shift may sign in at once from one
 * address.
 */
export class SignInGuard {
  readonly #now: () => number;
  readonly #addresses = new Failures(OF_ADDRESS);
  readonly #names = new Failures(OF_NAME);

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  refuses(name: string, address: string): boolean {
    const at = this.#now();
    return this.#addresses.areTooMany(address, at) || this.#names.areTooMany(name, at);
  }

  failed(name: string, address: string): void {
    const at = this.#now();
    this.#addresses.add(address, at);
    this.#names.add(name, at);
  }

  /** Of the name nothing is remembered any more; whoever shares the address proves nothing. */
  succeeded(name: string): void {
    this.#names.forget(name);
  }
}

class Failures {
  readonly #limit: Limit;
  readonly #at = new Map<string, readonly number[]>();

  constructor(limit: Limit) {
    this.#limit = limit;
  }

  areTooMany(key: string, at: number): boolean {
    return this.#recent(key, at).length >= this.#limit.failuresMax;
  }

  add(key: string, at: number): void {
    // No more than decides: a name under attack must not grow.
    const recent = [...this.#recent(key, at), at].slice(-this.#limit.failuresMax);
    // Put anew, so that the first of the map is the one that failed longest ago.
    this.#at.delete(key);
    this.#at.set(key, recent);
    if (this.#at.size <= REMEMBERED_MAX) return;
    const [oldest] = this.#at.keys();
    if (oldest !== undefined) this.#at.delete(oldest);
  }

  forget(key: string): void {
    this.#at.delete(key);
  }

  #recent(key: string, at: number): readonly number[] {
    return (this.#at.get(key) ?? []).filter((each) => at - each < this.#limit.withinMs);
  }
}
