import { parseArgs } from 'node:util';
import type { AgentId, AttemptId, CampaignGroupId } from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { minutes } from '@outpace/engine/basics/time.ts';
import type { Effect } from '@outpace/engine/effect.ts';
import type { FloorCampaign } from '../scenarios/shared-floor.ts';
import { sharedFloor } from '../scenarios/shared-floor.ts';
import { World } from '../world.ts';

/** What came of a floor: how busy it was, and what each campaign had and lost. */
export type FloorFigures = {
  /** Busy ÷ (busy + waiting for somebody) of all agents, 0..1. */
  readonly busy: number;
  readonly campaigns: readonly CampaignFigures[];
};

export type CampaignFigures = {
  readonly live: number;
  readonly lost: number;
  /** Of the agents' busy time, 0..1. */
  readonly part: number;
};

const BUSY = ['talking', 'wrap-up'];
const WAITS = ['ready', 'reserved', 'previewing', 'engaged'];
/** The first minutes, in which nothing is known, are not the floor's work. */
const WARM_UP_MS = minutes(15);

/** Lives a floor and measures it; the last minutes, when everybody goes home, are left out. */
export function measureFloor(
  seed: number,
  agents: number,
  hoursLong: number,
  campaigns: readonly FloorCampaign[],
): FloorFigures {
  const setup = sharedFloor(seed, agents, hoursLong, campaigns);
  const tally = new Tally(setup.groups.map(({ plan }) => plan.groupId));
  const [from, till] = [setup.startAt + WARM_UP_MS, setup.startAt + setup.workMs];
  new World(setup, ({ at }, effects) => {
    for (const effect of effects) tally.see(effect, at, from, till);
  }).run();
  return tally.figures();
}

class Tally {
  readonly #groups: Map<CampaignGroupId, { live: number; lost: number; busyMs: number }>;
  readonly #attempts = new Map<AttemptId, CampaignGroupId>();
  readonly #agents = new Map<AgentId, { phase: string; since: number }>();
  readonly #works = new Map<AgentId, CampaignGroupId>();
  #busyMs = 0;
  #waitMs = 0;

  constructor(groupIds: readonly CampaignGroupId[]) {
    this.#groups = new Map(groupIds.map((id) => [id, { live: 0, lost: 0, busyMs: 0 }]));
  }

  see(effect: Effect, at: Instant, from: number, till: number): void {
    if (effect.type === 'open-attempt') this.#attempts.set(effect.attemptId, effect.groupId);
    if (effect.type === 'open-interaction') this.#works.set(effect.agentId, effect.groupId);
    if (effect.type === 'close-attempt') {
      const group = this.#groupOf(this.#attempts.get(effect.attemptId));
      const isLost = effect.result === 'dropped' || effect.result === 'abandoned';
      if (group !== undefined && isLost) group.lost += 1;
      if (group !== undefined && (isLost || effect.connectedAt !== undefined)) group.live += 1;
    }
    if (effect.type !== 'log-agent-state') return;
    const before = this.#agents.get(effect.agentId);
    if (before !== undefined) {
      const lasted = Math.max(0, Math.min(at, till) - Math.max(before.since, from));
      const group = this.#groupOf(this.#works.get(effect.agentId));
      if (BUSY.includes(before.phase)) this.#busyMs += lasted;
      if (BUSY.includes(before.phase) && group !== undefined) group.busyMs += lasted;
      if (WAITS.includes(before.phase)) this.#waitMs += lasted;
    }
    this.#agents.set(effect.agentId, { phase: effect.phase, since: at });
  }

  #groupOf(
    id: CampaignGroupId | undefined,
  ): { live: number; lost: number; busyMs: number } | undefined {
    return id === undefined ? undefined : this.#groups.get(id);
  }

  figures(): FloorFigures {
    const campaigns = [...this.#groups.values()].map(({ live, lost, busyMs }) => ({
      live,
      lost,
      part: busyMs / this.#busyMs,
    }));
    return { busy: this.#busyMs / (this.#busyMs + this.#waitMs), campaigns };
  }
}

/** Busy share of a shared floor below that of one campaign, at most. */
const LESS_BUSY_MAX = 0.03;

/**
 * One, two and three campaigns over twenty agents, dialed ahead: how busy, and what each loses:
 * `npm run bench -- sharing [--hours 4] [--seeds 4]`.
 */
export function bench(words: readonly string[]): void {
  const { values } = parseArgs({
    args: [...words],
    options: {
      hours: { type: 'string', default: '4' },
      seeds: { type: 'string', default: '4' },
    },
  });
  const [hoursLong, seeds] = [Number(values.hours), Number(values.seeds)];
  const ahead = { mode: 'predictive', abandonShareMax: 0.03 } as const;
  const alone = meanOf(seeds, hoursLong, [ahead]);
  for (const count of [2, 3]) {
    const shared = meanOf(
      seeds,
      hoursLong,
      Array.from({ length: count }, () => ahead),
    );
    const isPassed = shared.busy >= alone.busy - LESS_BUSY_MAX;
    if (!isPassed) process.exitCode = 1;
    console.log(
      `sharing  20 agents, ${count} campaigns: ${percent(shared.busy)} busy, lost ` +
        `${shared.lost.map(percent).join(', ')}; one alone ${percent(alone.busy)} busy, lost ` +
        `${alone.lost.map(percent).join(', ')}: ${isPassed ? 'PASS' : 'FAIL'}`,
    );
  }
}

function meanOf(
  seeds: number,
  hoursLong: number,
  campaigns: readonly FloorCampaign[],
): { readonly busy: number; readonly lost: readonly number[] } {
  const days = Array.from({ length: seeds }, (_, n) =>
    measureFloor(n + 1, 20, hoursLong, campaigns),
  );
  const total = (place: number, what: 'live' | 'lost'): number =>
    days.reduce((sum, day) => sum + (day.campaigns[place]?.[what] ?? 0), 0);
  return {
    busy: days.reduce((sum, { busy }) => sum + busy / seeds, 0),
    lost: campaigns.map((_, place) => total(place, 'lost') / Math.max(1, total(place, 'live'))),
  };
}

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;
