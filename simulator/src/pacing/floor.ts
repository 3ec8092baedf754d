import { assert, must, unreachable } from '@outpace/engine/basics/assert.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import type { PacingPosition } from '@outpace/engine/pacing/contract.ts';
import { Agenda } from '../agenda.ts';
import type { FloorCall } from './floor-call.ts';
import type { Coming, Told } from './floor-events.ts';
import type { FloorScenario } from './floor-scenario.ts';
import { FloorStaff } from './floor-staff.ts';
import { countPerson, type FloorTally, newTally } from './floor-tally.ts';
import type { Pacer } from './pacer.ts';
import { answerOf, People } from './people.ts';
import { staffOf } from './staff.ts';

export type FloorSetup = {
  readonly scenario: FloorScenario;
  readonly seed: number;
  readonly pacer: Pacer;
  /** How long the system holds a person; without it, until the legal deadline. */
  readonly holdsMs?: number | undefined;
  /** Between two decisions at least this; events closer together are decided on together. */
  readonly decisionGapMs?: number | undefined;
};

/** Without any event the pacer is asked this often. */
const BEAT_MS = 500;
const HOUR_MS = 3_600_000;
const HALF_HOUR_MS = 1_800_000;
/** What a pacer may have in the air where the scenario limits nothing. */
const PORTS_MAX = 100_000;
/** 09:00 UTC on a Monday: systems that know the hour of the day see a shift begin. */
export const SHIFT_STARTS = Date.UTC(2026, 0, 5, 9);

/**
 * A day of calls and agents alone, without engine and store: what a pacer sees of it and what its
 * decisions come to. It lives one day.
 */
export class Floor {
  readonly #setup: FloorSetup;
  readonly #agenda = new Agenda<Coming>();
  readonly #people: People;
  readonly #staff: FloorStaff;
  readonly #tally: FloorTally;
  /** Calls that have not ended. */
  readonly #calls = new Map<string, FloorCall>();
  /** People who wait for an agent, the longest first. */
  readonly #waiting = new Set<FloorCall>();
  #withAgents = 0;
  #dialed = 0;
  #now = SHIFT_STARTS;
  #decidedAt = Number.NEGATIVE_INFINITY;

