import type { Size } from '../scenarios/scenario.ts';
import { shift } from '../scenarios/shift.ts';
import { World } from '../world.ts';
import type { WorldReport } from '../world-setup.ts';

/** Virtual seconds of a working day per real second, at least. */
const LIMIT = 1_000;

export type ShiftFigures = {
  readonly report: WorldReport;
  readonly virtualSeconds: number;
  readonly realSeconds: number;
};

/** One simulated shift of 100 agents, 8 hours, without checkers. */
export function bench(): void {
  const { report, virtualSeconds, realSeconds } = measure({});
  const ratio = virtualSeconds / realSeconds;
  const { attempts, contacts, steps, virtualHours } = report;
  const work = `${attempts} attempts, ${contacts} contacts, ${steps} steps`;
  console.log(`shift  100 agents, ${virtualHours.toFixed(1)} h, ${work}`);
  const verdict = ratio >= LIMIT && report.violations.length === 0 ? 'PASS' : 'FAIL';
  console.log(`shift  ${Math.round(ratio)} virtual seconds per second, limit ${LIMIT}: ${verdict}`);
}

/** Lives the shift, or a smaller one. */
export function measure(smaller: Partial<Size>): ShiftFigures {
  const setup = shift.setUp(1, { ...shift.sizeOf(1), ...smaller });
  const world = new World({ ...setup, isChecked: false });
  const startedAt = performance.now();
  const report = world.run();
  const realSeconds = (performance.now() - startedAt) / 1_000;
  return { report, virtualSeconds: report.virtualHours * 3_600, realSeconds };
}
