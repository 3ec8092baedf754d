import type { SiteId } from '@outpace/engine/basics/ids.ts';
import type { Pool } from 'pg';
import { type Moment, momentNow, SiteLease } from '../dialer/site-lease.ts';
import { EpochLost } from '../ports.ts';
import { LEASE_MS, type Ownership } from '../store/ownership.ts';
import type { Announced, Beat, SiteOnNode } from '../store/site-leases.ts';
import {
  beat,
  giveUpSite,
  leaveAs,
  renewSite,
  takeSite,
  thisProcess,
} from '../store/site-leases.ts';
import { movesOf, type NodeId, type SeenNode } from './site-shares.ts';

/** From the end of one look at the database to the next, ms. */
const LOOK_EVERY_MS = 1_000;

/**
 * How long a node must have seen the database without a break before it believes that a lease has
 * run out, ms: after a database that was away for everybody, who owns a site must have time to
 * renew. What was given up is free at once.
 */
export const JUDGE_AFTER_MS = 3_000;

/** A node that sees the database less often than this, ms, has not seen it without a break. */
const BREAK_MS = LEASE_MS / 2;

/**
 * So long after its last renewal a site is abandoned, ms: its pages are better off at another node,
 * and where the database is away for everybody it will come back by itself.
 */
export const ABANDON_AFTER_MS = 2 * LEASE_MS;

/** A site that has not closed after so long, ms, leaves this process in doubt. */
const CLOSE_MS_MAX = 30_000;

/** A site that is at work in this process. */
export interface OpenSite {
  /** Dials nobody more, and waits for a while for those who are just being called. */
  handOver(): Promise<void>;
  /** Writes what is still to be written; calls go on by themselves. */
  close(): Promise<void>;
  /** It is another's, or cannot be written for: ends at once, and waits for nothing. */
  abandon(): Promise<void>;
}

export type ClusterNodeParts = {
  readonly nodeId: NodeId;
  readonly address: string;
  /** The newest migration of its release. */
  readonly knows: number;
  /** For what must not wait behind anything else: an answer is due within a fraction of a lease. */
  readonly beats: Pool;
  readonly pool: Pool;
  /** `onEnd`: the dialer of the site has stopped by itself. */
  readonly open: (
    owned: Ownership,
    lease: SiteLease,
    onEnd: (reason: Error) => void,
  ) => Promise<OpenSite>;
  /** All sites have been looked at anew. */
  readonly onSeen?: () => void;
  readonly onFault: (what: string, fault: unknown) => void;
  /** The database is a newer release's from now on: it takes no more sites. */
  readonly onOutdated?: () => void;
  /** This process must end: a bug was found, or another one goes by its name. */
  readonly onEnd: (reason: Error) => void;
  readonly now?: () => Moment;
};

/**
 *   opening → open → leaving → (given up)
 *      └───────┴────────┴──→ (lost)
 */
type Owned = {
  readonly ownership: Ownership;
  readonly lease: SiteLease;
  readonly site: Promise<OpenSite>;
};

/**
 * One of several processes that share the sites of a database. It says that it is there, renews
 * the leases of its sites, takes those that are free and its share, and gives up what is another's.
 */
export class ClusterNode {
  readonly #parts: ClusterNodeParts;
  readonly #now: () => Moment;
  readonly #process = thisProcess();
  readonly #owned = new Map<SiteId, Owned>();
  /** Sites that are just being taken, given up or closed. */
  readonly #busy = new Map<SiteId, Promise<void>>();
  #phase: SeenNode['phase'] = 'working';
  #isOutdated = false;
  /** Since when the database has been seen without a break, and when it was last. */
  #seenSince: Moment | undefined;
  #seenAt: Moment | undefined;
  #seen: Beat | undefined;
  #rest: NodeJS.Timeout | undefined;
  #looking: Promise<void> | undefined;
  #isClosed = false;

  constructor(parts: ClusterNodeParts) {
    this.#parts = parts;
    this.#now = parts.now ?? momentNow;
  }

