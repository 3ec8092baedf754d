import { assert, must, unreachable } from '@outpace/engine/basics/assert.ts';
import type {
  AgentId,
  AttemptId,
  CallingListId,
  CampaignGroupId,
  ChainId,
  Epoch,
  InteractionId,
  RecordId,
} from '@outpace/engine/basics/ids.ts';
import { campaignGroupId, epoch } from '@outpace/engine/basics/ids.ts';
import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { after, earlier, instant, minutes } from '@outpace/engine/basics/time.ts';
import type { Chain } from '@outpace/engine/calling-lists/chain.ts';
import { calledOn } from '@outpace/engine/calling-lists/chain.ts';
import type { QueueRank } from '@outpace/engine/calling-lists/queue-rank.ts';
import type { CallingRecord } from '@outpace/engine/calling-lists/record.ts';
import type {
  SuppressedNumber,
  SuppressionKey,
} from '@outpace/engine/calling-lists/suppression.ts';
import { isSuppressed, suppressionText } from '@outpace/engine/calling-lists/suppression.ts';
import type { CampaignPlan, PastAnswers } from '@outpace/engine/campaigns/campaign.ts';
import { pastAskedMs, zoneHours } from '@outpace/engine/compliance/campaign-rules.ts';
import { pastAnswers } from '@outpace/engine/dialing/past-answers.ts';
import type {
  CloseAttempt,
  OpenAttempt,
  SaveChain,
  SaveDraft,
  SaveRecall,
  SaveRecording,
  SaveSession,
  SaveThirdParty,
  Write,
} from '@outpace/engine/effect.ts';
import type {
  ChainTaken,
  RecoveredAttempt,
  RecoveredInteraction,
  RecoveredSession,
} from '@outpace/engine/event.ts';
import type { ActionOf, Recovered, StoreEventOf, TakeOrder } from '@outpace/server/ports.ts';
import { EpochLost } from '@outpace/server/ports.ts';
import type { AgentSetup } from './agents.ts';
import { isBarred } from './barred-number.ts';
import { CountedAttempts } from './counted-attempts.ts';
import { DialQueues, type Selected } from './dial-queues.ts';
import { leaseInTurn } from './lease-in-turn.ts';
import { PacingMemories } from './pacing-memories.ts';
import type {
  ImportedRow,
  Lease,
  StoredAttempt,
  StoredChain,
  StoredInteraction,
} from './stored.ts';
import { isPromisedElsewhere, rankOf, usesList, workedOn } from './stored-chain.ts';
import { newlyOpened, treatedBy } from './stored-rows.ts';
import { StoredSuppressions } from './stored-suppressions.ts';
import { typedChain } from './typed-chain.ts';

/** Chains of what an earlier epoch left open are leased anew for this long. */
const RETAKEN_FOR = minutes(10);

export type StoreContents = {
  readonly chains: Iterable<StoredChain>;
  readonly plans: readonly CampaignPlan[];
  readonly suppressed?: readonly SuppressionKey[];
  /** The users table, as far as the dialer asks it. */
  readonly agents?: readonly AgentSetup[];
};

/**
 * The tables of `0001_house.sql` in memory, with the rules their statements follow. No time passes
 * inside and nothing fails: being slow, failing and dying is up to whoever drives it.
 */
export class SimulatedStore {
  readonly chains = new Map<ChainId, StoredChain>();
  readonly leases = new Map<ChainId, Lease>();
  readonly attempts = new Map<AttemptId, StoredAttempt>();
  readonly interactions = new Map<InteractionId, StoredInteraction>();
  readonly suppressions = new StoredSuppressions();
  readonly sessions = new Map<CampaignGroupId, SaveSession>();
  readonly memories = new PacingMemories();
  /** Of each interaction, the newest last. */
  readonly thirdParties = new Map<InteractionId, readonly SaveThirdParty[]>();
  readonly recordings = new Map<AttemptId, SaveRecording>();
  readonly openAttempts = new Set<AttemptId>();
  readonly openInteractions = new Set<InteractionId>();
  readonly #plans: ReadonlyMap<CampaignGroupId, CampaignPlan>;
  readonly #agents: ReadonlyMap<AgentId, AgentSetup>;
  readonly #queues = new DialQueues();
  readonly #chainOfRecord = new Map<RecordId, ChainId>();
  readonly #counted = new CountedAttempts();
  #epoch = epoch(0);
  #typedNumbers = 0;
  /** No lease ends before this: until then nobody looks for ended ones. */
  #leasesEndAt: Instant | undefined;

