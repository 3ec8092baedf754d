import { KEYS, type KeyedAction } from '../keys/key-table.ts';
import { type FocusPlace, isKey, mayAct, type Press } from '../keys/keys.ts';

/** An action of the table that is at hand now. */
export type Binding = {
  readonly action: KeyedAction;
  /** Its name just now, where the table's covers two: Hold, or Resume. */
  readonly label?: string;
  /** Why it cannot be done now; undefined when it can. */
  readonly refused?: string | undefined;
  readonly run: () => void;
};

/** The same for those who only look. */
export type AtHand = Omit<Binding, 'run' | 'label'> & {
  readonly id: string;
  readonly label: string;
};

/** What a key did: nothing, something, or something that is refused just now. */
export type Pressed =
  | { readonly type: 'none' }
  | { readonly type: 'done' }
  | { readonly type: 'refused'; readonly label: string; readonly why: string };

const ORDER = Object.keys(KEYS);

/**
 * Everything that can be done on the page now, as the parts that are shown have it: the keys and
 * the palette go by this one list, so that nothing has a key without being found, or is found
 * without its key.
 */
export class BoundActions {
  readonly #bound = new Map<object, readonly Binding[]>();
  readonly #listeners = new Set<() => void>();
  #atHand: readonly AtHand[] = [];
  #isLooked = true;

  /** `owner` stands for the part of the page; what it had bound before is forgotten. */
  bind(owner: object, bindings: readonly Binding[]): void {
    this.#bound.set(owner, bindings);
    this.#changed();
  }

  unbind(owner: object): void {
    this.#bound.delete(owner);
    this.#changed();
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** In the order of the table; the same array until something that can be seen changes. */
  readonly current = (): readonly AtHand[] => {
    if (!this.#isLooked) this.#look();
    return this.#atHand;
  };

  /** By id, or the first by the name of its action; nothing when it is refused just now. */
  run(wanted: string): void {
    const meant = (one: Binding): boolean => one.action === wanted || idOf(one) === wanted;
    this.#all()
      .find((one) => meant(one) && one.refused === undefined)
      ?.run();
  }

  press(press: Press, place: FocusPlace): Pressed {
    const meant = this.#all().filter(({ action }) => isKey(press, KEYS[action].key));
    const binding = meant.find(({ refused }) => refused === undefined) ?? meant[0];
    if (binding === undefined || !mayAct(KEYS[binding.action].key, place)) return { type: 'none' };
    const { refused } = binding;
    if (refused !== undefined) return { type: 'refused', label: labelOf(binding), why: refused };
    binding.run();
    return { type: 'done' };
  }

  #all(): readonly Binding[] {
    return [...this.#bound.values()].flat();
  }

  /** Bound anew with every drawing; while the palette is closed nobody asks what that changed. */
  #changed(): void {
    this.#isLooked = false;
    if (this.#listeners.size === 0) return;
    const before = this.#atHand;
    if (this.current() === before) return;
    for (const tell of this.#listeners) tell();
  }

  #look(): void {
    this.#isLooked = true;
    const next = this.#all()
      .map((binding) => ({
        id: idOf(binding),
        action: binding.action,
        label: labelOf(binding),
        refused: binding.refused,
      }))
      .toSorted((a, b) => ORDER.indexOf(a.action) - ORDER.indexOf(b.action));
    if (JSON.stringify(next) === JSON.stringify(this.#atHand)) return;
    this.#atHand = next;
  }
}

const labelOf = ({ action, label }: Binding): string => label ?? KEYS[action].name;

/** One action may be bound twice under two names. */
const idOf = (binding: Binding): string => `${binding.action}: ${labelOf(binding)}`;
