import { must, unreachable } from '@outpace/engine/basics/assert.ts';
import type { AgentId, CampaignGroupId, CommandId, Epoch } from '@outpace/engine/basics/ids.ts';
import { commandId, siteId } from '@outpace/engine/basics/ids.ts';
import type { Instant, Millis } from '@outpace/engine/basics/time.ts';
import {
  after,
  elapsed,
  hours,
  later,
  millis,
  minutes,
  seconds,
} from '@outpace/engine/basics/time.ts';
import type { Action, Effect, Reply, Write } from '@outpace/engine/effect.ts';
import type {
  AgentCommand,
  EngineEvent,
  EventBody,
  SupervisorCommand,
} from '@outpace/engine/event.ts';
import { namedNumbers } from '@outpace/engine/named-numbers.ts';
import type { SiteState } from '@outpace/engine/state.ts';
import { newState } from '@outpace/engine/state.ts';
import { agentView } from '@outpace/engine/views/agent-view.ts';
import { Agenda } from './agenda.ts';
import { calleeOf } from './callees.ts';
import { Carrier } from './carrier.ts';
import { allCheckers } from './checkers/all-checkers.ts';
import type { Checker, Moment } from './checkers/checker.ts';
import type { Deaths, Disk, Place } from './deaths.ts';
import { EngineProcess } from './engine-process.ts';
import { Exchange } from './exchange.ts';
import { Faults } from './faults.ts';
import { Handsets } from './handsets.ts';
import { Journal } from './journal.ts';
import { Office, type SiteLine, type Staff } from './office.ts';
import { type OutsideLine, Outsiders } from './outsiders.ts';
import { Prng } from './prng.ts';
import { RunningHash } from './running-hash.ts';
import { SimulatedStore } from './store.ts';
import { nextWish } from './supervisor.ts';
import { SimulatedValidator } from './validator.ts';
import type {
  Cast,
  GroupSetup,
  Morning,
  Violation,
  WorldReport,
  WorldSetup,
} from './world-setup.ts';
import { limitsOf } from './world-setup.ts';
import type { StoreQuestion, Thing } from './world-thing.ts';

type Watch = (event: EngineEvent, effects: readonly Effect[], state: SiteState) => void;