  constructor({ chains, plans, suppressed = [], agents = [] }: StoreContents) {
    this.#agents = new Map(agents.map((agent) => [agent.agentId, agent]));
    this.#plans = new Map(plans.map((plan) => [plan.groupId, plan]));
    this.append(chains);
    for (const key of suppressed) this.suppressions.add(key, instant(-1));
  }

  /** What names somebody who is not to be called, by its text. */
  get suppressed(): ReadonlyMap<string, Instant> {
    return this.suppressions.inForce;
  }

  /** As an import adds them, whatever else goes on. */
  append(chains: Iterable<StoredChain>): void {
    for (const chain of chains) {
      this.chains.set(chain.id, chain);
      for (const record of chain.records) this.#chainOfRecord.set(record.id, chain.id);
      if (chain.state === 'ready') this.#queues.put(chain, 3);
    }
  }

  /**
   * As an import replaces what its list has, by a key: what was dialed and said stays. False: the
   * person is being called just now, and the row is refused.
   */
  replace(id: ChainId, contactName: string, row: ImportedRow): boolean {
    if (this.leases.has(id)) return false;
    const old = this.#chain(id);
    const chain = {
      ...old,
      contactName,
      records: old.records.map((record) => ({ ...record, ...row })),
    };
    this.chains.set(id, chain);
    this.#queues.replace(old, chain);
    return true;
  }

  /** Chains that wait to be dialed in lists which no other campaign group uses. */
  ownChainsLeft(groupId: CampaignGroupId): number {
    let count = 0;
    for (const { listId } of this.#planOf(groupId).lists) {
      const users = this.#plans.values().filter((plan) => usesList(plan, listId));
      if ([...users].length !== 1) continue;
      count += this.#queues.ofList(listId).size + this.#queues.promisesOf(listId, groupId).size;
    }
    return count;
  }

  /** Chains under a lease that has not run out. One that has counts as ended, collected or not. */
  leasedAt(at: Instant): readonly ChainId[] {
    return [...this.leases].filter(([, { until }]) => until > at).map(([chainId]) => chainId);
  }

  takeSite(): Epoch {
    this.#epoch = epoch(this.#epoch + 1);
    return this.#epoch;
  }

