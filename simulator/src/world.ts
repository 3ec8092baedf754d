import type { PhoneNeed } from '@outpace/engine/agents/agent-phone.ts';
import { must, unreachable } from '@outpace/engine/basics/assert.ts';
import type { AgentId, CampaignGroupId, CommandId, Epoch } from '@outpace/engine/basics/ids.ts';
import { commandId, siteId } from '@outpace/engine/basics/ids.ts';
import type { Instant, Millis } from '@outpace/engine/basics/time.ts';
import { after, elapsed, hours, millis, minutes, seconds } from '@outpace/engine/basics/time.ts';
import { typedNumber } from '@outpace/engine/calling-lists/callback.ts';
import type { SuppressionKey } from '@outpace/engine/calling-lists/suppression.ts';
import type { CampaignPlan } from '@outpace/engine/campaigns/campaign.ts';
import type { Action, Effect, Reply, Write } from '@outpace/engine/effect.ts';
import type {
  AgentCommand,
  EngineEvent,
  EventBody,
  SupervisorCommand,
} from '@outpace/engine/event.ts';
import { namedNumbers } from '@outpace/engine/named-numbers.ts';
import type { SiteLimits, SiteState } from '@outpace/engine/state.ts';
import { newState } from '@outpace/engine/state.ts';
import { agentView } from '@outpace/engine/views/agent-view.ts';
import type { ChainWish } from '@outpace/server/dialer/out-of-turn.ts';
import { Agenda } from './agenda.ts';
import type { AgentHabits, AgentSetup } from './agents.ts';
import { type CalleeMix, calleeOf } from './callees.ts';
import type { CarrierOrder, CarrierTurn, CarrierWake } from './carrier.ts';
import { Carrier } from './carrier.ts';
import { allCheckers } from './checkers/all-checkers.ts';
import type { Checker, Moment } from './checkers/checker.ts';
import { EngineProcess } from './engine-process.ts';
import { type FaultSwitches, Faults } from './faults.ts';
import { Handsets } from './handsets.ts';
import { Journal } from './journal.ts';
import { Office, type SiteLine } from './office.ts';
import { Prng } from './prng.ts';
import { RunningHash } from './running-hash.ts';
import { SimulatedStore } from './store.ts';
import type { StoredChain } from './stored.ts';
import { nextWish } from './supervisor.ts';
import { meddle } from './third-party.ts';

export type WorldSetup = {
  readonly seed: number;
  readonly startAt: Instant;
  /** From the start until everybody goes home, ms. */
  readonly workMs: Millis;
  readonly agents: readonly AgentSetup[];
  readonly habits: AgentHabits;
  readonly groups: readonly GroupSetup[];
  readonly chains: Iterable<StoredChain>;
  readonly suppressed: readonly SuppressionKey[];
  readonly callees: CalleeMix;
  readonly limits: Partial<SiteLimits>;
  /** Whether agents need a phone; default `none`. */
  readonly phones?: PhoneNeed;
  readonly faults: FaultSwitches;
  /** Check the laws after every step, and hash everything. Off only to measure speed. */
  readonly isChecked: boolean;
  /** The supervisor stops, starts and changes the multiplier on the way. */
  readonly isLively: boolean;
};

export type GroupSetup = { readonly plan: CampaignPlan; readonly autoComplete: boolean };

export type Violation = { readonly checker: string; readonly at: Instant; readonly text: string };

export type WorldReport = {
  readonly steps: number;
  readonly virtualHours: number;
  readonly attempts: number;
  readonly contacts: number;
  readonly dispositions: number;
  readonly kills: number;
  readonly hash: string;
  /** At most those of one moment: the world stops where the first law is broken. */
  readonly violations: readonly Violation[];
  /** The last things that happened before it. */
  readonly journal: readonly string[];
};

type Watch = (event: EngineEvent, effects: readonly Effect[]) => void;

