import { abandonment } from '@outpace/engine/pacing/abandonment.ts';
import { expect, test } from 'vitest';
import { measuresOf } from '../../pacing/floor-measures.ts';
import { newTally } from '../../pacing/floor-tally.ts';
import { bestRatio, bestVicidial, type Trial } from './hindsight.ts';

/** More lines, busier agents and more people lost: as many as half a per cent for each line. */
const trial: Trial = async (pacer) => {
  const lines = pacer.kind === 'ratio' ? pacer.lines : linesOf(pacer);
  return {
    ...measuresOf(newTally(), 0.03),
    occupancy: 1 - 1 / (1 + lines),
    abandonment: abandonment(Math.round(lines * 50), 10_000, 0.03),
  };
};

function linesOf(pacer: Parameters<Trial>[0]): number {
  if (pacer.kind !== 'vicidial') return 1;
  const { levelMax = 3, differenceTarget = 0 } = pacer.settings;
  return levelMax - differenceTarget / 100;
}

test('the best ratio is the highest within the limit', async () => {
  const best = await bestRatio({ few: trial, all: trial });
  expect(best?.pacer).toEqual({ kind: 'ratio', lines: 5.74 });
  expect(best?.measures.abandonment.share).toBeLessThanOrEqual(0.03);
});

test('of the settings of VICIdial the busiest within the limit', async () => {
  const best = await bestVicidial({ few: trial, all: trial });
  expect(best?.pacer).toMatchObject({ settings: { levelMax: 5.74, differenceTarget: -3 } });
});

test('what held on a few seeds only is lowered until it holds on all', async () => {
  const stricter: Trial = async (pacer) => {
    const measures = await trial(pacer);
    const share = (measures.abandonment.share ?? 0) + 0.002;
    return { ...measures, abandonment: { ...measures.abandonment, share } };
  };
  const best = await bestRatio({ few: trial, all: stricter });
  expect(best?.pacer).toEqual({ kind: 'ratio', lines: 5.42 });
  const level = (await bestVicidial({ few: trial, all: stricter }))?.pacer;
  expect(level).toMatchObject({ settings: { levelMax: 5.42 } });
});

test('where nothing stays within the limit there is no best', async () => {
  const never: Trial = async (pacer) => ({
    ...(await trial(pacer)),
    abandonment: abandonment(50, 100, 0.03),
  });
  expect(await bestRatio({ few: never, all: never })).toBeUndefined();
  expect(await bestVicidial({ few: never, all: never })).toBeUndefined();
});
