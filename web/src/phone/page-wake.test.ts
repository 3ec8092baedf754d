import { expect, test } from 'vitest';
import { onPageWake } from './page-wake.ts';

class FakeDocument extends EventTarget {
  visibilityState: DocumentVisibilityState = 'visible';
}

test('a page that comes back is awake; one that is hidden is not', () => {
  const page = { window: new EventTarget(), document: new FakeDocument() };
  let wakes = 0;
  const stop = onPageWake(() => {
    wakes += 1;
  }, page);
  page.document.visibilityState = 'hidden';
  page.document.dispatchEvent(new Event('visibilitychange'));
  expect(wakes).toBe(0);
  page.document.visibilityState = 'visible';
  page.document.dispatchEvent(new Event('visibilitychange'));
  page.document.dispatchEvent(new Event('resume'));
  page.window.dispatchEvent(new Event('online'));
  page.window.dispatchEvent(new Event('pageshow'));
  expect(wakes).toBe(4);
  stop();
  page.window.dispatchEvent(new Event('online'));
  page.document.dispatchEvent(new Event('resume'));
  expect(wakes).toBe(4);
});
