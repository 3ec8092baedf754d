import { expect, test } from 'vitest';
import { AWAY_CHOICES } from './callback-choices.ts';
import { BLANK_CAMPAIGN } from './campaign-defaults.ts';

test('what a new campaign begins with can be chosen, once', () => {
  const values = AWAY_CHOICES.map(({ value }) => value);
  expect(values).toContain(BLANK_CAMPAIGN.settings.callbacks.whenAway);
  expect(new Set(values).size).toBe(values.length);
});
