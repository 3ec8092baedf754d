import { assert } from '@outpace/engine/basics/assert.ts';
import { type ChainId, chainId, type Epoch, type SiteId } from '@outpace/engine/basics/ids.ts';
import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import type { SuppressedNumber } from '@outpace/engine/calling-lists/suppression.ts';
import type { Write } from '@outpace/engine/effect.ts';
import type { AnsweredCommand, ChainTaken } from '@outpace/engine/event.ts';
import { DEFAULT_LIMITS } from '@outpace/engine/state.ts';
import type { Pool } from 'pg';
import type { ActionOf, DialerStore, Recovered, StoreEventOf, TakeOrder } from '../ports.ts';
import { StoreFault } from '../ports.ts';
import { answersLeft, saveAnswers } from './answered-commands.ts';
import { CallableWindows } from './callable-windows.ts';
import { commitWrites } from './commit-writes.ts';
import { type DecidedRows, forgetDecisions, keepDecisions } from './kept-decisions.ts';
import { leaseChains } from './lease-chains.ts';
import { leaseNumber } from './lease-number.ts';
import {
  asOwner,
  markCommit,
  OwnerInDoubt,
  type Ownership,
  type Statements,
  takeOwnership,
  wasWritten,
} from './ownership.ts';
import type { PlanReader } from './plan-reader.ts';
import { groupsLeft, plansOf, recoverAttempts, recoverSessions } from './recovery.ts';
import { suppressedAmong } from './suppression-facts.ts';
import { takeChain } from './take-chain.ts';
import { toTimestamp } from './timestamps.ts';

/**
 * One site's live state in PostgreSQL. Nothing but `takeSite` works before `takeSite`, which takes
 * the site from whoever has it, unless it was given another way to come by it.
 */
export class PostgresDialerStore implements DialerStore {
  readonly #pool: Pool;
  readonly #site: SiteId;
  readonly #plans: PlanReader;
  readonly #take: () => Promise<Epoch>;
  readonly #windows = new CallableWindows();
  #epoch: Epoch | undefined;
  /** The transaction of which nobody knows whether it was written. */
  #inDoubt: { readonly transaction: string; readonly mark: string } | undefined;
  /** So many were begun: what tells one from the other under an epoch. */
  #commits = 0;

  constructor(
    pool: Pool,
    site: SiteId,
    plans: PlanReader,
    take: () => Promise<Epoch> = () => takeOwnership(pool, site),
  ) {
    this.#pool = pool;
    this.#site = site;
    this.#plans = plans;
    this.#take = take;
  }

  async takeSite(): Promise<Epoch> {
    this.#epoch = await this.#take();
    return this.#epoch;
  }

  async recover(at: Instant): Promise<Recovered> {
    const groupIds = await this.#asOwner(groupsLeft);
    // Plans are read by connections of their own, so not from inside a transaction of ours.
    const plans = await plansOf(groupIds, this.#plans);
    return this.#asOwner(async (statements, ownership) => ({
      type: 'recovered',
      attempts: await recoverAttempts(statements, ownership, plans, at),
      sessions: await recoverSessions(statements, ownership, plans),
      answered: await answersLeft(statements, ownership, DEFAULT_LIMITS.commandsRemembered),
    }));
  }

  async commit(writes: readonly Write[], answered: readonly AnsweredCommand[] = []): Promise<void> {
    if (writes.length === 0) return;
    this.#commits += 1;
    const mark = `${this.#epoch}-${this.#commits}`;
    await this.#asOwner(async (statements, ownership) => {
      await commitWrites(statements, ownership, writes);
      await saveAnswers(statements, ownership, answered);
      await markCommit(statements, ownership, mark);
    }).catch((fault: unknown) => {
      if (fault instanceof OwnerInDoubt) {
        this.#inDoubt = { transaction: fault.transaction, mark };
      }
      throw fault;
    });
  }

  async settle(): Promise<boolean> {
    const inDoubt = this.#inDoubt;
    assert(inDoubt !== undefined, 'a commit is in doubt');
    const isWritten = await this.#asOwner((statements, ownership) =>
      wasWritten(statements, ownership, inDoubt),
    );
    if (isWritten === undefined) throw new StoreFault('the server is still at the last commit');
    this.#inDoubt = undefined;
    return isWritten;
  }

  leaseChains(
    order: ActionOf<'lease-chains'>,
    at: Instant,
  ): Promise<StoreEventOf<'chains-leased'>> {
    return this.#asOwner((statements, ownership) =>
      leaseChains(statements, ownership, this.#windows, order, at),
    );
  }

  async leaseNumber(
    order: ActionOf<'lease-number'>,
    at: Instant,
  ): Promise<StoreEventOf<'number-leased'>> {
    const { callId, agentId } = order;
    const found = await this.#asOwner((statements, ownership) =>
      leaseNumber(statements, ownership, order, at),
    );
    return { type: 'number-leased', callId, agentId, found };
  }

  takeChain(order: TakeOrder, at: Instant): Promise<ChainTaken> {
    return this.#asOwner((statements, ownership) => takeChain(statements, ownership, order, at));
  }

  async renewLeases(chainIds: readonly ChainId[], until: Instant): Promise<readonly ChainId[]> {
    if (chainIds.length === 0) return [];
    type Row = { readonly chain_id: string };
    const rows = await this.#asOwner((statements, { site, epoch }) =>
      statements.run<Row>('renew-leases', RENEW, [site, epoch, chainIds, toTimestamp(until)]),
    );
    return rows.map((row) => chainId(row.chain_id));
  }

  /** Why groups dialed as much as they did, and no longer what is older than `before`. */
  keepDecisions(decided: readonly DecidedRows[], before: Instant | undefined): Promise<void> {
    return this.#asOwner(async (statements, ownership) => {
      if (decided.length > 0) await keepDecisions(statements, ownership, decided);
      if (before !== undefined) await forgetDecisions(statements, ownership, before);
    });
  }

  suppressedAmong(phones: readonly PhoneNumber[]): Promise<readonly SuppressedNumber[]> {
    return this.#asOwner((statements, { site }) => suppressedAmong(statements, site, phones));
  }

  #asOwner<Value>(
    work: (statements: Statements, ownership: Ownership) => Promise<Value>,
  ): Promise<Value> {
    assert(this.#epoch !== undefined, 'the site is taken before it is worked on');
    const ownership = { site: this.#site, epoch: this.#epoch };
    return asOwner(this.#pool, ownership, (statements) => work(statements, ownership));
  }
}

const RENEW = `
  update leases set until = $4::timestamptz
  where site = $1 and epoch = $2::bigint and chain_id = any ($3::bigint[])
  returning chain_id`;
