import { must } from '@outpace/engine/basics/assert.ts';
import type { AgentId, AttemptId } from '@outpace/engine/basics/ids.ts';
import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { elapsed, type Instant } from '@outpace/engine/basics/time.ts';
import type { Effect, LogAgentState } from '@outpace/engine/effect.ts';
import type { PacingAgentState } from '@outpace/engine/pacing/contract.ts';
import { countPerson, countTime, countWait, type FloorTally, newTally } from './floor-tally.ts';
import { answerOf } from './people.ts';
import type { RealDial } from './product-people.ts';

export type TallySetup = {
  readonly shiftAt: Instant;
  readonly endsAt: Instant;
  readonly dialOf: (phone: PhoneNumber) => RealDial | undefined;
};

type Agent = { state: PacingAgentState; since: Instant };
type Open = { readonly phone: PhoneNumber; isMet: boolean };

const HALF_HOUR_MS = 1_800_000;
/** As the engine logs them; every other phase keeps an agent from people who answer. */
const STATES: Readonly<Record<string, PacingAgentState>> = {
  ready: 'ready',
  talking: 'talking',
  'wrap-up': 'wrap-up',
  'logged-off': 'gone',
};

/**
 * The floor's measures of a day of the product: from what the engine has done to calls and agents,
 * and from what really happened at the other ends, never from what it counts itself.
 */
export class ProductTally {
  readonly #setup: TallySetup;
  readonly #tally: FloorTally;
  readonly #agents = new Map<AgentId, Agent>();
  readonly #open = new Map<AttemptId, Open>();

  constructor(setup: TallySetup) {
    this.#setup = setup;
    const { shiftAt, endsAt } = setup;
    this.#tally = newTally(Math.ceil(elapsed(shiftAt, endsAt) / HALF_HOUR_MS));
  }

  /** What a step of the engine has led to. */
  see(effects: readonly Effect[], at: Instant): void {
    if (at >= this.#setup.endsAt) return;
    for (const effect of effects) this.#seeOne(effect, at);
  }

  end(seed: number): FloorTally {
    for (const agent of this.#agents.values()) this.#spend(agent, this.#setup.endsAt);
    const tally = this.#tally;
    const share = tally.people === 0 ? 0 : tally.abandoned / tally.people;
    tally.byDay.push({ seed, share });
    tally.days = 1;
    return tally;
  }

  #seeOne(effect: Effect, at: Instant): void {
    switch (effect.type) {
      case 'log-agent-state':
        return this.#change(effect);
      case 'open-attempt':
        this.#tally.dials += 1;
        this.#open.set(effect.attemptId, { phone: effect.phone, isMet: false });
        return;
      case 'bridge':
        return this.#meet(effect.attemptId, at);
      case 'close-attempt':
        return this.#close(effect.attemptId, at);
      default:
        return;
    }
  }

  #change({ agentId, phase, at }: LogAgentState): void {
    const state = STATES[phase] ?? 'away';
    const agent = this.#agents.get(agentId);
    if (agent === undefined) {
      this.#agents.set(agentId, { state, since: at });
      return;
    }
    if (agent.state === 'ready' && state === 'talking') {
      countWait(this.#tally, elapsed(agent.since, at));
    }
    this.#spend(agent, at);
    agent.state = state;
  }

  #spend(agent: Agent, at: Instant): void {
    countTime(this.#tally, agent.state, elapsed(agent.since, at));
    agent.since = at;
  }

  /** An agent is joined to whoever answered: later than the law wants, the person was abandoned. */
  #meet(attemptId: AttemptId, at: Instant): void {
    const open = must(this.#open.get(attemptId), `the open attempt ${attemptId}`);
    if (open.isMet) return;
    open.isMet = true;
    this.#tally.contacts += 1;
    const dial = must(this.#setup.dialOf(open.phone), `the dial of ${attemptId}`);
    this.#count(dial, at, at > inTimeUntil(dial));
  }

  /** Whoever had picked up, and was not taken for a machine, has waited in vain. */
  #close(attemptId: AttemptId, at: Instant): void {
    const open = must(this.#open.get(attemptId), `the open attempt ${attemptId}`);
    this.#open.delete(attemptId);
    const dial = this.#setup.dialOf(open.phone);
    if (open.isMet || dial === undefined) return;
    const { fate, resolvesAt } = dial;
    if (resolvesAt > at) this.#tally.takenBack += 1;
    else if (fate.outcome !== 'person') return;
    else if (fate.answer.isTakenForPerson) this.#count(dial, at, true);
    else this.#tally.silenced += 1;
  }

  /** The law counts people; a machine that was passed for one is none. */
  #count({ fate }: RealDial, at: Instant, isAbandoned: boolean): void {
    if (fate.outcome !== 'person') return;
    const halfHour = Math.floor(elapsed(this.#setup.shiftAt, at) / HALF_HOUR_MS);
    countPerson(this.#tally, halfHour, isAbandoned);
  }
}

const inTimeUntil = ({ fate, resolvesAt }: RealDial): number =>
  resolvesAt + answerOf(fate).inTimeMs;
