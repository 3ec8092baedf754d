import { expect, test } from 'vitest';
import { DeskPhone } from './desk-phone.ts';

test('a telephone beside the browser needs nothing of the page', () => {
  const phone = new DeskPhone();
  phone.open();
  phone.show();
  phone.close();
  expect(phone.sound).toBeUndefined();
});