  get announced(): Announced {
    const { nodeId, address } = this.#parts;
    return { nodeId, address, process: this.#process, phase: this.#phase };
  }

  /** Every site, as the last look has found it. */
  get sites(): readonly SiteOnNode[] {
    return this.#seen?.sites ?? [];
  }

  /** The database has been seen of late, and nobody else goes by this name. */
  get isSeeing(): boolean {
    return this.#sinceMs(this.#seenAt) < LEASE_MS && !this.#isClosed;
  }

  start(): void {
    this.#looking = this.look().finally(() => {
      if (this.#isClosed) return;
      this.#rest = setTimeout(() => this.start(), LOOK_EVERY_MS);
    });
  }

  /** One look at the database, and what follows from it; what takes longer goes on beside. */
  async look(): Promise<void> {
    const { beats, nodeId, onEnd, onFault } = this.#parts;
    const sentAt = this.#now();
    const held = [...this.#owned.values()].map(({ ownership }) => ownership);
    let seen: Beat;
    try {
      seen = await beat(beats, this.announced, held);
    } catch (fault) {
      for (const { ownership, lease } of this.#owned.values()) {
        if (lease.renewedForMs >= ABANDON_AFTER_MS) this.#lose(ownership);
      }
      return onFault('the database was not seen', fault);
    }
    if (this.#isClosed) return;
    if (this.#sinceMs(this.#seenAt) > BREAK_MS) this.#seenSince = sentAt;
    this.#seenAt = sentAt;
    this.#seen = seen;
    if (seen.isNameLost) onEnd(new Error(`another process is the node ${nodeId} now`));
    const renewed = new Set(seen.renewed);
    for (const ownership of held) {
      if (renewed.has(ownership.site)) this.#ownedAs(ownership)?.lease.renewed(sentAt);
      else this.#lose(ownership);
    }
    if (seen.schema > this.#parts.knows) this.#giveWay();
    else this.#move(seen);
    this.#parts.onSeen?.();
  }

  /**
   * Gives up everything, one site after another, to nodes that work, or all at once where nobody is
   * there to take it: whose phone rings is waited for all the same. Resolves when nothing is left
   * here, or `patienceMs` have passed.
   */
  async drain(patienceMs: number): Promise<void> {
    this.#phase = 'draining';
    const until = this.#now().steadyMs + patienceMs;
    while (this.#hasSites && this.#now().steadyMs < until) {
      if (!this.#hasOthers) this.#handAll();
      await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS / 4));
    }
  }

  /** Closes what is still here, and says that this node is gone. */
  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#rest);
    await this.#looking;
    await Promise.all(this.#busy.values());
    for (const owned of [...this.#owned.values()]) await this.#giveUp(owned);
    await leaveAs(this.#parts.pool, this.announced).catch((fault: unknown) => {
      this.#parts.onFault('others wait until this node is silent', fault);
    });
  }

  get #hasSites(): boolean {
    return this.#owned.size + this.#busy.size > 0;
  }

  /** Before the first look nobody is known, and everybody may be there. */
  get #hasOthers(): boolean {
    const { nodeId: me } = this.#parts;
    const isOther = ({ nodeId, isAlive, phase }: SeenNode): boolean =>
      nodeId !== me && isAlive && phase === 'working';
    return this.#seen?.nodes.some(isOther) ?? true;
  }

  /**
   * A newer release has the database, or waits for it: all sites at once are handed over to whoever
   * comes, for they pause anyway until it is migrated.
   */
  #giveWay(): void {
    if (!this.#isOutdated) this.#parts.onOutdated?.();
    this.#isOutdated = true;
    this.#handAll();
  }

  #handAll(): void {
    for (const owned of this.#owned.values()) {
      this.#busily(owned.ownership.site, () => this.#hand(owned));
    }
  }

  #move({ nodes, sites }: Beat): void {
    this.#isOutdated = false;
    const { nodeId } = this.#parts;
    const others = nodes.filter((node) => node.nodeId !== nodeId);
    const me: SeenNode = { nodeId, isAlive: true, phase: this.#phase };
    const { take, giveUp } = movesOf(nodeId, [...others, me], sites);
    const isGivenUp = (site: SiteId): boolean =>
      sites.some((each) => each.siteId === site && each.isGivenUp);
    for (const site of take) {
      if (this.#owned.has(site) || !(isGivenUp(site) || this.#mayJudge)) continue;
      this.#busily(site, () => this.#take(site));
    }
    const leaving = giveUp === undefined ? undefined : this.#owned.get(giveUp);
    if (leaving === undefined || this.#busy.size > 0) return;
    this.#busily(leaving.ownership.site, () => this.#hand(leaving));
  }

  get #mayJudge(): boolean {
    return this.#sinceMs(this.#seenSince) >= JUDGE_AFTER_MS && this.#seenSince !== undefined;
  }

  /** For ever, if it has never been. */
  #sinceMs(moment: Moment | undefined): number {
    if (moment === undefined) return Number.POSITIVE_INFINITY;
    return this.#now().steadyMs - moment.steadyMs;
  }

  #busily(site: SiteId, work: () => Promise<void>): void {
    if (this.#busy.has(site)) return;
    const busy = work().catch((fault: unknown) => {
      this.#parts.onFault(`site ${site} has not moved`, fault);
    });
    this.#occupy(site, busy);
  }

  /** Nothing else is done with the site meanwhile; so this must end, or the process does. */
  #occupy(site: SiteId, work: Promise<void>): void {
    const { onEnd } = this.#parts;
    const late = setTimeout(() => {
      onEnd(new Error(`site ${site} has not moved within ${CLOSE_MS_MAX} ms`));
    }, CLOSE_MS_MAX);
    const busy = work.finally(() => {
      clearTimeout(late);
      if (this.#busy.get(site) === busy) this.#busy.delete(site);
    });
    this.#busy.set(site, busy);
  }

  async #take(site: SiteId): Promise<void> {
    const { pool, nodeId, knows, open } = this.#parts;
    const sentAt = this.#now();
    const ownership = await takeSite(pool, site, nodeId, knows);
    if (ownership === undefined) return;
    const lease = new SiteLease('all-orders', this.#now);
    lease.renewed(sentAt);
    const opened = open(ownership, lease, (reason) => this.#ended(ownership, reason));
    const owned = { ownership, lease, site: opened };
    this.#owned.set(site, owned);
    try {
      await opened;
    } catch (fault) {
      this.#owned.delete(site);
      lease.end();
      await giveUpSite(pool, ownership);
      throw fault;
    }
  }

  async #hand(owned: Owned): Promise<void> {
    const site = await owned.site;
    await site.handOver();
    await this.#giveUp(owned);
  }

  /** Last of all the lease, when nothing more can come from here. */
  async #giveUp({ ownership, lease, site }: Owned): Promise<void> {
    if (this.#ownedAs(ownership) === undefined) return;
    await (await site).close();
    lease.end();
    this.#owned.delete(ownership.site);
    await giveUpSite(this.#parts.pool, ownership).catch((fault: unknown) => {
      this.#parts.onFault(`others wait for the lease of site ${ownership.site}`, fault);
    });
  }

  /** Undefined: it is this node's under another epoch by now, or not at all. */
  #ownedAs({ site, epoch }: Ownership): Owned | undefined {
    const owned = this.#owned.get(site);
    return owned?.ownership.epoch === epoch ? owned : undefined;
  }

  #lose(ownership: Ownership): void {
    const owned = this.#ownedAs(ownership);
    if (owned === undefined) return;
    owned.lease.end();
    this.#owned.delete(ownership.site);
    const before = this.#busy.get(ownership.site) ?? Promise.resolve();
    const closing = before
      .then(async () => (await owned.site).abandon())
      .catch((fault: unknown) => this.#parts.onFault('a lost site was not closed', fault));
    this.#occupy(ownership.site, closing);
  }

  /** A site that is another's is lost; anything else leaves this process in doubt. */
  #ended(ownership: Ownership, reason: Error): void {
    if (reason instanceof EpochLost) return this.#lose(ownership);
    renewSite(this.#parts.beats, ownership)
      // What cannot be asked may well be another's.
      .catch(() => false)
      .then((isOurs) => (isOurs ? this.#parts.onEnd(reason) : this.#lose(ownership)));
    return undefined;
  }
}
