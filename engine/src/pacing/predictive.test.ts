import { expect, test } from 'vitest';
import { hours, instant, seconds } from '../basics/time.ts';
import { createController } from './controller.ts';
import { decidePredictive } from './predictive.ts';

test('the console reads what was seen, what was decided and why', () => {
  const controller = createController({
    target: { kind: 'abandonment', share: 0.03 },
    ceiling: { share: 0.03, periodMs: hours(720), before: { liveAnswers: 1_000, abandoned: 0 } },
    ringMs: seconds(15),
    takesBack: true,
  });
  const position = { at: instant(0), free: 4, waiting: 1, inAir: 1, portsFree: 9, recordsFree: 9 };
  const { view, takeBack } = decidePredictive(controller, position);
  expect(takeBack).toEqual([]);
  expect(view).toMatchObject({ ready: 4, waiting: 1, inAir: 1, wanted: 2, opened: 2 });
  expect(view).toMatchObject({ bound: 'thin-data' });
  expect(view.forecast?.intended).toBeCloseTo(0.06, 9);
});
