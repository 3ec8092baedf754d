import type { PacingEvent, PacingPosition } from '@outpace/engine/pacing/contract.ts';
import type { Pacer, PacerKind } from '../pacing/pacer.ts';
import { ratioCalls } from './fixed-ratio.ts';
import { bestOfSix, type PastAttempt } from './impact-replay.ts';
import { type PastCall, WatchedFloor } from './watched-floor.ts';

const CHOOSE_MS = 60_000;
const HALF_HOUR_MS = 1_800_000;
const ATTEMPTS_MAX = 100;
const ATTEMPTS_MIN = 50;
const CALLERS_MIN = 5;
/** The ratio is cut to this share while the day is over its target. */
const OVER = 0.75;

export const impactDialing: PacerKind = {
  name: 'Impact Dialing',
  make: ({ ceiling }) => new ImpactDialing(ceiling.share),
};

/** The one open design that chooses its ratio by simulation. */
class ImpactDialing implements Pacer {
  readonly #target: number;
  readonly #floor = new WatchedFloor((call) => this.#keep(call));
  #past: (PastAttempt & { readonly endedAt: number })[] = [];
  #wrapUpMs = 0;
  #wrapUps = 0;
  #answers = 0;
  #drops = 0;
  #ratio = 1;
  #nextAt = 0;

  constructor(target: number) {
    this.#target = target;
  }

  observe(event: PacingEvent): void {
    if (event.type === 'agent-changed') {
      const agent = this.#floor.agents.get(event.agentId);
      if (agent?.state === 'wrap-up') {
        this.#wrapUps += 1;
        this.#wrapUpMs += event.at - agent.since;
      }
    }
    this.#floor.observe(event);
  }

  decide({ at, free, waiting, inAir }: PacingPosition): { open: number; takeBack: string[] } {
    if (at >= this.#nextAt) {
      this.#nextAt = at + CHOOSE_MS;
      this.#ratio = this.#choose(at);
    }
    return { open: ratioCalls(this.#ratio, free, inAir, waiting), takeBack: [] };
  }

  reported(): number | undefined {
    return this.#answers === 0 ? undefined : this.#drops / this.#answers;
  }

  #keep(call: PastCall): void {
    const { openedAt, answeredAt, connectedAt, endedAt, isDropped, phase } = call;
    const isConnected = phase === 'with-agent';
    if (isConnected || isDropped) this.#answers += 1;
    if (isDropped) {
      // How long the talk would have been nobody knows.
      this.#drops += 1;
      return;
    }
    const wrapUpMs = this.#wrapUps === 0 ? 0 : this.#wrapUpMs / this.#wrapUps;
    const handleMs = isConnected ? endedAt - connectedAt + wrapUpMs : undefined;
    const ringMs = (isConnected ? answeredAt : endedAt) - openedAt;
    this.#past.push({ ringMs, handleMs, endedAt });
    if (this.#past.length > ATTEMPTS_MAX) this.#past.shift();
  }

  #choose(at: number): number {
    const callers = this.#floor.count('ready', 'talking', 'wrap-up');
    this.#past = this.#past.filter(({ endedAt }) => endedAt > at - HALF_HOUR_MS);
    if (callers < CALLERS_MIN || this.#past.length < ATTEMPTS_MIN) return 1;
    const ratio = bestOfSix(this.#past, callers, this.#target);
    const isOver = this.#answers > 0 && this.#drops / this.#answers > this.#target;
    return isOver ? Math.max(1, ratio * OVER) : ratio;
  }
}
