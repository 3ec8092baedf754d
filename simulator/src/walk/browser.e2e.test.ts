import { expect, test } from 'vitest';
import { launch, newContext } from './browser.ts';

test('a walk sees the small screen, and what more it asks for', async () => {
  const browser = await launch();
  const context = await newContext(browser, { reducedMotion: 'reduce' });
  const page = await context.newPage();
  expect(page.viewportSize()).toEqual({ width: 1_366, height: 768 });
  const isStill = 'matchMedia("(prefers-reduced-motion: reduce)").matches';
  expect(await page.evaluate(isStill)).toBe(true);
  await browser.close();
});