  recover(at: Instant): Recovered {
    this.suppressions.endAt(at);
    const attempts = this.#unfinished(at);
    const kept = new Set(attempts.map(({ chain }) => chain.id));
    for (const [chainId, lease] of this.leases) {
      if (!kept.has(chainId)) this.#endLease(chainId, lease.rank);
    }
    for (const { chain, groupId } of attempts) this.#retake(chain, groupId);
    const sessions: RecoveredSession[] = [];
    for (const [groupId, { phase, mode, multiplier, target, autoComplete }] of this.sessions) {
      const known = this.memories.of(this.#planOf(groupId));
      const plan = { ...known, past: this.#pastOf(groupId) };
      const run = phase === 'running';
      if (phase === 'unloading') this.sessions.delete(groupId);
      else sessions.push({ plan, mode, multiplier, target, autoComplete, run });
    }
    return { type: 'recovered', attempts, sessions };
  }

  commit(by: Epoch, writes: readonly Write[]): void {
    if (by !== this.#epoch) throw new EpochLost(`epoch ${by} has lost the site`);
    for (const write of writes) {
      if (write.type === 'save-chain') this.#assertMayBeSaved(by, write.chainId);
      this.#write(write);
    }
  }

  lease(by: Epoch, order: ActionOf<'lease-chains'>, at: Instant): StoreEventOf<'chains-leased'> {
    if (by !== this.#epoch) throw new EpochLost(`epoch ${by} has lost the site`);
    this.#endOldLeases(at);
    const { groupId, lists, only, rules, pastMs } = order;
    const keeps = (listId: CallingListId) =>
      rules === undefined ? [] : zoneHours(rules, listId, at);
    const inTurn = leaseInTurn(this.#queues, order, at, ({ chainId, rank }) =>
      this.#leaseOne(chainId, { groupId, epoch: by, until: order.until, rank }),
    );
    const chains = inTurn.chains.map((chain) => this.#counted.withPast(chain, pastMs, at));
    const promises = lists.map(({ listId }) => this.#queues.promisesOf(listId, groupId));
    const queues = [...promises, ...lists.map(({ listId }) => this.#queues.ofList(listId))];
    const openChains = queues.some((queue) => queue.size > 0) ? 1 : 0;
    const whens = lists.flatMap(({ listId }) =>
      [this.#queues.promisesOf(listId, groupId), this.#queues.ofList(listId)].map((queue) =>
        queue.nextDueAt(at, keeps(listId)),
      ),
    );
    const dueAt = whens.filter((next) => next !== undefined);
    const nextDueAt = dueAt.length === 0 ? undefined : dueAt.reduce(earlier);
    const next = promises.map((queue) => queue.nextDueAt(at)).filter((due) => due !== undefined);
    return {
      type: 'chains-leased',
      groupId,
      chains,
      openChains,
      nextDueAt,
      ...(only === undefined ? { turns: inTurn.turns } : { only }),
      ...(next.length === 0 ? {} : { nextCallbackAt: next.reduce(earlier) }),
    };
  }

  /** As whoever arranges calling lists has it from now on. */
  select(listId: CallingListId, selected: Selected): void {
    this.#queues.select(listId, selected, (id) => this.#chain(id));
  }

  /** As `take-chain.ts` has it: leased out of turn, whatever is due. */
  take(by: Epoch, { chainId, until }: TakeOrder, at: Instant): ChainTaken {
    if (by !== this.#epoch) throw new EpochLost(`epoch ${by} has lost the site`);
    this.#endOldLeases(at);
    if (this.leases.has(chainId)) return { kind: 'in-use' };
    const stored = this.#chain(chainId);
    if (stored.state !== 'ready') return { kind: 'gone' };
    this.#queues.remove(stored);
    const groupId = stored.promisedIn ?? campaignGroupId('');
    return {
      kind: 'taken',
      chain: this.#lend(stored, { groupId, epoch: by, until, rank: rankOf(stored) }),
    };
  }

  /** As `lease-number.ts` has it: whatever is due, and a new chain where no list has the number. */
  leaseNumber(
    by: Epoch,
    { callId, ...order }: ActionOf<'lease-number'>,
    at: Instant,
  ): StoreEventOf<'number-leased'> {
    if (by !== this.#epoch) throw new EpochLost(`epoch ${by} has lost the site`);
    this.#endOldLeases(at);
    const { agentId } = order;
    const found = this.#find(by, order);
    if (found.kind !== 'chain') return { type: 'number-leased', callId, agentId, found };
    const chain = this.#counted.withPast(found.chain, order.pastMs, at);
    return { type: 'number-leased', callId, agentId, found: { kind: 'chain', chain } };
  }

  #find(
    by: Epoch,
    { agentId, groupId, listIds, phone, held, until }: NumberOrder,
  ): StoreEventOf<'number-leased'>['found'] {
    if (this.suppressed.has(suppressionText({ kind: 'phone', phone }))) {
      return { kind: 'suppressed' };
    }
    const known = [...this.chains.values()].filter(
      ({ listId, records }) =>
        listIds.includes(listId) && records.some((record) => record.phone === phone),
    );
    const others = known.filter(({ id }) => id !== held);
    const isInUse = (chain: StoredChain) =>
      this.leases.has(chain.id) || isPromisedElsewhere(chain, groupId, agentId);
    if (others.some(isInUse)) return { kind: 'in-use' };
    const mine = known.find(({ id }) => id === held);
    const best = mine ?? known.find(({ state }) => state === 'ready') ?? known[0];
    const { id } = best ?? this.#newChain(phone, listIds);
    this.#queues.remove(this.#chain(id));
    const chain = this.#leaseOne(id, {
      groupId,
      epoch: by,
      until,
      rank: this.leases.get(id)?.rank ?? 3,
    });
    return chain === undefined ? { kind: 'suppressed' } : { kind: 'chain', chain };
  }

  /** Closed from the beginning: the dialer never takes it. */
  #newChain(phone: PhoneNumber, listIds: readonly CallingListId[]): StoredChain {
    this.#typedNumbers += 1;
    const chain = typedChain(phone, must(listIds[0], 'a list of the campaign'), this.#typedNumbers);
    this.chains.set(chain.id, chain);
    for (const record of chain.records) this.#chainOfRecord.set(record.id, chain.id);
    return chain;
  }

  renew(by: Epoch, chainIds: readonly ChainId[], until: Instant): readonly ChainId[] {
    if (by !== this.#epoch) throw new EpochLost(`epoch ${by} has lost the site`);
    return chainIds.filter((chainId) => {
      const lease = this.leases.get(chainId);
      if (lease?.epoch === by) this.leases.set(chainId, { ...lease, until });
      return lease?.epoch === by;
    });
  }

  /** Attempts without a result, and conversations that nobody has marked done. */
  #unfinished(at: Instant): readonly RecoveredAttempt[] {
    const ids = new Set(this.openAttempts);
    for (const id of this.openInteractions) ids.add(this.#interaction(id).attemptId);
    const interactions = new Map(
      [...this.openInteractions].map((id) => [this.#interaction(id).attemptId, id]),
    );
    return [...ids].map((attemptId) => {
      const attempt = must(this.attempts.get(attemptId), `attempt ${attemptId}`);
      const { groupId, chainId, openedAt, treated } = attempt;
      const id = interactions.get(attemptId);
      const until = after(at, RETAKEN_FOR);
      const pastMs = pastAskedMs(this.#planOf(groupId).rules, at);
      const leased = this.#leased(this.#chain(chainId), until);
      const chain = this.#counted.withPast(leased, pastMs, at);
      const byHand = attempt.mode === 'manual' ? ({ kind: 'manual' } as const) : {};
      return {
        attemptId,
        ...byHand,
        ...(treated === undefined ? {} : { treated }),
        groupId,
        plan: this.#planOf(groupId),
        chain: calledOn(chain, attempt.recordId),
        openedAt,
        interaction: id === undefined ? undefined : this.#left(id),
      };
    });
  }

  #left(id: InteractionId): RecoveredInteraction {
    const { agentId, attemptId, draft, openedAt, answeredAt, connectedAt } = this.#interaction(id);
    const { name: agentName = agentId, groupIds: agentGroupIds = [] } =
      this.#agents.get(agentId) ?? {};
    const agent = { agentId, agentName, agentGroupIds };
    // The call of an attempt that has its result is over; only after-call work was left.
    const endedAt = this.attempts.get(attemptId)?.endedAt;
    const isRecorded = this.recordings.get(attemptId)?.state === 'recording';
    const times = { openedAt, answeredAt, connectedAt, endedAt };
    return { id, ...agent, draft, ...times, isRecorded, ...this.#thirdsOf(id) };
  }

  #thirdsOf(id: InteractionId): Pick<RecoveredInteraction, 'third' | 'thirds'> {
    const saved = this.thirdParties.get(id) ?? [];
    const newest = saved.at(-1);
    const isOver = newest?.state === 'ended' || newest?.state === 'transferred';
    if (newest === undefined || isOver) return { thirds: saved.length };
    const { serial, target } = newest;
    return { thirds: saved.length, third: { serial, target } };
  }

  #write(write: Write): void {
    switch (write.type) {
      case 'open-attempt':
        return this.#openAttempt(write);
      case 'close-attempt':
        return this.#closeAttempt(write);
      case 'save-chain':
        return this.#saveChain(write);
      case 'release-chains':
        for (const id of write.chainIds) {
          const lease = this.leases.get(id);
          if (lease !== undefined) this.#endLease(id, write.toTop ? 0 : lease.rank);
        }
        return;
      case 'open-interaction':
        assert(!this.interactions.has(write.interactionId), `${write.interactionId} is new`);
        assert(this.attempts.has(write.attemptId), `attempt of ${write.interactionId} is stored`);
        this.interactions.set(write.interactionId, newlyOpened(write));
        this.openInteractions.add(write.interactionId);
        return;
      case 'save-draft':
        return this.#saveDraft(write);
      case 'close-interaction': {
        const { interactionId: id } = write;
        this.interactions.set(id, { ...this.#interaction(id), done: write });
        this.openInteractions.delete(id);
        return;
      }
      case 'save-field':
        return this.#saveField(write);
      case 'add-suppression':
        return this.suppressions.add(write.key, write.at);
      case 'remove-suppression':
        return this.suppressions.remove(write.key);
      case 'save-session':
        if (write.phase === 'unloaded') this.sessions.delete(write.groupId);
        else this.sessions.set(write.groupId, write);
        return;
      case 'save-pacing-memory':
        return this.memories.save(write);
      case 'connect-interaction': {
        const { interactionId: id, answeredAt, connectedAt } = write;
        this.interactions.set(id, { ...this.#interaction(id), answeredAt, connectedAt });
        return;
      }
      case 'save-recording':
        return void this.recordings.set(write.attemptId, write);
      case 'save-recall':
        return this.#saveRecall(write);
      case 'save-third-party':
        return this.#saveThird(write);
      case 'transfer-interaction':
        return this.#transfer(write.interactionId, write.to);
      case 'save-call-treatment':
        return void this.attempts.set(write.attemptId, treatedBy(this.attempts, write));
      case 'save-validation':
      case 'save-cpd-correction':
      case 'log-agent-state':
      case 'log-agent-order':
        return;
      default:
        return unreachable(write);
    }
  }

  #saveDraft({ interactionId: id, type: _type, ...draft }: SaveDraft): void {
    this.interactions.set(id, { ...this.#interaction(id), draft });
  }

  #transfer(id: InteractionId, agentId: AgentId): void {
    this.interactions.set(id, { ...this.#interaction(id), agentId });
  }

  #saveThird(write: SaveThirdParty): void {
    const saved = this.thirdParties.get(write.interactionId) ?? [];
    const others = saved.filter(({ serial }) => serial !== write.serial);
    this.thirdParties.set(write.interactionId, [...others, write]);
  }

  /** Under a lease of this epoch; only a closed chain may come back, by an undo, without one. */
  #assertMayBeSaved(by: Epoch, chainId: ChainId): void {
    const isOurs = this.leases.get(chainId)?.epoch === by;
    const isClosed = this.#chain(chainId).state === 'closed';
    assert(isOurs || isClosed, `chain ${chainId} is saved only under a lease`);
  }

  #openAttempt(write: OpenAttempt): void {
    assert(!this.attempts.has(write.attemptId), `attempt ${write.attemptId} is new`);
    const open = { epoch: this.#epoch, result: undefined, endedAt: undefined };
    this.attempts.set(write.attemptId, { ...write, ...open });
    this.#counted.opened(write, this.#chain(write.chainId).customerId);
    this.openAttempts.add(write.attemptId);
  }

  /** Closed once: a result that is there already stays. */
  #closeAttempt({ attemptId: id, result, connectedAt, endedAt }: CloseAttempt): void {
    const attempt = must(this.attempts.get(id), `attempt ${id}`);
    if (attempt.result !== undefined) return;
    this.attempts.set(id, { ...attempt, result, connectedAt, endedAt });
    this.#counted.ended(id, result);
    this.openAttempts.delete(id);
  }

  #saveChain(write: SaveChain): void {
    const { state, position, treatment, dueAt } = write;
    const old = this.#chain(write.chainId);
    const changed = new Map(write.records.map((record) => [record.id, record]));
    const kept = old.records.map((record) => workedOn(record, changed.get(record.id)));
    const records = [...kept, ...this.#added(write.chainId, write.added ?? [])];
    const { promisedIn } = write;
    const chain = { ...old, state, position, treatment, dueAt, records, promisedIn };
    this.#queues.remove(old);
    this.chains.set(chain.id, chain);
    this.leases.delete(chain.id);
    if (state === 'ready') this.#queues.put(chain, write.toTop ? 0 : rankOf(chain));
  }

  /** Numbers that people gave in a call; one that is there already stays as it is. */
  #added(chainId: ChainId, added: readonly CallingRecord[]): readonly CallingRecord[] {
    const fresh = added.filter(({ id }) => !this.#chainOfRecord.has(id));
    for (const { id } of fresh) this.#chainOfRecord.set(id, chainId);
    return fresh;
  }

  #saveRecall(write: SaveRecall): void {
    const { interactionId: id, attemptId, recordId, chainId, position } = write;
    this.interactions.set(id, { ...this.#interaction(id), attemptId, recordId });
    const old = this.#chain(chainId);
    const changed = new Map(write.records.map((record) => [record.id, record]));
    const kept = old.records.map((record) => workedOn(record, changed.get(record.id)));
    const records = [...kept, ...this.#added(chainId, write.added)];
    this.chains.set(chainId, { ...old, position, records });
  }

  #saveField({ recordId, key, value }: Extract<Write, { type: 'save-field' }>): void {
    const chain = this.#chain(must(this.#chainOfRecord.get(recordId), `record ${recordId}`));
    const records = chain.records.map((record) =>
      record.id === recordId ? { ...record, fields: { ...record.fields, [key]: value } } : record,
    );
    this.chains.set(chain.id, { ...chain, records });
  }

  #leaseOne(chainId: ChainId, lease: Lease): Chain | undefined {
    const stored = this.#chain(chainId);
    const record = must(stored.records[stored.position], `record of ${chainId}`);
    if (isSuppressed(this.#leased(stored, lease.until), record, this.suppressed, undefined)) {
      this.#keepFromCalls(stored, record, lease.rank);
      return undefined;
    }
    return this.#lend(stored, lease);
  }

  /** Closed; where what is against them has an end, put off to it. */
  #keepFromCalls(stored: StoredChain, record: CallingRecord, rank: QueueRank): void {
    const dueAt = this.suppressions.untilOf(this.#leased(stored, stored.dueAt), record);
    const kept = dueAt === undefined ? { state: 'closed' as const } : { dueAt };
    this.chains.set(stored.id, { ...stored, ...kept });
    if (dueAt !== undefined) this.#queues.put({ ...stored, ...kept }, rank);
  }

  #lend(stored: StoredChain, lease: Lease): Chain {
    this.leases.set(stored.id, lease);
    this.#leasesEndAt =
      this.#leasesEndAt === undefined ? lease.until : earlier(this.#leasesEndAt, lease.until);
    return this.#leased(stored, lease.until);
  }

  #leased(stored: StoredChain, leaseUntil: Instant): Chain {
    const { state, promisedIn: _promisedIn, ...chain } = stored;
    const isClosed = state === 'closed' && ({ isClosed: true } as const);
    return { ...chain, leaseUntil, suppressed: this.suppressions.phonesOf(stored), ...isClosed };
  }

  /** Which of these numbers are suppressed: asked for one that an agent has typed. */
  suppressedAmong(phones: readonly PhoneNumber[]): readonly SuppressedNumber[] {
    return phones
      .filter((phone) => isBarred(phone, this.chains.values(), this.suppressed))
      .map((phone) => ({ phone, campaignId: undefined }));
  }

  /** The new owner has it for a while, whoever's it was. */
  #retake({ id, leaseUntil: until }: Chain, groupId: CampaignGroupId): void {
    const rank = this.leases.get(id)?.rank ?? 3;
    this.#queues.remove(this.#chain(id));
    this.leases.set(id, { groupId, epoch: this.#epoch, until, rank });
    this.#leasesEndAt = this.#leasesEndAt === undefined ? until : earlier(this.#leasesEndAt, until);
  }

  #endOldLeases(at: Instant): void {
    this.suppressions.endAt(at);
    if (this.#leasesEndAt === undefined || this.#leasesEndAt > at) return;
    this.#leasesEndAt = undefined;
    const busy = new Set([
      ...[...this.openAttempts].map((id) => this.attempts.get(id)?.chainId),
      ...[...this.openInteractions].map((id) => this.#interaction(id).chainId),
    ]);
    for (const [chainId, { until, rank }] of this.leases) {
      if (until <= at && !busy.has(chainId)) this.#endLease(chainId, rank);
      else {
        const ends: Instant | undefined = this.#leasesEndAt;
        this.#leasesEndAt = ends === undefined ? until : earlier(ends, until);
      }
    }
  }

  #endLease(chainId: ChainId, rank: QueueRank): void {
    this.leases.delete(chainId);
    const chain = this.#chain(chainId);
    // A chain that only a manual call had leased stays closed.
    if (chain.state === 'ready') this.#queues.put(chain, rank);
  }

  /** What the law counts of a group's calls so far. */
  #pastOf(groupId: CampaignGroupId): PastAnswers {
    const ends = this.attempts.values().filter((attempt) => attempt.groupId === groupId);
    const said = new Map(
      this.interactions.values().map(({ attemptId, done }) => [attemptId, done?.callResult]),
    );
    return pastAnswers(
      [...ends].flatMap(({ attemptId, mode, result, connectedAt }) => {
        if (result === undefined || mode === 'manual') return [];
        const wasConnected = connectedAt !== undefined;
        const heard = wasConnected ? said.get(attemptId) : undefined;
        return [{ result: heard ?? result, wasConnected, count: 1 }];
      }),
    );
  }

  #planOf(groupId: CampaignGroupId): CampaignPlan {
    return must(this.#plans.get(groupId), `plan of ${groupId}`);
  }

  #chain(id: ChainId): StoredChain {
    return must(this.chains.get(id), `chain ${id}`);
  }

  #interaction(id: InteractionId): StoredInteraction {
    return must(this.interactions.get(id), `interaction ${id}`);
  }
}

type NumberOrder = Omit<ActionOf<'lease-number'>, 'callId'>;
