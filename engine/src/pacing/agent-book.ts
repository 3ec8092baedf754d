import type { Instant } from '../basics/time.ts';
import type { PacingAgentState, PacingMemory } from './contract.ts';
import { AGENT_ROWS, DurationModel, Releases, rowOf } from './duration-model.ts';
import type { Forecast } from './forecast.ts';
import { HORIZON_S, POINTS } from './horizon.ts';
import { clamp, fading } from './tables.ts';

type Agent = { state: PacingAgentState; since: number };

/** What is believed of a conversation and of its wrap-up before one has ended, seconds. */
const USUAL_TALK_S = 120;
const USUAL_WRAP_UP_S = 20;
const USUAL_AWAY_S = 900;
/** How often the release tables are computed anew, ms. */
const REFRESH_MS = 5_000;
/** Memory of the agents' measured work, seconds. */
const MEASURED_S = 600;
/** What a memory from an earlier session is worth, in conversations. */
const MEMORY_ENDS = 100;

/** The staffed agents, how long they have been at what they do, and how long that lasts. */
export class AgentBook {
  readonly #agents = new Map<string, Agent>();
  readonly #talk = new DurationModel(USUAL_TALK_S);
  readonly #wrapUp = new DurationModel(USUAL_WRAP_UP_S);
  readonly #releases = new Releases();
  /** Agents that left after their wrap-up, and those that were ready, faded. */
  #left = 1;
  #stayed = 30;
  #returns = 1;
  #awayS = USUAL_AWAY_S;
  #refreshedAt = Number.NEGATIVE_INFINITY;
  #ready = 0;
  #busy = 0;
  #readyS = 0;
  #busyS = 0;
  #waitS = 0;
  #waits = 0;
  readonly #talking = new Int32Array(AGENT_ROWS);
  readonly #wrapping = new Int32Array(AGENT_ROWS);
  /** Worked on while a forecast is made: instants ahead, and the chances at them. */
  readonly #within = new Float64Array(POINTS);
  readonly #chances = new Float64Array(POINTS);

  constructor(memory: PacingMemory | undefined) {
    if (memory === undefined) return;
    this.#talk.recall(memory.talk, MEMORY_ENDS);
    this.#wrapUp.recall(memory.wrapUp, MEMORY_ENDS);
  }

  change(agentId: string, state: PacingAgentState, at: Instant): void {
    const before = this.#agents.get(agentId);
    if (before?.state === state) return;
    if (before !== undefined) this.#learn(before, state, Math.max(0, at - before.since) / 1_000);
    this.#count(before?.state, -1);
    if (state === 'gone') {
      this.#agents.delete(agentId);
      return;
    }
    this.#count(state, 1);
    this.#agents.set(agentId, { state, since: at });
  }

  /** Agents who are ready or busy. */
  get staffed(): number {
    return this.#ready + this.#busy;
  }

  get talksSeen(): number {
    return this.#talk.seen;
  }

  /** Mean time from the start of a conversation until the agent is ready again, seconds. */
  get handlingS(): number {
    return this.#talk.meanS + this.#wrapUp.meanS;
  }

  /** Busy ÷ (busy + ready) of the last minutes; undefined before anything was measured. */
  get busyFactor(): number | undefined {
    const all = this.#readyS + this.#busyS;
    return all < 30 ? undefined : this.#busyS / all;
  }

  /** Mean wait of an agent for a call, seconds; undefined before one was measured. */
  get waitS(): number | undefined {
    return this.#waits < 3 ? undefined : this.#waitS / this.#waits;
  }

  elapse(seconds: number): void {
    this.#readyS += this.#ready * seconds;
    this.#busyS += this.#busy * seconds;
    const left = fading(seconds, MEASURED_S);
    this.#readyS *= left;
    this.#busyS *= left;
    this.#waitS *= left;
    this.#waits *= left;
  }

  fade(seconds: number): void {
    this.#talk.fade(seconds);
    this.#wrapUp.fade(seconds);
  }

  /** Adds who may become free to a forecast; a person may be kept waiting `graceS` seconds. */
  addFree(forecast: Forecast, at: Instant, graceS: number): void {
    this.#refresh(at);
    this.#talking.fill(0);
    this.#wrapping.fill(0);
    let away = 0;
    for (const { state, since } of this.#agents.values()) {
      const row = rowOf(Math.max(0, at - since) / 1_000);
      if (state === 'talking') this.#talking[row] = (this.#talking[row] ?? 0) + 1;
      else if (state === 'wrap-up') this.#wrapping[row] = (this.#wrapping[row] ?? 0) + 1;
      else if (state === 'away') away += 1;
    }
    const within = this.#within;
    const chances = this.#chances;
    for (let point = 0; point < POINTS; point += 1) {
      within[point] = (HORIZON_S[point] ?? 0) + graceS;
    }
    for (let row = 0; row < AGENT_ROWS; row += 1) {
      const talking = this.#talking[row] ?? 0;
      if (talking > 0) {
        this.#releases.talking(row, within, chances);
        forecast.addFree(chances, talking);
      }
      const wrapping = this.#wrapping[row] ?? 0;
      if (wrapping > 0) {
        this.#releases.wrapping(row, within, chances);
        forecast.addFree(chances, wrapping);
      }
    }
    if (away === 0) return;
    const back = this.#returns / this.#awayS;
    for (let point = 0; point < POINTS; point += 1) {
      chances[point] = 1 - Math.exp(-back * (HORIZON_S[point] ?? 0));
    }
    forecast.addFree(chances, away);
  }

  toMemory(): Pick<PacingMemory, 'talk' | 'wrapUp'> {
    return { talk: this.#talk.toNumbers(), wrapUp: this.#wrapUp.toNumbers() };
  }

  #lasting(state: PacingAgentState, at: Instant): readonly number[] {
    const agents = [...this.#agents.values()].filter((agent) => agent.state === state);
    return agents.map(({ since }) => Math.max(0, at - since) / 1_000);
  }

  #learn(before: Agent, state: PacingAgentState, lastedS: number): void {
    if (before.state === 'talking') this.#talk.end(lastedS);
    if (before.state === 'talking' && state === 'ready') this.#wrapUp.end(0);
    if (before.state === 'wrap-up') this.#wrapUp.end(lastedS);
    if (before.state === 'away') {
      this.#awayS += lastedS;
      if (state === 'ready') this.#returns += 1;
    }
    if (before.state === 'ready' && state === 'talking') {
      this.#waitS += lastedS;
      this.#waits += 1;
    }
    if (before.state !== 'talking' && before.state !== 'wrap-up') return;
    if (state === 'away' || state === 'gone') this.#left += 1;
    if (state === 'ready') this.#stayed += 1;
  }

  #count(state: PacingAgentState | undefined, one: 1 | -1): void {
    if (state === 'ready') this.#ready += one;
    if (state === 'talking' || state === 'wrap-up') this.#busy += one;
  }

  #refresh(at: Instant): void {
    if (Math.abs(at - this.#refreshedAt) < REFRESH_MS) return;
    this.#refreshedAt = at;
    this.#talk.watch(this.#lasting('talking', at));
    this.#wrapUp.watch(this.#lasting('wrap-up', at));
    const staying = clamp(this.#stayed / (this.#stayed + this.#left), 0.05, 1);
    this.#releases.learn(this.#talk, this.#wrapUp, staying);
  }
}
