import type { PacingEvent, PacingPosition } from '@outpace/engine/pacing/contract.ts';
import type { Pacer, PacerKind } from '../pacing/pacer.ts';
import { WatchedFloor } from './watched-floor.ts';

const TICK_MS = 1_000;
/** Weight of the newest in both exponential averages. */
const WEIGHT = 0.1;
const ANSWER_SHARE_MIN = 0.05;
/** What it takes to ring, by its default; detection's latency, here about a second, is left out. */
const RING_MS = 15_000;
/** Progressive for as many handled calls. */
const HANDLED_MIN = 50;
/** As many ticks over the limit, and it dials progressively. */
const TICKS_OVER_MAX = 5;
const CAUTION_MIN = 0.2;

/** Calls to dial in a tick: free and expected agents less expected answers, by the answer rate. */
export function omniCalls(counts: {
  readonly free: number;
  readonly expected: number;
  readonly ringing: number;
  readonly answerShare: number;
  readonly caution: number;
}): number {
  const { free, expected, ringing, answerShare, caution } = counts;
  const missing = free + expected - ringing * answerShare;
  return Math.max(0, Math.floor((missing / answerShare) * caution));
}

/** The chance that a busy agent finishes while it rings; certain for all who are past the mean. */
export const finishing = (elapsedMs: number, meanMs: number): number =>
  1 - Math.exp(-RING_MS / Math.max(1, meanMs - elapsedMs));

/** How much of the wanted calls is dared, from the smoothed share of drops. */
export function caution(drops: number, limit: number): number {
  if (drops <= limit / 2) return 1;
  if (drops >= limit) return CAUTION_MIN;
  return 1 - ((1 - CAUTION_MIN) * (drops - limit / 2)) / (limit / 2);
}

export const omniDialer: PacerKind = {
  name: 'OMniDialer',
  make: ({ ceiling }) => new OmniDialer(ceiling.share),
};

class OmniDialer implements Pacer {
  readonly #limit: number;
  readonly #floor = new WatchedFloor((call) => {
    const isAnswered = call.phase === 'with-agent' || call.isDropped;
    this.#answerShare += WEIGHT * ((isAnswered ? 1 : 0) - this.#answerShare);
    if (isAnswered) this.#drops += WEIGHT * ((call.isDropped ? 1 : 0) - this.#drops);
    if (isAnswered) this.#handled += 1;
  });
  #answerShare = 0.3;
  #drops = 0;
  #handled = 0;
  #handleMs = 0;
  #handles = 0;
  #ticksOver = 0;
  #isProgressive = false;
  #nextAt = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  observe(event: PacingEvent): void {
    if (event.type === 'agent-changed') {
      const agent = this.#floor.agents.get(event.agentId);
      if (agent?.state === 'wrap-up') {
        this.#handles += 1;
        this.#handleMs += event.at - agent.talkSince;
      }
    }
    this.#floor.observe(event);
  }

  decide({ at, free, waiting, inAir }: PacingPosition): { open: number; takeBack: string[] } {
    if (at < this.#nextAt) return { open: 0, takeBack: [] };
    this.#nextAt = at + TICK_MS;
    this.#watchDrops();
    if (this.#isProgressive || this.#handled < HANDLED_MIN) {
      return { open: Math.max(0, free - inAir - waiting), takeBack: [] };
    }
    const open = omniCalls({
      free,
      expected: this.#expected(at),
      ringing: inAir,
      answerShare: Math.max(ANSWER_SHARE_MIN, this.#answerShare),
      caution: caution(this.#drops, this.#limit),
    });
    return { open, takeBack: [] };
  }

  reported(): number {
    return this.#drops;
  }

  #watchDrops(): void {
    if (this.#drops < 0.8 * this.#limit) this.#isProgressive = false;
    this.#ticksOver = this.#drops > this.#limit ? this.#ticksOver + 1 : 0;
    if (this.#ticksOver >= TICKS_OVER_MAX) this.#isProgressive = true;
  }

  #expected(at: number): number {
    const meanMs = this.#handles === 0 ? 0 : this.#handleMs / this.#handles;
    let expected = 0;
    for (const { state, talkSince } of this.#floor.agents.values()) {
      if (state !== 'talking' && state !== 'wrap-up') continue;
      expected += finishing(at - talkSince, meanMs);
    }
    return expected;
  }
}
