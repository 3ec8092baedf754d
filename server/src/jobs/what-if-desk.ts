import { randomUUID } from 'node:crypto';
import { type Refusal, refusal } from '@outpace/engine/basics/refusal.ts';
import { fail, ok, type Result } from '@outpace/engine/basics/result.ts';
import type {
  Spread,
  WhatIfDay,
  WhatIfMeasure,
  WhatIfPlan,
  WhatIfRow,
} from '@outpace/protocol/what-if.ts';
import type { PlanSimulator } from '../ports.ts';

/** Agents × hours × days of a plan: some minutes on a slow machine, for others wait. */
const AGENT_HOURS_MAX = 40_000;

/** Answers are kept in memory; of these the oldest goes first. */
const KEPT_MAX = 50;

type WhatIf = {
  readonly id: string;
  readonly by: string;
  readonly plan: WhatIfPlan;
  readonly days: WhatIfDay[];
  readonly cancelled: AbortController;
  state: WhatIfRow['state'];
};

type DeskParts = {
  readonly simulator: PlanSimulator;
  readonly onFault: (fault: unknown) => void;
};

/**
 * Plans that supervisors have simulated. One is lived at a time, and each person has one at a time:
 * whoever asks again has changed their mind about the one before.
 */
export class WhatIfDesk {
  readonly #parts: DeskParts;
  /** In the order they were asked for. */
  readonly #all = new Map<string, WhatIf>();
  #isBusy = false;

  constructor(parts: DeskParts) {
    this.#parts = parts;
  }

  begin(by: string, plan: WhatIfPlan): Result<WhatIfRow, Refusal> {
    const { agents, hours, days } = plan;
    const daysMax = Math.floor(AGENT_HOURS_MAX / (agents * hours));
    if (days > daysMax) {
      return fail(refusal('INVALID_PARAMETER', `at most ${daysMax} days of so many agents`));
    }
    for (const each of this.#all.values()) if (each.by === by) end(each);
    this.#forgetOldest();
    const cancelled = new AbortController();
    const whatIf: WhatIf = { id: randomUUID(), by, plan, days: [], cancelled, state: 'waiting' };
    this.#all.set(whatIf.id, whatIf);
    void this.#next();
    return ok(rowOf(whatIf));
  }

  /** Undefined: there is none, it is somebody else's, or it was forgotten. */
  find(by: string, id: string): WhatIfRow | undefined {
    const whatIf = this.#all.get(id);
    return whatIf?.by === by ? rowOf(whatIf) : undefined;
  }

  cancel(by: string, id: string): WhatIfRow | undefined {
    const whatIf = this.#all.get(id);
    if (whatIf?.by !== by) return undefined;
    end(whatIf);
    return rowOf(whatIf);
  }

  close(): void {
    for (const each of this.#all.values()) end(each);
  }

  async #next(): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    for (let next = this.#waiting(); next !== undefined; next = this.#waiting()) {
      await this.#live(next);
    }
    this.#isBusy = false;
  }

  #waiting(): WhatIf | undefined {
    return this.#all.values().find(({ state }) => state === 'waiting');
  }

  async #live(whatIf: WhatIf): Promise<void> {
    const { plan, days, cancelled } = whatIf;
    whatIf.state = 'running';
    try {
      await this.#parts.simulator.simulate(plan, (day) => days.push(day), cancelled.signal);
      if (!cancelled.signal.aborted) whatIf.state = 'done';
    } catch (fault) {
      whatIf.state = 'failed';
      this.#parts.onFault(fault);
    }
  }

  #forgetOldest(): void {
    for (const { id, state } of this.#all.values()) {
      if (this.#all.size < KEPT_MAX) return;
      if (state !== 'waiting' && state !== 'running') this.#all.delete(id);
    }
  }
}

function end(whatIf: WhatIf): void {
  if (whatIf.state !== 'waiting' && whatIf.state !== 'running') return;
  whatIf.state = 'cancelled';
  whatIf.cancelled.abort();
}

const rowOf = ({ id, state, plan, days }: WhatIf): WhatIfRow => ({
  ...{ id, state, plan, days: [...days] },
  ...(days.length === 0 ? {} : { spreads: spreadsOf(days) }),
});

export function spreadsOf(days: readonly WhatIfDay[]): Record<WhatIfMeasure, Spread> {
  const of = (measure: WhatIfMeasure): Spread => spreadOf(days.map((day) => day[measure]));
  return {
    occupancy: of('occupancy'),
    abandonment: of('abandonment'),
    contactsPerHour: of('contactsPerHour'),
    agentWaitMs: of('agentWaitMs'),
    hours: of('hours'),
  };
}

function spreadOf(values: readonly number[]): Spread {
  const sorted = values.toSorted((a, b) => a - b);
  return { low: quantile(sorted, 0.1), middle: quantile(sorted, 0.5), high: quantile(sorted, 0.9) };
}

/** Straight between the two values beside it. */
function quantile(sorted: readonly number[], share: number): number {
  const place = share * (sorted.length - 1);
  const below = sorted[Math.floor(place)] ?? 0;
  const above = sorted[Math.ceil(place)] ?? below;
  return below + (above - below) * (place - Math.floor(place));
}
