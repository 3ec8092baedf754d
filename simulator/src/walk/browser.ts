import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { chromium } from 'playwright-core';

/** Where a walk leaves what it saw. */
const PICTURES = join(import.meta.dirname, '..', '..', '..', 'test-results');

/** The small screen that the workspace must fit. */
const SMALL_SCREEN = { width: 1_366, height: 768 };

export function launch(): Promise<Browser> {
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
    ],
  });
}

/** A person's own browser, signed in through the demo's door. */
export async function enter(
  browser: Browser,
  url: string,
  as: 'an agent' | 'a supervisor' | 'an administrator',
): Promise<Page> {
  const context: BrowserContext = await browser.newContext({ viewport: SMALL_SCREEN });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  await page.goto(url);
  await page.getByRole('button', { name: `Enter as ${as}` }).click();
  return page;
}

export async function picture(page: Page, name: string): Promise<void> {
  await mkdir(PICTURES, { recursive: true });
  await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}
