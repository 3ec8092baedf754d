import { expect, test } from 'vitest';
import { isSipAddress } from './sip-address.ts';

test.each<[text: string, is: boolean]>([
  ['sip:ana@desk.example', true],
  ['sip:100@pbx.example:5062', true],
  ['sip:100@pbx.example;transport=tcp', false],
  ['sip:@pbx.example', false],
  ['ana@desk.example', false],
  [' sip:ana@desk.example', false],
  ['+12025550100', false],
])('%s', (text, is) => {
  expect(isSipAddress(text)).toBe(is);
});
