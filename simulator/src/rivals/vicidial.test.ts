import { expect, test } from 'vitest';
import { floorDay } from '../pacing/floor-day.ts';
import { measuresOf } from '../pacing/floor-measures.ts';
import { floorScenario } from '../pacing/floor-scenarios.ts';
import { addUp } from '../pacing/floor-tally.ts';
import { vicidial } from './vicidial.ts';
import type { VicidialSettings } from './vicidial-level.ts';

type Row = [
  name: string,
  changed: Partial<VicidialSettings>,
  busy: number,
  late: number,
  own: number,
];

// The published comparison's scenario A: utilisation, not joined within 2 s, and as reported.
// biome-ignore format: a table is read in columns.
test.each<Row>([
  ['A-10',  {},                                 58,  3.9,  3.3],
  ['A-100', {},                                 59,  7.3,  3.1],
  ['A-10',  { method: 'hard' },                 58,  3.9,  3.2],
  ['A-100', { availableOnly: true, levelMax: 8 }, 93, 7.4,  2.1],
  ['A-25',  { method: 'tapered' },              77, 28,   18],
  ['A-100', { method: 'tapered' },              77, 20,    6],
])('%s with %o', (name, changed, busy, late, own) => {
  const kind = vicidial('it', changed);
  const days = [1, 2].map((seed) => floorDay(floorScenario(name), kind, seed, 0.03));
  const { utilisation, abandonment, reported = 0 } = measuresOf(addUp(days), 0.03);
  expect(Math.abs(utilisation * 100 - busy)).toBeLessThan(2.5);
  expect(Math.abs((abandonment.share ?? 0) * 100 - late)).toBeLessThan(1.6);
  expect(Math.abs(reported * 100 - own)).toBeLessThan(1.1);
});
