import type { Epoch, SiteId } from '@outpace/engine/basics/ids.ts';
import type { Pool } from 'pg';
import { momentNow, SiteLease } from '../dialer/site-lease.ts';
import { EpochLost } from '../ports.ts';
import { type Ownership, takeOwnership } from '../store/ownership.ts';
import { giveUpSite, renewSite } from '../store/site-leases.ts';

const RENEW_EVERY_MS = 1_000;

/**
 * The owner of one site that is no node among others: it takes the site at once from whoever has
 * it, and renews its lease, so that nodes that come to the same database leave it alone. Where the
 * database is away nobody else can have taken the site, so only dials wait.
 */
export class LoneOwner {
  readonly lease = new SiteLease('dials');
  readonly #pool: Pool;
  readonly #site: SiteId;
  readonly #onLost: (reason: Error) => void;
  #ownership: Ownership | undefined;
  #rest: NodeJS.Timeout | undefined;
  #renewing: Promise<void> | undefined;
  #isClosed = false;

  constructor(pool: Pool, site: SiteId, onLost: (reason: Error) => void) {
    this.#pool = pool;
    this.#site = site;
    this.#onLost = onLost;
  }

  async take(): Promise<Epoch> {
    const sentAt = momentNow();
    const epoch = await takeOwnership(this.#pool, this.#site);
    this.#ownership = { site: this.#site, epoch };
    this.lease.renewed(sentAt);
    this.#renewSoon();
    return epoch;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    clearTimeout(this.#rest);
    await this.#renewing;
    this.lease.end();
    if (this.#ownership === undefined) return;
    // Whoever comes next takes the site at once, or waits for as long as a lease.
    await giveUpSite(this.#pool, this.#ownership).catch(() => undefined);
  }

  #renewSoon(): void {
    if (this.#isClosed) return;
    this.#rest = setTimeout(() => {
      this.#renewing = this.#renew().finally(() => this.#renewSoon());
    }, RENEW_EVERY_MS);
    this.#rest.unref();
  }

  async #renew(): Promise<void> {
    if (this.#ownership === undefined) return;
    const sentAt = momentNow();
    // The dialer says that the database is away; here it is tried again in a moment.
    const isOurs = await renewSite(this.#pool, this.#ownership).catch(() => undefined);
    if (this.#isClosed || isOurs === undefined) return;
    if (isOurs) return this.lease.renewed(sentAt);
    this.#isClosed = true;
    this.#onLost(new EpochLost(`site ${this.#site} has another owner`));
  }
}
