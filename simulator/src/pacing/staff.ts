import { hashOf, Prng } from '../prng.ts';
import type { FloorScenario } from './floor-scenario.ts';
import { draw } from './laws.ts';

/** When an agent comes and when they want a break; ms from the beginning of the shift. */
export type AgentPlan = {
  readonly loginMs: number;
  readonly breaks: readonly { readonly atMs: number; readonly lengthMs: number }[];
};

const HOUR_MS = 3_600_000;

/** The plans of all agents, from the seed alone. */
export function staffOf(scenario: FloorScenario, seed: number): readonly AgentPlan[] {
  const { agents, staffing } = scenario;
  return Array.from({ length: agents }, (_, index) => {
    const prng = new Prng(Math.imul(seed + 1, 0x9e3779b1) ^ hashOf(`agent ${index}`));
    const breaks = staffing.breaks
      .filter(({ team: [from, to] }) => index >= from * agents && index < to * agents)
      .map(({ fromHour, toHour, length }) => ({
        atMs: Math.round((fromHour + prng.next() * (toHour - fromHour)) * HOUR_MS),
        lengthMs: draw(length, prng),
      }));
    return { loginMs: Math.round((staffing.loginsMs * index) / agents), breaks };
  });
}