  constructor(setup: FloorSetup) {
    this.#setup = setup;
    const { scenario, seed } = setup;
    this.#people = new People(scenario, seed);
    this.#tally = newTally(Math.ceil(scenario.hours * 2));
    this.#staff = new FloorStaff(staffOf(scenario, seed), {
      now: () => this.#now,
      tally: this.#tally,
      changed: (agentId, state) => this.#tell({ type: 'agent-changed', agentId, state }),
      leaves: (agent, lengthMs) => this.#in(lengthMs, { what: 'returns', agent }),
    });
  }

  /** Lives the day, or until the lists are used up. */
  run(): FloorTally {
    const { scenario, seed, pacer, decisionGapMs = 0 } = this.#setup;
    const endsAt = SHIFT_STARTS + scenario.hours * HOUR_MS;
    this.#beginDay();
    let at = this.#agenda.nextAt ?? endsAt;
    while (at < endsAt && this.#recordsFree > 0) {
      this.#now = at;
      const isBeat = this.#liveThrough(at);
      if (isBeat || at >= this.#decidedAt + decisionGapMs) this.#decide();
      at = this.#agenda.nextAt ?? endsAt;
    }
    this.#staff.endDay();
    const { people, abandoned } = this.#tally;
    const reported = pacer.reported?.();
    if (reported !== undefined) this.#tally.reported.push(reported);
    this.#tally.byDay.push({ seed, share: people === 0 ? 0 : abandoned / people });
    this.#tally.days = 1;
    return this.#tally;
  }

  #beginDay(): void {
    for (const agent of this.#staff.agents) {
      this.#in(agent.plan.loginMs, { what: 'logs-in', agent });
      for (const { atMs, lengthMs } of agent.plan.breaks) {
        this.#in(atMs, { what: 'wants-break', agent, lengthMs });
      }
    }
    this.#in(0, { what: 'beat' });
  }

  /** Everything that comes at that instant; whether the clock beat. */
  #liveThrough(at: number): boolean {
    let isBeat = false;
    while (this.#agenda.nextAt === at) {
      const { thing } = must(this.#agenda.take(), 'what comes next');
      if (thing.what === 'beat') isBeat = true;
      this.#live(thing);
    }
    return isBeat;
  }

  #live(coming: Coming): void {
    switch (coming.what) {
      case 'rings':
        return this.#ring(coming.call);
      case 'answers':
        return this.#answer(coming.call);
      case 'fails':
        return this.#end(coming.call);
      case 'verdict':
        return this.#classify(coming.call);
      case 'is-given-up':
      case 'hangs-up':
        return this.#lose(coming.call);
      case 'talk-ends':
        return this.#wrapUp(coming.call);
      case 'logs-in':
      case 'wrap-up-ends':
      case 'returns':
        this.#staff.release(coming.agent);
        return this.#match();
      case 'wants-break':
        return this.#staff.wantBreak(coming.agent, coming.lengthMs);
      case 'beat':
        this.#in(BEAT_MS, { what: 'beat' });
        return this.#tell({ type: 'tick' });
      default:
        return unreachable(coming);
    }
  }

  #decide(): void {
    this.#decidedAt = this.#now;
    this.#tally.decisions += 1;
    const position = this.#position();
    const { open, takeBack } = this.#setup.pacer.decide(position);
    for (const attemptId of takeBack) this.#takeBack(attemptId);
    const most = Math.min(open, position.portsFree, position.recordsFree);
    for (let count = 0; count < most; count += 1) this.#dial();
  }

  #position(): PacingPosition {
    const open = this.#calls.size;
    return {
      at: instant(this.#now),
      free: this.#staff.readyCount,
      waiting: this.#waiting.size,
      inAir: open - this.#withAgents - this.#waiting.size,
      portsFree: Math.max(0, (this.#setup.scenario.lines ?? PORTS_MAX) - open),
      recordsFree: this.#recordsFree,
    };
  }

  get #recordsFree(): number {
    return this.#people.count - this.#dialed;
  }

  #dial(): void {
    const record = this.#dialed;
    this.#dialed += 1;
    this.#tally.dials += 1;
    const { listId, fate } = this.#people.dial(record, this.#now - SHIFT_STARTS);
    const attemptId = `attempt ${record + 1}`;
    const fresh = { phase: 'dialing', ringsAt: 0, inTimeUntil: 0, agent: undefined } as const;
    const call: FloorCall = { attemptId, fate, ...fresh };
    this.#calls.set(attemptId, call);
    this.#tell({ type: 'attempt-opened', attemptId, listId });
    this.#in(fate.ringsMs, { what: 'rings', call });
    if ('answersMs' in fate) this.#in(fate.answersMs, { what: 'answers', call });
    else this.#in(fate.endsMs, { what: 'fails', call });
  }

  #takeBack(attemptId: string): void {
    const call = must(this.#calls.get(attemptId), attemptId);
    assert(call.phase === 'ringing', `${attemptId} is taken back but does not ring`);
    this.#tally.takenBack += 1;
    this.#tally.shortestCutMs = Math.min(this.#tally.shortestCutMs, this.#now - call.ringsAt);
    this.#end(call);
  }

  #ring(call: FloorCall): void {
    if (call.phase !== 'dialing') return;
    call.phase = 'ringing';
    call.ringsAt = this.#now;
    this.#tell({ type: 'attempt-ringing', attemptId: call.attemptId });
  }

  #answer(call: FloorCall): void {
    if (call.phase !== 'ringing') return;
    const answer = answerOf(call.fate);
    call.phase = 'answered';
    call.inTimeUntil = this.#now + answer.inTimeMs;
    this.#tell({ type: 'attempt-answered', attemptId: call.attemptId });
    this.#in(answer.verdictMs, { what: 'verdict', call });
  }

  #classify(call: FloorCall): void {
    const { attemptId, fate } = call;
    const { isTakenForPerson, patienceMs } = answerOf(call.fate);
    if (!isTakenForPerson) {
      if (fate.outcome === 'person') this.#tally.silenced += 1;
      this.#tell({ type: 'attempt-classified', attemptId, verdict: 'machine' });
      return this.#end(call);
    }
    const agentBy = instant(call.inTimeUntil);
    this.#tell({ type: 'attempt-classified', attemptId, verdict: 'person', agentBy });
    call.phase = 'waiting';
    this.#waiting.add(call);
    this.#match();
    if (call.agent !== undefined) return;
    const { holdsMs } = this.#setup;
    const heldMs = holdsMs ?? Math.max(0, call.inTimeUntil - this.#now);
    if (heldMs <= patienceMs) this.#in(heldMs, { what: 'is-given-up', call });
    else this.#in(patienceMs, { what: 'hangs-up', call });
  }

  /** The person who has waited longest and the agent who has been ready longest. */
  #match(): void {
    for (const call of this.#waiting) {
      const agent = this.#staff.take();
      if (agent === undefined) return;
      this.#waiting.delete(call);
      this.#withAgents += 1;
      call.phase = 'with-agent';
      call.agent = agent;
      this.#tally.contacts += 1;
      this.#count(call, this.#now > call.inTimeUntil);
      this.#tell({ type: 'attempt-connected', attemptId: call.attemptId });
      const { joinMs } = this.#setup.scenario;
      this.#in(joinMs + answerOf(call.fate).talkMs, { what: 'talk-ends', call });
    }
  }

  #lose(call: FloorCall): void {
    if (call.phase !== 'waiting') return;
    this.#waiting.delete(call);
    this.#count(call, true);
    this.#end(call);
  }

  #wrapUp(call: FloorCall): void {
    const agent = must(call.agent, 'the agent of a talk');
    const { attemptId, fate } = call;
    this.#withAgents -= 1;
    // The agent has heard what it was, and says so.
    if (fate.outcome !== 'person') {
      this.#tell({ type: 'attempt-classified', attemptId, verdict: 'machine' });
    }
    this.#end(call);
    this.#staff.change(agent, 'wrap-up');
    this.#in(answerOf(call.fate).wrapUpMs, { what: 'wrap-up-ends', agent });
  }

  /** The law counts people; a machine that was passed for one is none. */
  #count(call: FloorCall, isAbandoned: boolean): void {
    if (call.fate.outcome !== 'person') return;
    const halfHour = Math.floor((this.#now - SHIFT_STARTS) / HALF_HOUR_MS);
    countPerson(this.#tally, halfHour, isAbandoned);
  }

  #end(call: FloorCall): void {
    if (call.phase === 'ended') return;
    call.phase = 'ended';
    this.#calls.delete(call.attemptId);
    this.#tell({ type: 'attempt-ended', attemptId: call.attemptId });
  }

  #tell(told: Told): void {
    this.#setup.pacer.observe({ ...told, at: instant(this.#now) });
  }

  #in(waitMs: number, coming: Coming): void {
    this.#agenda.put(instant(this.#now + waitMs), coming);
  }
}