/** Everything must have come to rest this long after work is over and faults have stopped. */
const REST_WITHIN = minutes(25);
const SUPERVISOR_LOOKS_EVERY = seconds(5);
const JOURNAL_LINES = 400;

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
  readonly #deaths: Deaths | undefined;
  readonly #office: Staff;
  readonly #handsets: Handsets;
  readonly #outsiders: Outsiders;
  readonly #exchange: Exchange;
  readonly #validator: SimulatedValidator;
  readonly #mornings: Morning[];
  readonly #asked = new Map<CommandId, AgentId>();
  readonly #done = new Set<CampaignGroupId>();
  readonly #violations: Violation[] = [];
  #process: EngineProcess | undefined;
  #now: Instant;
  #eveningAt: Instant;
  #isEvening = false;
  #isOver = false;
  #isLossExpected = false;
  #commandsSent = 0;
  #steps = 0;
  #attempts = 0;
  #contacts = 0;
  #dispositions = 0;
  #kills = 0;

  /** `watch` is shown every event that the engine is given, and what came of it. */
  constructor(setup: WorldSetup, watch: Watch = () => {}, cast: Cast = {}) {
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
    const { calleeOf: called = (phone, before) => calleeOf(seed, phone, before, callees) } = cast;
    this.#carrier = new Carrier({
      calleeOf: called,
      phones,
      trouble: this.#faults,
    });
    const plans = setup.groups.map(({ plan }) => plan);
    this.#store = new SimulatedStore({ chains, plans, suppressed, agents });
    this.#checkers = setup.isChecked ? allCheckers(suppressed, setup.trunks) : [];
    this.#deaths = cast.deaths;
    const line = this.#line();
    this.#office = cast.staffOf?.(line) ?? new Office(line, setup, agentPrng, this.#faults);
    this.#outsiders = new Outsiders(this.#outsideLine(), setup.outside);
    this.#exchange = this.#newExchange();
    this.#validator = new SimulatedValidator(prng.fork('validator'), setup.validator);
    this.#mornings = [...(setup.mornings ?? [])];
    this.#handsets = new Handsets(
      {
        lines: this.#carrier.lines,
        prng: prng.fork('handsets'),
        faults: this.#faults,
        later: (wait, run) => this.#in(wait, { type: 'office', run }),
        tell: (agentId, turn) =>
          this.#exchange.follow(this.#carrier.followLine(turn, agentId, this.#now)),
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
        return this.#exchange.follow(this.#carrier.wake(thing.wake));
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
      case 'morning':
        return this.#beginDay();
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
    const { phones = 'none' } = this.#setup;
    const site = { siteId: siteId('site'), reasons, limits: limitsOf(this.#setup), phones };
    const state = newState({ ...site, epoch, at: this.#now });
    this.#process = new EngineProcess(state, {
      stepped: (event, effects, after) => this.#stepped(event, effects, after),
      act: (action) => this.#act(action, epoch),
      reply: (reply) => this.#hear(reply),
      commit: (writes) => this.#in(this.#faults.storeMs(), { type: 'commit-over', epoch, writes }),
      passed: (place) => this.#pass(place),
    });
    this.#pass('taken');
    if (this.#process === undefined) return;
    this.#post({ ...recovered, legs: this.#exchange.open() });
    if (this.#isAlive(epoch)) {
      this.#check({ type: 'restarted', at: this.#now, state, store: this.#store });
    }
    this.#office.foundSite();
  }

  #expectSwitchLoss(): void {
    if (this.#isLossExpected) return;
    const loss = this.#faults.switchLoss();
    this.#isLossExpected = loss !== undefined;
    if (loss !== undefined) this.#in(loss.afterMs, { type: 'switch-lost', forMs: loss.forMs });
  }

  #loseSwitch(forMs: Millis): void {
    this.#in(forMs, { type: 'switch-back' });
    this.#isLossExpected = false;
    this.#exchange.lose();
    this.#post({ type: 'switch-down' });
  }

  #findSwitch(): void {
    this.#expectSwitchLoss();
    this.#exchange.comeBack();
    if (this.#process === undefined) return;
    this.#post({ type: 'switch-up', legs: this.#exchange.listen() });
  }

  /** Whoever tries deaths out may have this process die here. */
  #pass(place: Place): void {
    const isInFlight = (this.#process?.inFlight.length ?? 0) > 0;
    const disk = this.#deaths?.at(place, isInFlight);
    if (disk !== undefined) this.#kill(disk);
  }

  #kill(disk?: Disk): void {
    const dead = this.#process;
    if (dead === undefined) return;
    this.#kills += 1;
    this.#process = undefined;
    dead.die();
    this.#journal.note(() => 'killed');
    // The disk may have been quicker than the death: then the writes are there, unannounced.
    if (dead.inFlight.length > 0 && this.#isWritten(disk)) this.#apply(dead.epoch, dead.inFlight);
    this.#exchange.die();
    this.#asked.clear();
    this.#office.lostSite();
    this.#check({ type: 'killed', at: this.#now });
    this.#in(millis(this.#prng.between(500, 5_000)), { type: 'restart' });
  }

  #isWritten(disk: Disk | undefined): boolean {
    return disk === undefined ? this.#prng.chance(0.5) : disk === 'written';
  }

  #stepped(event: EngineEvent, effects: readonly Effect[], state: SiteState): void {
    this.#steps += 1;
    this.#watch(event, effects, state);
    for (const effect of effects) {
      if (effect.type === 'close-interaction' && effect.closedBy === 'agent') {
        this.#dispositions += 1;
      }
      if (effect.type === 'save-session' && effect.phase === 'unloaded') {
        this.#done.add(effect.groupId);
      }
    }
    if (!this.#setup.isChecked) return;
    if (this.#setup.isHashed !== false) {
      this.#hash.add(JSON.stringify(event));
      this.#hash.add(JSON.stringify(effects));
    }
    this.#journal.note(() => JSON.stringify({ event, effects }));
    this.#check({ type: 'step', at: this.#now, event, effects, state });
  }

  #check(moment: Moment): void {
    for (const checker of this.#checkers) {
      for (const text of checker.see(moment)) this.#found(checker.name, text);
    }
  }

  #found(checker: string, text: string): void {
    this.#violations.push({ checker, at: this.#now, text });
  }

  #act(action: Action, epoch: Epoch): void {
    switch (action.type) {
      case 'originate':
        this.#attempts += 1;
        return this.#exchange.order(action);
      case 'bridge':
        this.#contacts += 1;
        return this.#exchange.order(action);
      case 'hang-up':
      case 'mute':
      case 'hold':
      case 'send-digits':
      case 'record':
      case 'play-and-release':
      case 'hand-on':
      case 'consult':
      case 'transfer':
      case 'conference':
      case 'talk-with':
      case 'complete-transfer':
      case 'end-consultation':
      case 'set-agent-phone':
      case 'raise-agent':
      case 'drop-agent':
      case 'join-agents':
      case 'part-agents':
        return this.#exchange.order(action);
      case 'lease-chains':
      case 'lease-number':
      case 'renew-leases':
        return this.#in(this.#faults.storeMs(), { type: 'store-asked', epoch, action });
      case 'ask-validation':
        for (const heard of this.#validator.things(action, epoch, this.#now)) this.#in(...heard);
        return;
      case 'agent-changed':
        return this.#office.changed(action.agentId);
      case 'promises-changed':
      case 'session-changed':
        return;
      default:
        return unreachable(action);
    }
  }

  #newExchange(): Exchange {
    const { trunks } = this.#setup;
    return new Exchange({
      carrier: this.#carrier,
      faults: this.#faults,
      trunks,
      now: () => this.#now,
      epoch: () => this.#process?.epoch,
      put: (at, thing) => this.#agenda.put(at, thing),
      onSent: (action) => this.#check({ type: 'sent', at: this.#now, action, store: this.#store }),
      onTrunk: (attemptId, trunk) =>
        this.#check({ type: 'on-trunk', at: this.#now, trunk, attemptId }),
    });
  }

  #endCommit(epoch: Epoch, writes: readonly Write[]): void {
    if (this.#faults.storeFails()) return this.#process?.onCommitFailed(this.#now);
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
    const told = { commandId: id, outcome, store: this.#store } as const;
    this.#check({ type: 'acknowledged', at: this.#now, ...told });
    const agentId = this.#asked.get(id);
    this.#asked.delete(id);
    if (agentId !== undefined && !outcome.ok) this.#office.refused(agentId);
  }

  #supervise(): void {
    this.#now = after(this.#now, this.#faults.clockJump() ?? millis(0));
    if (!this.#isEvening && this.#isWorkOver()) this.#beginEvening();
    if (this.#isEvening && (this.#isAtRest() || this.#now > this.#restBy())) return this.#endDay();
    this.#in(SUPERVISOR_LOOKS_EVERY, { type: 'supervisor-looks' });
    for (const group of this.#setup.groups) {
      const state = this.#process?.state;
      if (state === undefined) return;
      const command = this.#wishFor(state, group);
      const id = this.#nextCommandId();
      if (command === undefined) continue;
      this.#post({ type: 'supervisor-command', commandId: id, by: 'supervisor', command });
    }
    if (this.#setup.isLively && !this.#isEvening && this.#process !== undefined) {
      this.#outsiders.look();
    }
  }

  #outsideLine(): OutsideLine {
    const { groups, agents } = this.#setup;
    return {
      prng: this.#outside,
      store: this.#store,
      plans: groups.map(({ plan }) => plan),
      agents,
      now: () => this.#now,
      state: () => this.#process?.state,
      nextCommandId: () => this.#nextCommandId(),
      listed: (entries) => this.#check({ type: 'listed', at: this.#now, entries }),
      selected: (listId, selection) =>
        this.#check({ type: 'selected', at: this.#now, listId, selection }),
      post: (event) => this.#post(event),
      postLater: (event) => {
        const epoch = this.#process?.epoch;
        this.#in(this.#faults.storeMs(), { type: 'event', epoch, event });
      },
      later: (wait, run) => this.#in(wait, { type: 'office', run }),
    };
  }

  #wishFor(state: SiteState, group: GroupSetup): SupervisorCommand | undefined {
    const { groupId } = group.plan;
    const prng = this.#setup.isLively && !this.#isEvening ? this.#prng : undefined;
    const [engaged] = state.index.engagedByGroup.get(groupId) ?? [];
    const isDone = this.#done.has(groupId);
    const isOver = this.#isEvening && !this.#staysLoaded;
    const situation = { isDone: isDone || this.#isEvening, isEvening: isOver, prng, engaged };
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
    if (agents.size > 0) return false;
    if (this.#staysLoaded) return process.state.attempts.size === 0;
    return sessions.size === 0 && this.#store.leasedAt(this.#now).length === 0;
  }

  /** The groups are not let go of tonight: the process goes on through it by its own alarms. */
  get #staysLoaded(): boolean {
    return this.#mornings[0]?.stayed === true;
  }

  #endDay(): void {
    const next = this.#mornings[0];
    this.#isOver = next === undefined;
    if (next?.stayed !== true) this.#checkRest();
    else if (!this.#isAtRest())
      this.#found('everything-ends', 'somebody is still at work at night');
    if (next !== undefined) this.#agenda.put(later(next.at, this.#now), { type: 'morning' });
  }

  #beginDay(): void {
    this.#mornings.shift();
    this.#isEvening = false;
    this.#eveningAt = after(this.#now, this.#setup.workMs);
    this.#done.clear();
    this.#faults.resume();
    if (this.#faults.killsAtNight()) this.#kill();
    this.#expectSwitchLoss();
    if (this.#setup.phones !== undefined && this.#setup.phones !== 'none') {
      this.#handsets.expectTrouble();
    }
    this.#office.comeBack?.();
    this.#in(millis(0), { type: 'supervisor-looks' });
  }

  #checkRest(): void {
    const state = must(this.#process, 'an engine in the evening').state;
    const legs = this.#carrier.survey();
    this.#check({ type: 'rest', at: this.#now, state, store: this.#store, legs });
  }
}
