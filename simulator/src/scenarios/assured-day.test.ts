import { expect, test } from 'vitest';
import { assuredDay } from './assured-day.ts';

test('in every group somebody is assured, and nobody is seized', () => {
  for (let seed = 1; seed <= 30; seed += 1) {
    for (const { plan } of assuredDay.setUp(seed, assuredDay.sizeOf(seed)).groups) {
      expect(plan.assured.of).not.toBe('nobody');
      expect(['progressive', 'predictive']).toContain(plan.mode);
    }
  }
});
