import { must } from '@outpace/engine/basics/assert.ts';
import type { AgentId, CampaignGroupId, CommandId } from '@outpace/engine/basics/ids.ts';
import { commandId, epoch, siteId } from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { after, millis, minutes, seconds } from '@outpace/engine/basics/time.ts';
import type { CommandOutcome, Write } from '@outpace/engine/effect.ts';
import type { AgentCommand, SupervisorCommand } from '@outpace/engine/event.ts';
import { newState } from '@outpace/engine/state.ts';
import { Dialer } from '@outpace/server/dialer/dialer.ts';
import type { ActionOf, Clock } from '@outpace/server/ports.ts';
import { calleeOf } from './callees.ts';
import { Carrier } from './carrier.ts';
import { allCheckers } from './checkers/all-checkers.ts';
import type { Checker, Moment } from './checkers/checker.ts';
import { Faults } from './faults.ts';
import { Handsets } from './handsets.ts';
import { Office, type SiteLine } from './office.ts';
import { Prng } from './prng.ts';
import { SimulatedDialerStore } from './simulated-dialer-store.ts';
import { SimulatedSwitch, type SwitchTrouble } from './simulated-switch.ts';
import { SimulatedStore } from './store.ts';
import { nextWish } from './supervisor.ts';
import { changePromise } from './third-party.ts';
import { SimulatedValidator } from './validator.ts';
import { VirtualClock } from './virtual-clock.ts';
import type { GroupSetup, Violation, WorldSetup } from './world-setup.ts';

export type Ring2Report = {
  readonly attempts: number;
  readonly dispositions: number;
  readonly answers: number;
  readonly kills: number;
  readonly violations: readonly Violation[];
};

/** One process: a dialer and everything that dies with it. */
type Life = {
  readonly dialer: Dialer;
  readonly store: SimulatedDialerStore;
  readonly carrier: SimulatedSwitch;
  readonly clock: MortalClock;
};

const REST_WITHIN = minutes(25);
const SUPERVISOR_LOOKS_EVERY = seconds(5);

/**
 * Ring 2: the server's own dialer, with its queue, loop, promises and recovery, under virtual
 * time. The laws that need no look inside a step are checked; what is acknowledged must be there.
 */
export class Ring2 {
  readonly #setup: WorldSetup;
  readonly #clock: VirtualClock;
  readonly #prng: Prng;
  readonly #outside: Prng;
  readonly #faults: Faults;
  readonly #validator: SimulatedValidator;
  readonly #carrier: Carrier;
  readonly #store: SimulatedStore;
  readonly #checkers: readonly Checker[];
  readonly #office: Office;
  readonly #handsets: Handsets;
  readonly #done = new Set<CampaignGroupId>();
  readonly #violations: Violation[] = [];
  #life: Life | undefined;
  #isUp = false;
  #eveningAt: Instant;
  #isEvening = false;
  #isOver = false;
  #commandsSent = 0;
  #unanswered = 0;
  #answers = 0;
  #attempts = 0;
  #dispositions = 0;
  #kills = 0;

