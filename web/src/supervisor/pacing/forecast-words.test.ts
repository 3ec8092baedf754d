import type { PacingInputs } from '@outpace/engine/pacing/contract.ts';
import { expect, test } from 'vitest';
import { riskChart, soonWords } from './forecast-words.ts';

const forecast: PacingInputs = {
  ...{ free: 1, waiting: 0, inAir: 4, freeSoon: 1.26, answersSoon: 0.94, answerRate: 0.25 },
  ...{ risk: 0.021, price: 0.05, intended: 0.03, liveAnswers: 200, abandoned: 5 },
};

test('what is expected is said with one digit', () => {
  expect(soonWords(forecast)).toBe(
    '1 agent is free and 1.3 more expected within ten seconds. Of 4 calls in the air 0.9 are ' +
      'expected to be answered by then; 25\u00a0% of all calls are answered by a person.',
  );
});

test('without a call in the air none is counted', () => {
  const words = soonWords({ ...forecast, free: 2, inAir: 0, answersSoon: 0 });
  expect(words).toContain('2 agents are free');
  expect(words).toContain('No call is in the air; 25\u00a0% of all calls');
});

test.each([
  ['half the price', { risk: 0.025 }, { verdict: 'under', risk: 0.25, price: 0.5 }],
  ['four prices', { risk: 0.2 }, { verdict: 'unsure', risk: 1, price: 0.25 }],
  ['nothing at all', { risk: 0, price: 0 }, { verdict: 'under', risk: 0, price: 0 }],
] as const)('a risk of %s', (_why, part, chart) => {
  expect(riskChart({ ...forecast, ...part })).toMatchObject(chart);
});
