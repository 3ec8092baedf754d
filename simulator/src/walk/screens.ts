import type { Browser, Locator, Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { findings } from './axe.ts';
import { type Door, enterIn, newContext } from './browser.ts';
import { lostInZoom } from './zoom.ts';

/** In a browser that keeps still, so that nothing is looked at half faded in. */
export async function enterStill(browser: Browser, url: string, door: Door): Promise<Page> {
  const context = await newContext(browser, { reducedMotion: 'reduce' });
  return enterIn(context, url, door);
}

/** Everything that the looks of one test found. */
let found: string[] = [];

/** A test that fails by whatever its looks find, when it has looked at everything. */
export function screens(name: string, walk: () => Promise<void>): void {
  test(name, async () => {
    found = [];
    await walk();
    expect(found).toEqual([]);
  });
}

/** The page as it stands is accessible in every scheme, and nothing is lost when it is zoomed. */
export async function look(page: Page, name: string): Promise<void> {
  found.push(...(await findings(page, name)), ...(await lostInZoom(page, name)));
}

/** Made of nothing but what another look has seen in every scheme and size. */
export async function glance(page: Page, name: string): Promise<void> {
  found.push(...(await findings(page, name, ['light'])));
}

export const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: typeof name === 'string' });