  constructor(setup: WorldSetup) {
    this.#setup = setup;
    this.#clock = new VirtualClock(setup.startAt);
    this.#eveningAt = after(setup.startAt, setup.workMs);
    const prng = new Prng(setup.seed);
    this.#prng = prng.fork('ring 2');
    this.#outside = prng.fork('outside');
    this.#faults = new Faults(prng.fork('faults'), setup.faults);
    this.#validator = new SimulatedValidator(prng.fork('validator'), setup.validator);
    const { chains, suppressed, groups, seed, callees, agents, phones = 'none' } = setup;
    this.#carrier = new Carrier({
      calleeOf: (phone, before) => calleeOf(seed, phone, before, callees),
      phones,
      trouble: this.#faults,
    });
    const plans = groups.map(({ plan }) => plan);
    this.#store = new SimulatedStore({ chains, plans, suppressed, agents });
    this.#checkers = allCheckers(suppressed);
    this.#office = new Office(this.#line(), setup, prng.fork('agents'), this.#faults);
    this.#handsets = new Handsets(
      {
        lines: this.#carrier.lines,
        prng: prng.fork('handsets'),
        faults: this.#faults,
        later: (wait, run) => this.#clock.after(wait, run),
        tell: (agentId, turn) => this.#life?.carrier.phone(agentId, turn),
      },
      phones === 'none' ? [] : agents.map(({ agentId }) => agentId),
    );
  }

  async run(): Promise<Ring2Report> {
    this.#start();
    this.#supervise();
    this.#expectSwitchLoss();
    while (!this.#isOver && this.#violations.length === 0) {
      await settled();
      if (this.#isUp && this.#faults.kills()) this.#kill();
      if (!this.#clock.jump()) throw new Error('bug: nothing is left to happen');
    }
    return {
      attempts: this.#attempts,
      dispositions: this.#dispositions,
      answers: this.#answers,
      kills: this.#kills,
      violations: this.#violations,
    };
  }

  #start(): void {
    const clock = new MortalClock(this.#clock);
    const committed = (writes: readonly Write[]): void => this.#committed(writes);
    const store = new SimulatedDialerStore(this.#store, this.#clock, this.#faults, committed);
    const carrier = new WatchedSwitch(this.#carrier, this.#clock, this.#faults, (action) => {
      this.#attempts += 1;
      this.#check({ type: 'sent', at: this.#clock.now(), action, store: this.#store });
    });
    const reasons = [{ code: 'lunch', label: 'Lunch' }];
    const { limits, phones = 'none' } = this.#setup;
    const dialer = new Dialer({
      clock,
      store,
      carrier,
      screens: {
        agentChanged: (id) => this.#office.changed(id),
        promisesChanged: () => {},
        sessionChanged: () => {},
      },
      validator: this.#validator.over(this.#clock),
      site: { siteId: siteId('site'), reasons, limits, phones },
      onFault: () => {},
      onEnd: (reason) => this.#found('dialer-ends', reason.stack ?? reason.message),
    });
    this.#life = { dialer, store, carrier, clock };
    const life = this.#life;
    void dialer.start().then(() => {
      if (this.#life !== life) return;
      this.#isUp = true;
      this.#office.foundSite();
    });
  }

  #kill(): void {
    const life = must(this.#life, 'a life to end');
    this.#kills += 1;
    this.#life = undefined;
    this.#isUp = false;
    this.#unanswered = 0;
    life.clock.die();
    life.store.cut(this.#prng.chance(0.5) ? 'written' : 'lost');
    void life.carrier.close(this.#faults.callsSurvive ? 'keep' : 'end');
    this.#office.lostSite();
    this.#check({ type: 'killed', at: this.#clock.now() });
    this.#clock.after(millis(this.#prng.between(500, 5_000)), () => this.#start());
  }

  #expectSwitchLoss(): void {
    const loss = this.#faults.switchLoss();
    if (loss === undefined) return;
    this.#clock.after(loss.afterMs, () => {
      const carrier = this.#life?.carrier;
      carrier?.lose();
      this.#clock.after(loss.forMs, () => carrier?.comeBack());
      this.#expectSwitchLoss();
    });
  }

  #committed(writes: readonly Write[]): void {
    const at = this.#clock.now();
    for (const write of writes) {
      if (write.type === 'save-session' && write.phase === 'unloaded') {
        this.#done.add(write.groupId);
      }
    }
    this.#check({ type: 'committed', at, writes, store: this.#store });
  }

  #check(moment: Moment): void {
    for (const checker of this.#checkers) {
      for (const text of checker.see(moment)) this.#found(checker.name, text);
    }
  }

  #found(checker: string, text: string): void {
    this.#violations.push({ checker, at: this.#clock.now(), text });
  }

  #line(): SiteLine {
    const post = (tell: (dialer: Dialer) => void): void => {
      if (this.#isUp && this.#life !== undefined) tell(this.#life.dialer);
    };
    return {
      isUp: () => this.#isUp,
      view: (agentId) => this.#life?.dialer.agentView(agentId),
      logOn: (agent) => post((dialer) => dialer.agentLoggedOn(agent)),
      connect: (agentId) => {
        this.#handsets.open(agentId);
        post((dialer) => dialer.agentConnected(agentId));
      },
      disconnect: (agentId) => {
        this.#handsets.close(agentId);
        post((dialer) => dialer.agentDisconnected(agentId));
      },
      send: (agentId, command) => post((dialer) => this.#send(dialer, agentId, command)),
      later: (wait, run) => this.#clock.after(wait, run),
    };
  }

  #send(dialer: Dialer, agentId: AgentId, command: AgentCommand): void {
    const id = this.#nextCommandId();
    const answers: string[] = [];
    const ask = (): void => {
      this.#unanswered += 1;
      void dialer.agentCommand(agentId, id, command).then((outcome) => {
        if (this.#life?.dialer !== dialer) return;
        this.#answered(agentId, command, outcome);
        answers.push(JSON.stringify(outcome));
        if (new Set(answers).size > 1) this.#found('answered-alike', answers.join(' and '));
      });
    };
    ask();
    if (this.#faults.sentTwice()) ask();
  }

  #answered(agentId: AgentId, command: AgentCommand, outcome: CommandOutcome): void {
    this.#unanswered -= 1;
    this.#answers += 1;
    if (!outcome.ok) return this.#office.refused(agentId);
    if (command.type !== 'mark-done') return;
    this.#dispositions += 1;
    const { interactionId } = command;
    if (this.#store.interactions.get(interactionId)?.done !== undefined) return;
    this.#found('acknowledged-is-durable', `${interactionId} is done, but not in the store`);
  }

  #nextCommandId(): CommandId {
    this.#commandsSent += 1;
    return commandId(`command-${this.#commandsSent}`);
  }

  #supervise(): void {
    const now = this.#clock.now();
    const isWorkOver = now >= this.#eveningAt || this.#done.size === this.#setup.groups.length;
    if (!this.#isEvening && isWorkOver) this.#beginEvening();
    if (this.#isEvening && (this.#isAtRest() || now > after(this.#eveningAt, REST_WITHIN))) {
      return this.#end();
    }
    this.#clock.after(SUPERVISOR_LOOKS_EVERY, () => this.#supervise());
    const dialer = this.#life?.dialer;
    if (!this.#isUp || dialer === undefined) return;
    for (const group of this.#setup.groups) {
      const command = this.#wishFor(dialer, group);
      if (command === undefined) continue;
      this.#await(dialer, dialer.supervisorCommand('sue', this.#nextCommandId(), command));
    }
    this.#meddle(dialer);
  }

  #await(dialer: Dialer, answer: Promise<CommandOutcome>): void {
    this.#unanswered += 1;
    void answer.then(() => {
      if (this.#life?.dialer === dialer) this.#unanswered -= 1;
    });
  }

  /** Somebody outside of the calls changes what was promised. */
  #meddle(dialer: Dialer): void {
    const { groups, agents, isLively } = this.#setup;
    const prng = this.#outside;
    if (!isLively || this.#isEvening || !prng.chance(0.1)) return;
    const store = this.#store;
    const plans = groups.map(({ plan }) => plan);
    const wish = changePromise({ prng, store, plans, agents, at: this.#clock.now() });
    if (wish === undefined) return;
    this.#await(dialer, dialer.chainCommand('somebody', this.#nextCommandId(), wish));
  }

  #wishFor(dialer: Dialer, group: GroupSetup): SupervisorCommand | undefined {
    const { groupId } = group.plan;
    const prng = this.#setup.isLively && !this.#isEvening ? this.#prng : undefined;
    const situation = { isDone: this.#done.has(groupId), isEvening: this.#isEvening, prng };
    return nextWish(group, dialer.sessionRow(groupId)?.phase, situation);
  }

  #beginEvening(): void {
    this.#isEvening = true;
    this.#eveningAt = this.#clock.now();
    this.#faults.stop();
    this.#office.goHome();
  }

  #isAtRest(): boolean {
    const dialer = this.#life?.dialer;
    if (!this.#isUp || dialer === undefined || !this.#carrier.isSilent) return false;
    if (dialer.sessionRows().length + dialer.agentRows().length > 0) return false;
    return this.#store.leasedAt(this.#clock.now()).length === 0 && this.#unanswered === 0;
  }

  #end(): void {
    this.#isOver = true;
    const at = this.#clock.now();
    for (const { agentId } of this.#life?.dialer.agentRows() ?? []) {
      this.#found('everything-ends', `agent ${agentId} is still logged on`);
    }
    if (this.#unanswered > 0) {
      this.#found('answered-once', `${this.#unanswered} commands were never answered`);
    }
    // The dialer keeps its state to itself: what the store says is checked against an empty one.
    const state = newState({ siteId: siteId('site'), epoch: epoch(0), at, reasons: [] });
    const legs = this.#carrier.survey();
    this.#check({ type: 'rest', at, state, store: this.#store, legs });
  }
}

/** The clock of one process; stands still for it once it is dead. */
class MortalClock implements Clock {
  readonly #clock: VirtualClock;
  #isDead = false;

  constructor(clock: VirtualClock) {
    this.#clock = clock;
  }

  die(): void {
    this.clearAlarm();
    this.#isDead = true;
  }

  now(): Instant {
    return this.#clock.now();
  }

  setAlarm(at: Instant, wake: () => void): void {
    if (!this.#isDead) this.#clock.setAlarm(at, wake);
  }

  clearAlarm(): void {
    if (!this.#isDead) this.#clock.clearAlarm();
  }
}

class WatchedSwitch extends SimulatedSwitch {
  readonly #watch: (order: ActionOf<'originate'>) => void;

  constructor(
    carrier: Carrier,
    clock: VirtualClock,
    trouble: SwitchTrouble,
    watch: (order: ActionOf<'originate'>) => void,
  ) {
    super(carrier, clock, trouble);
    this.#watch = watch;
  }

  override originate(order: ActionOf<'originate'>): void {
    this.#watch(order);
    super.originate(order);
  }
}

/** Everything that promises have brought about has happened. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