type Thing =
  | { readonly type: 'event'; readonly epoch: Epoch | undefined; readonly event: EventBody }
  | { readonly type: 'line'; readonly wake: CarrierWake }
  | { readonly type: 'commit-over'; readonly epoch: Epoch; readonly writes: readonly Write[] }
  | { readonly type: 'store-asked'; readonly epoch: Epoch; readonly action: StoreQuestion }
  | { readonly type: 'office'; readonly run: () => void }
  | { readonly type: 'switch-lost'; readonly forMs: Millis }
  | { readonly type: 'switch-back' }
  | { readonly type: 'restart' }
  | { readonly type: 'supervisor-looks' };

type StoreQuestion = Extract<Action, { type: 'lease-chains' | 'lease-number' | 'renew-leases' }>;

/** Everything must have come to rest this long after work is over and faults have stopped. */
const REST_WITHIN = minutes(25);
const SUPERVISOR_LOOKS_EVERY = seconds(5);
const JOURNAL_LINES = 400;

/** The world hears events by its agenda: that somebody listens is all the carrier must know. */
const LISTENS = (): void => {};

/**
 * Ring 1: a site's engine in a world of its own, without promises and without waiting. Everything
 * that is to happen lies in one agenda; time jumps from one thing to the next; one seed decides.
 */
export class World {
  readonly #setup: WorldSetup;
  readonly #watch: Watch;
  readonly #agenda = new Agenda<Thing>();
  readonly #hash = new RunningHash();
  readonly #journal = new Journal(JOURNAL_LINES);
  readonly #prng: Prng;
  readonly #outside: Prng;
  readonly #faults: Faults;
  readonly #carrier: Carrier;
  readonly #store: SimulatedStore;
  readonly #checkers: readonly Checker[];
  readonly #office: Office;
  readonly #handsets: Handsets;
  readonly #asked = new Map<CommandId, AgentId>();
  /** Chains leased out of turn, for a command that is not answered yet. */
  readonly #done = new Set<CampaignGroupId>();
  readonly #violations: Violation[] = [];
  #process: EngineProcess | undefined;
  #now: Instant;
  #eveningAt: Instant;
  #isEvening = false;
  #isOver = false;
  #isSwitchLost = false;
  #commandsSent = 0;
  #steps = 0;
  #attempts = 0;
  #contacts = 0;
  #dispositions = 0;
  #kills = 0;

