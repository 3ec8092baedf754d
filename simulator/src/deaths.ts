/**
 * Where a process may die: it has taken the site and knows nothing yet; it has decided, and nothing
 * is done; something is done at once; a transaction has begun; it is durable, and nothing that
 * waited for it is done; one thing is.
 */
export type Place = 'taken' | 'decided' | 'acted' | 'begun' | 'durable' | 'released';

/** What has become of the transaction that was on its way: written and unannounced, or lost. */
export type Disk = 'written' | 'lost';

/** One death: at the how manieth place that is passed, from 1, counted over all processes. */
export type Death = { readonly at: number; readonly disk: Disk };

/** Something that was passed in a world, for whoever wants to die there in another one. */
export type Passed = {
  readonly place: Place;
  /** A transaction was on its way, so that there are two ways to die here. */
  readonly isInFlight: boolean;
};

/** The deaths of the processes of one world, and all places at which they could have died. */
export class Deaths {
  readonly passed: Passed[] = [];
  readonly #due: Death[];
  #happened = 0;

  /** In the order in which they are reached. */
  constructor(deaths: readonly Death[] = []) {
    this.#due = [...deaths];
  }

  /** Those that came about. */
  get happened(): number {
    return this.#happened;
  }

  /** Asked at every place; undefined: the process lives on. */
  at(place: Place, isInFlight: boolean): Disk | undefined {
    this.passed.push({ place, isInFlight });
    const [next] = this.#due;
    if (next === undefined || next.at > this.passed.length) return undefined;
    this.#due.shift();
    this.#happened += 1;
    return next.disk;
  }
}
