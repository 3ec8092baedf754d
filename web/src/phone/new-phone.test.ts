import { expect, test } from 'vitest';
import { DeskPhone } from './desk-phone.ts';
import { newPhone } from './new-phone.ts';
import { TonePhone } from './tones.ts';

const report = (): void => undefined;

test('the demo plays tones, and a desk phone rings elsewhere', () => {
  expect(newPhone('none', report)).toBeInstanceOf(TonePhone);
  expect(newPhone('desk', report)).toBeInstanceOf(DeskPhone);
});