  /** `watch` is shown every event that the engine is given, and what came of it. */
  constructor(setup: WorldSetup, watch: Watch = () => {}) {
    this.#setup = setup;
    this.#watch = watch;
    this.#now = setup.startAt;
    this.#eveningAt = after(setup.startAt, setup.workMs);
    const prng = new Prng(setup.seed);
    this.#prng = prng.fork('world');
    this.#outside = prng.fork('outside');
    this.#faults = new Faults(prng.fork('faults'), setup.faults);
    const agentPrng = prng.fork('agents');
    const { chains, suppressed, agents, seed, callees, phones = 'none' } = setup;
    this.#carrier = new Carrier({
      calleeOf: (phone, before) => calleeOf(seed, phone, before, callees),
      phones,
      trouble: this.#faults,
    });
    const plans = setup.groups.map(({ plan }) => plan);
    this.#store = new SimulatedStore({ chains, plans, suppressed, agents });
    this.#checkers = setup.isChecked ? allCheckers(suppressed) : [];
    this.#office = new Office(this.#line(), setup, agentPrng, this.#faults);
    this.#handsets = new Handsets(
      {
        lines: this.#carrier.lines,
        prng: prng.fork('handsets'),
        faults: this.#faults,
        later: (wait, run) => this.#in(wait, { type: 'office', run }),
        tell: (agentId, turn) => this.#follow(this.#carrier.followLine(turn, agentId, this.#now)),
      },
      phones === 'none' ? [] : agents.map(({ agentId }) => agentId),
    );
  }

  /** Lives the day to its end, or to the first broken law. */
  run(): WorldReport {
    try {
      this.#live();
    } catch (bug) {
      // A failed assertion is a finding like any other: it is reported with its seed and journal.
      const text = bug instanceof Error ? (bug.stack ?? bug.message) : String(bug);
      this.#violations.push({ checker: 'bug', at: this.#now, text });
    }
    const worked = elapsed(this.#setup.startAt, this.#now);
    return {
      steps: this.#steps,
      virtualHours: worked / hours(1),
      attempts: this.#attempts,
      contacts: this.#contacts,
      dispositions: this.#dispositions,
      kills: this.#kills,
      hash: this.#setup.isChecked ? this.#hash.digest() : '',
      violations: this.#violations,
      journal: this.#violations.length > 0 ? this.#journal.lines() : [],
    };
  }

  #live(): void {
    this.#restart();
    this.#in(millis(0), { type: 'supervisor-looks' });
    this.#expectSwitchLoss();
    while (!this.#isOver && this.#violations.length === 0) {
      const thingAt = must(this.#agenda.nextAt, 'something to happen');
      const alarmAt = this.#process?.alarmAt;
      if (alarmAt !== undefined && alarmAt <= thingAt) {
        if (alarmAt > this.#now) this.#now = alarmAt;
        this.#post({ type: 'tick' });
        continue;
      }
      const due = must(this.#agenda.take(), 'the next thing');
      if (due.at > this.#now) this.#now = due.at;
      this.#happen(due.thing);
    }
  }

  #happen(thing: Thing): void {
    switch (thing.type) {
      case 'event':
        if (thing.epoch === undefined || this.#isAlive(thing.epoch)) this.#post(thing.event);
        return;
      case 'line':
        return this.#follow(this.#carrier.wake(thing.wake));
      case 'commit-over':
        if (this.#isAlive(thing.epoch)) this.#endCommit(thing.epoch, thing.writes);
        return;
      case 'store-asked':
        if (this.#isAlive(thing.epoch)) this.#answerFromStore(thing.epoch, thing.action);
        return;
      case 'office':
        return thing.run();
      case 'switch-lost':
        return this.#loseSwitch(thing.forMs);
      case 'switch-back':
        return this.#findSwitch();
      case 'restart':
        return this.#restart();
      case 'supervisor-looks':
        return this.#supervise();
      default:
        return unreachable(thing);
    }
  }

  #isAlive(epoch: Epoch): boolean {
    return this.#process?.epoch === epoch;
  }

  #in(wait: Millis, thing: Thing): void {
    this.#agenda.put(after(this.#now, wait), thing);
  }

  #post(event: EventBody): void {
    this.#process?.post(event, this.#now);
    if (this.#process !== undefined && this.#faults.kills()) this.#kill();
  }

  #restart(): void {
    const epoch = this.#store.takeSite();
    const recovered = this.#store.recover(this.#now);
    const reasons = [{ code: 'lunch', label: 'Lunch' }];
    const { limits, phones = 'none' } = this.#setup;
    const site = { siteId: siteId('site'), reasons, limits, phones };
    const state = newState({ ...site, epoch, at: this.#now });
    this.#process = new EngineProcess(state, {
      stepped: (event, effects, after) => this.#stepped(event, effects, after),
      act: (action) => this.#act(action, epoch),
      reply: (reply) => this.#hear(reply),
      commit: (writes) => this.#in(this.#faults.storeMs(), { type: 'commit-over', epoch, writes }),
    });
    const legs = this.#isSwitchLost ? undefined : this.#carrier.survey();
    if (legs !== undefined) this.#carrier.hearer = LISTENS;
    this.#post({ ...recovered, legs });
    this.#office.foundSite();
  }

  #expectSwitchLoss(): void {
    const loss = this.#faults.switchLoss();
    if (loss !== undefined) this.#in(loss.afterMs, { type: 'switch-lost', forMs: loss.forMs });
  }

  #loseSwitch(forMs: Millis): void {
    this.#in(forMs, { type: 'switch-back' });
    this.#isSwitchLost = true;
    this.#carrier.hearer = undefined;
    this.#post({ type: 'switch-down' });
  }

  #findSwitch(): void {
    this.#expectSwitchLoss();
    this.#isSwitchLost = false;
    if (this.#process === undefined) return;
    this.#carrier.hearer = LISTENS;
    this.#post({ type: 'switch-up', legs: this.#carrier.survey() });
  }

  #kill(): void {
    const dead = this.#process;
    if (dead === undefined) return;
    this.#kills += 1;
    this.#process = undefined;
    this.#journal.note(() => 'killed');
    // The disk may have been quicker than the death: then the writes are there, unannounced.
    if (dead.inFlight.length > 0 && this.#prng.chance(0.5)) this.#apply(dead.epoch, dead.inFlight);
    if (!this.#faults.callsSurvive) this.#carrier.vanish();
    this.#carrier.hearer = undefined;
    this.#asked.clear();
    this.#office.lostSite();
    this.#check({ type: 'killed', at: this.#now });
    this.#in(millis(this.#prng.between(500, 5_000)), { type: 'restart' });
  }

  #stepped(event: EngineEvent, effects: readonly Effect[], state: SiteState): void {
    this.#steps += 1;
    this.#watch(event, effects);
    for (const effect of effects) {
      if (effect.type === 'close-interaction' && effect.closedBy === 'agent') {
        this.#dispositions += 1;
      }
      if (effect.type === 'save-session' && effect.phase === 'unloaded') {
        this.#done.add(effect.groupId);
      }
    }
    if (!this.#setup.isChecked) return;
    this.#hash.add(JSON.stringify(event));
    this.#hash.add(JSON.stringify(effects));
    this.#journal.note(() => JSON.stringify({ event, effects }));
    this.#check({ type: 'step', at: this.#now, event, effects, state });
  }

  #check(moment: Moment): void {
    for (const checker of this.#checkers) {
      for (const text of checker.see(moment)) {
        this.#violations.push({ checker: checker.name, at: this.#now, text });
      }
    }
  }

  #act(action: Action, epoch: Epoch): void {
    switch (action.type) {
      case 'originate':
        this.#attempts += 1;
        return this.#order(action);
      case 'bridge':
        this.#contacts += 1;
        return this.#order(action);
      case 'hang-up':
      case 'mute':
      case 'hold':
      case 'send-digits':
      case 'record':
      case 'play-and-release':
      case 'consult':
      case 'transfer':
      case 'conference':
      case 'talk-with':
      case 'complete-transfer':
      case 'end-consultation':
        return this.#order(action);
      case 'lease-chains':
      case 'lease-number':
      case 'renew-leases':
        return this.#in(this.#faults.storeMs(), { type: 'store-asked', epoch, action });
      case 'agent-changed':
        return this.#office.changed(action.agentId);
      case 'set-agent-phone':
      case 'raise-agent':
      case 'drop-agent':
      case 'join-agents':
      case 'part-agents':
        return this.#order(action);
      case 'promises-changed':
      case 'session-changed':
        return;
      default:
        return unreachable(action);
    }
  }

  #order(order: CarrierOrder): void {
    // What is ordered of a switch that cannot be reached is lost.
    if (this.#isSwitchLost) return;
    this.#check({ type: 'sent', at: this.#now, action: order, store: this.#store });
    const result = order.type === 'originate' ? this.#faults.refusal(this.#now) : undefined;
    if (order.type === 'originate' && result !== undefined) {
      const event = { type: 'originate-failed', attemptId: order.attemptId, result } as const;
      return this.#follow({ events: [event], wakes: [] });
    }
    this.#follow(this.#carrier.order(order, this.#now));
  }

  #follow({ events, wakes }: CarrierTurn): void {
    const epoch = this.#process?.epoch;
    // What happens while nobody listens is not told later.
    const heard = this.#carrier.hearer === undefined ? [] : events;
    for (const event of heard) {
      for (const wait of this.#faults.deliveries()) this.#in(wait, { type: 'event', epoch, event });
    }
    for (const wake of wakes) this.#agenda.put(wake.at, { type: 'line', wake });
  }

  #endCommit(epoch: Epoch, writes: readonly Write[]): void {
    if (this.#faults.storeFails()) {
      this.#process?.onCommitFailed(this.#now);
      return;
    }
    this.#apply(epoch, writes);
    this.#process?.onCommitted(this.#now);
  }

  #apply(epoch: Epoch, writes: readonly Write[]): void {
    this.#store.commit(epoch, writes);
    this.#check({ type: 'committed', at: this.#now, writes, store: this.#store });
  }

  #answerFromStore(epoch: Epoch, action: StoreQuestion): void {
    const isLease = action.type === 'lease-chains';
    if (action.type === 'lease-number') return this.#answerNumber(epoch, action);
    if (this.#faults.storeFails()) {
      if (isLease) this.#post({ type: 'lease-failed', groupId: action.groupId });
      return;
    }
    if (isLease) {
      const event = this.#store.lease(epoch, action, this.#now);
      return this.#in(this.#faults.storeMs(), { type: 'event', epoch, event });
    }
    const { chainIds, until } = action;
    const renewed = this.#store.renew(epoch, chainIds, until);
    const lost = chainIds.filter((id) => !renewed.includes(id));
    const event = { type: 'leases-renewed', chainIds: renewed, lost, until } as const;
    this.#in(millis(1), { type: 'event', epoch, event });
  }

  #answerNumber(epoch: Epoch, action: Extract<Action, { type: 'lease-number' }>): void {
    const { callId, agentId } = action;
    const event = this.#faults.storeFails()
      ? ({ type: 'number-leased', callId, agentId, found: { kind: 'store-failed' } } as const)
      : this.#store.leaseNumber(epoch, action, this.#now);
    this.#in(this.#faults.storeMs(), { type: 'event', epoch, event });
  }

  #line(): SiteLine {
    return {
      isUp: () => this.#process !== undefined,
      view: (agentId) =>
        this.#process === undefined ? undefined : agentView(this.#process.state, agentId),
      logOn: (agent) => this.#post({ type: 'agent-logged-on', ...agent }),
      connect: (agentId) => {
        this.#handsets.open(agentId);
        this.#post({ type: 'agent-connected', agentId });
      },
      disconnect: (agentId) => {
        this.#handsets.close(agentId);
        this.#post({ type: 'agent-disconnected', agentId });
      },
      send: (agentId, command) => this.#send(agentId, command),
      later: (wait, run) => this.#in(wait, { type: 'office', run }),
    };
  }

  #send(agentId: AgentId, command: AgentCommand): void {
    this.#sendOne(agentId, command);
    if (this.#faults.tabsCross()) this.#sendOne(agentId, command);
  }

  #sendOne(agentId: AgentId, command: AgentCommand): void {
    const id = this.#nextCommandId();
    const suppressed = this.#store.suppressedAmong(namedNumbers(command));
    const event = { type: 'agent-command', agentId, commandId: id, command, suppressed } as const;
    this.#asked.set(id, agentId);
    if (this.#faults.sentTwice()) {
      const wait = millis(this.#prng.between(1, 3_000));
      this.#in(wait, { type: 'event', epoch: this.#process?.epoch, event });
    }
    this.#post(event);
  }

  #nextCommandId(): CommandId {
    this.#commandsSent += 1;
    return commandId(`command-${this.#commandsSent}`);
  }

  #hear({ commandId: id, outcome }: Reply): void {
    const agentId = this.#asked.get(id);
    this.#asked.delete(id);
    if (agentId !== undefined && !outcome.ok) this.#office.refused(agentId);
  }

  #supervise(): void {
    if (!this.#isEvening && this.#isWorkOver()) this.#beginEvening();
    if (this.#isEvening && (this.#isAtRest() || this.#now > this.#restBy())) return this.#end();
    this.#in(SUPERVISOR_LOOKS_EVERY, { type: 'supervisor-looks' });
    for (const group of this.#setup.groups) {
      const state = this.#process?.state;
      if (state === undefined) return;
      const command = this.#wishFor(state, group);
      const id = this.#nextCommandId();
      if (command === undefined) continue;
      this.#post({ type: 'supervisor-command', commandId: id, by: 'supervisor', command });
    }
    this.#meddle();
  }

  /** Somebody outside of the calls takes a record back, or changes a promise. */
  #meddle(): void {
    const { groups, agents, isLively } = this.#setup;
    const state = this.#process?.state;
    if (!isLively || this.#isEvening || state === undefined || !this.#outside.chance(0.1)) return;
    const prng = this.#outside;
    const store = this.#store;
    const plans = groups.map(({ plan }) => plan);
    const wish = meddle({ prng, store, state, plans, agents, at: this.#now });
    if (wish === undefined) return;
    const id = this.#nextCommandId();
    if (wish.type === 'suppress') {
      return this.#post({
        type: 'supervisor-command',
        commandId: id,
        by: 'somebody',
        command: wish,
      });
    }
    this.#wishFromOutside(id, wish);
    // Whoever hears no answer asks again, and the store is asked again.
    if (!prng.chance(0.1)) return;
    const run = (): void => this.#wishFromOutside(id, wish);
    this.#in(millis(prng.between(1, 3_000)), { type: 'office', run });
  }

  #wishFromOutside(id: CommandId, wish: ChainWish): void {
    const state = this.#process?.state;
    if (state === undefined) return;
    const command = this.#takenFor(state, wish);
    const event = { type: 'supervisor-command', commandId: id, by: 'somebody', command } as const;
    // While the answer of the store is on its way, leases, dials and ends cross it.
    this.#in(this.#faults.storeMs(), { type: 'event', epoch: state.epoch, event });
  }

  #takenFor({ epoch, limits }: SiteState, wish: ChainWish): SupervisorCommand {
    const order = { chainId: wish.chainId, until: after(this.#now, limits.leaseMs) };
    const taken = this.#store.take(epoch, order, this.#now);
    if (wish.type === 'cancel-record') return { ...wish, taken };
    const { change } = wish;
    const typed = change.type === 'move' ? typedNumber(change.wish.to) : [];
    return { ...wish, taken, suppressed: this.#store.suppressedAmong(typed) };
  }

  #wishFor(state: SiteState, group: GroupSetup): SupervisorCommand | undefined {
    const { groupId } = group.plan;
    const prng = this.#setup.isLively && !this.#isEvening ? this.#prng : undefined;
    const [engaged] = state.index.engagedByGroup.get(groupId) ?? [];
    const isDone = this.#done.has(groupId);
    const situation = { isDone, isEvening: this.#isEvening, prng, engaged };
    return nextWish(group, state.sessions.get(groupId)?.phase, situation);
  }

  #isWorkOver(): boolean {
    return this.#now >= this.#eveningAt || this.#done.size === this.#setup.groups.length;
  }

  #beginEvening(): void {
    this.#isEvening = true;
    this.#eveningAt = this.#now;
    this.#faults.stop();
    this.#office.goHome();
  }

  #restBy(): Instant {
    return after(this.#eveningAt, REST_WITHIN);
  }

  #isAtRest(): boolean {
    const process = this.#process;
    if (process === undefined || !process.isIdle || !this.#carrier.isSilent) return false;
    const { sessions, agents } = process.state;
    return sessions.size === 0 && agents.size === 0 && this.#store.leasedAt(this.#now).length === 0;
  }

  #end(): void {
    this.#isOver = true;
    const state = must(this.#process, 'an engine in the evening').state;
    const legs = this.#carrier.survey();
    this.#check({ type: 'rest', at: this.#now, state, store: this.#store, legs });
  }
}
