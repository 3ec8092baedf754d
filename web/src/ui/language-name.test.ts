import { expect, test } from 'vitest';
import { languageName } from './language-name.ts';

test.each([
  ['es', 'Spanish'],
  ['de', 'German'],
  ['qq', 'qq'],
])('%s is %s', (code, name) => {
  expect(languageName(code)).toBe(name);
});
