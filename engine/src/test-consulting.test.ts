import { expect, test } from 'vitest';
import { asking, desk, NUMBER, three } from './test-consulting.ts';

test('a conversation, and one with a third party in it', () => {
  expect([desk(), asking(), asking(NUMBER), three()].map(({ picture }) => picture)).toEqual([
    "ann's: connected; ann talking, ben ready",
    "ann's: consulting target; ann talking, ben consulted",
    "ann's: consulting target; ann talking, ben ready",
    "ann's: conference; ann talking, ben consulted",
  ]);
});
