import { must } from '@outpace/engine/basics/assert.ts';
import type { CallingListId, CommandId } from '@outpace/engine/basics/ids.ts';
import { chainId, recordId } from '@outpace/engine/basics/ids.ts';
import type { Instant, Millis } from '@outpace/engine/basics/time.ts';
import { after, millis, minutes } from '@outpace/engine/basics/time.ts';
import type { ListSelection } from '@outpace/engine/calling-lists/list-selection.ts';
import type {
  ListedSuppression,
  SuppressionKey,
} from '@outpace/engine/calling-lists/suppression.ts';
import { EVERYBODY } from '@outpace/engine/calling-lists/suppression.ts';
import type { CampaignPlan } from '@outpace/engine/campaigns/campaign.ts';
import type { EventBody, SupervisorCommand } from '@outpace/engine/event.ts';
import type { SiteState } from '@outpace/engine/state.ts';
import { type ChainWish, namedBy } from '@outpace/server/dialer/out-of-turn.ts';
import type { AgentSetup } from './agents.ts';
import { drawAnswer, drawChainWish } from './chain-changes.ts';
import { drawOrder, drawSelection, SELECTABLE } from './drawn-orders.ts';
import type { ListOrder } from './lists.ts';
import { drawChains } from './lists.ts';
import type { Prng } from './prng.ts';
import type { SimulatedStore } from './store.ts';
import type { StoredChain } from './stored.ts';
import { meddle } from './third-party.ts';

/** What comes from outside while people are called. Shares of looks, 0..1. */
export type OutsideSetup = {
  /** Somebody takes a record back, or changes a promise. */
  readonly meddles: number;
  /** An import adds people to a list, or replaces what it has by a key. */
  readonly imports: number;
  /** A suppression list gets an entry, most of them with an end. */
  readonly lists: number;
  /**
   * A program changes a chain: ends it, puts it off, gives it other numbers. As often another
   * system answers for whom it was delegated: late, twice, or for many never.
   */
  readonly changes: number;
  /** Somebody changes the order: of a campaign group, or of a list. Default: nobody. */
  readonly orders?: number;
  /** The calling lists that are imported into, each with the people it may get. */
  readonly sources: readonly ListOrder[];
};

/** What somebody outside of the calls can reach of a site. */
export type OutsideLine = {
  readonly prng: Prng;
  readonly store: SimulatedStore;
  readonly plans: readonly CampaignPlan[];
  readonly agents: readonly AgentSetup[];
  now(): Instant;
  /** Undefined while no process is there. */
  state(): SiteState | undefined;
  nextCommandId(): CommandId;
  /** A suppression list has these. */
  listed(entries: readonly ListedSuppression[]): void;
  /** A list has this selection, and the engine may not know yet. */
  selected(listId: CallingListId, selection: ListSelection): void;
  /** Now. */
  post(event: EventBody): void;
  /** As long as the store takes, and only to the process that is there now. */
  postLater(event: EventBody): void;
  later(wait: Millis, run: () => void): void;
};

/** People and programs outside of the calls: they take records back, and change promises. */
export class Outsiders {
  readonly #line: OutsideLine;
  readonly #setup: OutsideSetup;
  #imports = 0;
  /** What another system has decided, and not said yet. */
  readonly #late: ChainWish[] = [];

  constructor(line: OutsideLine, setup: OutsideSetup = USUAL) {
    this.#line = line;
    this.#setup = setup;
  }

