import { expect, test } from 'vitest';
import {
  DEMO_ADMINISTRATOR,
  DEMO_AGENTS,
  DEMO_SUPERVISOR,
  FIRST_NAMES,
  LAST_NAMES,
  signInName,
} from './demo-people.ts';

test('everybody of the demo signs in under a name of their own', () => {
  const names = [...DEMO_AGENTS, DEMO_SUPERVISOR, DEMO_ADMINISTRATOR].map(signInName);
  expect(names[0]).toBe('ana.reyes');
  expect(new Set(names).size).toBe(12);
  for (const name of names) expect(name).toMatch(/^[a-z]+\.[a-z]+$/);
});

test('the tables of names hold single names', () => {
  for (const name of [...FIRST_NAMES, ...LAST_NAMES]) expect(name).toMatch(/^[A-Z][a-z]+$/);
});
