import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { chromium } from 'playwright-core';

/** Where a walk leaves what it saw. */
const PICTURES = join(import.meta.dirname, '..', '..', '..', 'test-results');

/**
 * How long a step may take on a machine that has much else to do, ms. What fails takes so long to
 * say so; what passes never waits for it.
 */
const PATIENCE_MS = 60_000;

/** The small screen that the workspace must fit. */
const SMALL_SCREEN = { width: 1_366, height: 768 };

/** `more` are switches of Chromium that this walk needs. */
export function launch(more: readonly string[] = []): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      ...more,
    ],
  });
}

export type Door = 'an agent' | 'a supervisor' | 'an administrator';

/** A person's own browser, signed in through the demo's door. */
export async function enter(browser: Browser, url: string, as: Door): Promise<Page> {
  return enterIn(await newContext(browser), url, as);
}

/** A browser of somebody's own, that nobody has signed in with. */
export async function newContext(
  browser: Browser,
  more: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const options = { viewport: SMALL_SCREEN, ignoreHTTPSErrors: true, ...more };
  const context = await browser.newContext(options);
  context.setDefaultTimeout(PATIENCE_MS);
  return context;
}

/** The same in a browser that was prepared before. */
export async function enterIn(context: BrowserContext, url: string, as: Door): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole('button', { name: `Enter as ${as}` }).click();
  return page;
}

/** A browser of somebody who wants nothing on the screen to move. */
export async function enterStill(browser: Browser, url: string, as: Door): Promise<Page> {
  return enterIn(await newContext(browser, { reducedMotion: 'reduce' }), url, as);
}

/**
 * Shows a campaign group in the console. Other pages have links of the same name, and until the
 * group is shown the buttons are those of the one before.
 */
export async function openGroup(page: Page, name: RegExp): Promise<void> {
  await page.locator('.console-left').getByRole('link', { name }).click();
  await page.locator('.console').getByRole('heading', { level: 1, name }).waitFor();
}

/** Whether a look leaves pictures of every scheme and size, which take a while to be drawn. */
export const EVERY_PICTURE = process.env.OUTPACE_PICTURES === 'all';

export async function picture(page: Page, name: string): Promise<void> {
  await mkdir(PICTURES, { recursive: true });
  const path = join(PICTURES, `${name}.png`);
  await page.screenshot({ path, animations: 'disabled' });
}