  /** Asked every few seconds of work: somebody comes with something, perhaps. */
  look(): void {
    const { meddles, imports, lists, changes, orders = 0 } = this.#setup;
    const { prng } = this.#line;
    if (imports > 0 && prng.chance(imports)) this.#import();
    if (lists > 0 && prng.chance(lists)) this.#list();
    if (changes > 0 && prng.chance(changes)) this.#change();
    if (changes > 0 && prng.chance(changes)) this.#answer();
    if (orders > 0 && prng.chance(orders)) this.#reorder();
    if (this.#line.state() !== undefined && prng.chance(meddles)) this.#meddle();
  }

  #import(): void {
    const { prng, store } = this.#line;
    const source = prng.pick(this.#setup.sources);
    if (prng.chance(0.5)) return this.#replace(source);
    this.#imports += 1;
    const from = source.firstNumber ?? 0;
    const order = {
      ...source,
      chains: prng.between(1, 10),
      // Some of the numbers are on the list already, or on another.
      firstNumber: from + prng.between(0, source.chains * 2),
    };
    store.append([...drawChains(order, prng)].map((chain) => renamed(chain, this.#imports)));
  }

  #replace({ listId, windows }: ListOrder): void {
    const { prng, store } = this.#line;
    const known = [...store.chains.values()].filter((chain) => chain.listId === listId);
    for (let row = prng.between(1, 10); row > 0 && known.length > 0; row -= 1) {
      const { id } = prng.pick(known);
      const fields = { segment: prng.pick(['gold', 'silver', 'tin']) };
      store.replace(id, `Contact ${id} again`, { ...prng.pick(windows), fields });
    }
  }

  /** Saved first, and then told: the engine may be dialing them. */
  #list(): void {
    const { prng, store } = this.#line;
    const at = this.#line.now();
    const held = [...(this.#line.state()?.chains.keys() ?? [])];
    const ids = held.length > 0 && prng.chance(0.8) ? held : [...store.chains.keys()];
    const chain = must(store.chains.get(prng.pick(ids)), 'a chain to list');
    const { phone } = prng.pick(chain.records);
    const isPerson = chain.customerId !== undefined && prng.chance(0.5);
    const key: SuppressionKey =
      isPerson && chain.customerId !== undefined
        ? { kind: 'customer', customerId: chain.customerId }
        : { kind: 'phone', phone };
    const entries: readonly ListedSuppression[] = [
      {
        key,
        scope: prng.chance(0.4) ? { kind: 'calling-list', listId: chain.listId } : EVERYBODY,
        until: prng.chance(0.2) ? undefined : after(at, minutes(prng.pick([1, 3, 60, 1_500]))),
      },
    ];
    store.suppressions.list(entries, at);
    this.#line.listed(entries);
    this.#tell({ type: 'apply-listed', anew: [], entries });
  }

  /** Saved first, and then told. */
  #reorder(): void {
    const { prng, store, plans } = this.#line;
    const plan = prng.pick(plans);
    const { listId } = prng.pick(plan.lists);
    if (prng.chance(0.5)) {
      const selection = drawSelection(prng);
      store.select(listId, { selection, fields: SELECTABLE });
      this.#line.selected(listId, selection);
      return this.#tell({ type: 'reorder-list', listId });
    }
    this.#tell(drawOrder(prng, plan));
  }

  #tell(command: SupervisorCommand): void {
    const id = this.#line.nextCommandId();
    if (this.#line.state() !== undefined) this.#line.postLater(ordered(id, command));
  }

  #meddle(): void {
    const { prng, store, plans, agents } = this.#line;
    const state = this.#line.state();
    if (state === undefined) return;
    const wish = meddle({ prng, store, state, plans, agents, at: this.#line.now() });
    if (wish === undefined) return;
    if (wish.type !== 'suppress') return this.#ask(wish);
    this.#line.post(ordered(this.#line.nextCommandId(), wish));
  }

  #change(): void {
    const { prng, store } = this.#line;
    const state = this.#line.state();
    if (state === undefined) return;
    const wish = drawChainWish({ prng, store, state, at: this.#line.now() });
    if (wish !== undefined) this.#ask(wish);
  }

  /**
   * What it says it says at once or late, perhaps after the chain has come back by itself; and
   * often it says something else after it.
   */
  #answer(): void {
    const { prng, store } = this.#line;
    const answers = Array.from({ length: prng.chance(0.3) ? 2 : 1 }, () =>
      drawAnswer({ prng, store, at: this.#line.now() }),
    );
    if (prng.chance(0.4)) for (const wish of this.#late.splice(0)) this.#ask(wish);
    for (const wish of answers) {
      if (wish === undefined) return;
      if (prng.chance(0.5)) this.#ask(wish);
      else this.#late.push(wish);
    }
  }

  #ask(wish: ChainWish): void {
    const { prng } = this.#line;
    const id = this.#line.nextCommandId();
    this.#wish(id, wish);
    // Whoever hears no answer asks again, and the store is asked again.
    if (!prng.chance(0.1)) return;
    this.#line.later(millis(prng.between(1, 3_000)), () => this.#wish(id, wish));
  }

  /** While the answer of the store is on its way, leases, dials and ends cross it. */
  #wish(id: CommandId, wish: ChainWish): void {
    const state = this.#line.state();
    if (state !== undefined) this.#line.postLater(ordered(id, this.#takenFor(state, wish)));
  }

  #takenFor({ epoch, limits }: SiteState, wish: ChainWish): SupervisorCommand {
    const { store } = this.#line;
    const at = this.#line.now();
    const order = { chainId: wish.chainId, until: after(at, limits.leaseMs) };
    const taken = store.take(epoch, order, at);
    if (wish.type === 'cancel-record') return { ...wish, taken };
    return { ...wish, taken, suppressed: store.suppressedAmong(namedBy(wish)) };
  }
}

const ordered = (commandId: CommandId, command: SupervisorCommand): EventBody => ({
  type: 'supervisor-command',
  commandId,
  by: 'somebody',
  command,
});

/** Where a scenario says nothing of it. */
const USUAL: OutsideSetup = { meddles: 0.1, imports: 0, lists: 0, changes: 0, sources: [] };

/** People of one import have ids of their own. */
const renamed = (chain: StoredChain, serial: number): StoredChain => ({
  ...chain,
  id: chainId(`${chain.id} of ${serial}`),
  records: chain.records.map((record) => ({
    ...record,
    id: recordId(`${record.id} of ${serial}`),
  })),
});
