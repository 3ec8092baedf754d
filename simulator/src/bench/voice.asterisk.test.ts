import { expect, test } from 'vitest';
import { figuresOf } from './voice/figures.ts';
import { type BenchPlan, measure } from './voice/measure.ts';
import { report } from './voice/report.ts';

const plan: BenchPlan = {
  ratesPerSecond: [8],
  rounds: 1,
  countedMs: 1_000,
  warmUpMs: 500,
  talkMs: 200,
};

test('the benchmark of voice sees every call of both arms from order to sound', async () => {
  const measured = await measure(plan);
  const { turns } = measured;
  expect(turns.map(({ arm }) => arm)).toEqual(['product', 'bare']);
  for (const turn of turns) {
    // How many fall into the counted second depends on how fast the machine is.
    expect(turn.calls.length).toBeGreaterThan(0);
    expect(turn.calls.length).toBeLessThanOrEqual(12);
    const whole = { lost: 0, unheard: 0, missed: 0, leftOver: 0 };
    expect(figuresOf(turns, turn.arm, 8)).toMatchObject(whole);
    for (const { begunAt, orderedAt, answeredAt, bridgedAt, heardAt } of turn.calls) {
      const inOrder = [begunAt, orderedAt, answeredAt, bridgedAt].map(Number);
      expect(inOrder).toEqual(inOrder.toSorted((a, b) => a - b));
      expect(heardAt).toBeGreaterThan(Number(answeredAt));
    }
  }
  const { lines } = report(plan, measured);
  expect(lines.filter((line) => /^(PASS|FAIL) /.test(line))).toHaveLength(1);
  expect(lines.join('\n')).not.toContain('NaN');
});
