import type { RunningServer } from '@outpace/server/main.ts';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { QuickCarrier } from '../quick-carrier.ts';
import { findings } from './axe.ts';
import { enter, launch, openGroup, picture } from './browser.ts';
import { serveDemo } from './served.ts';

let server: RunningServer;
let browser: Browser;
let ana: Page;
let ben: Page;
let supervisor: Page;

beforeAll(async () => {
  const carrier = new QuickCarrier({ onDial: () => {}, stepMs: 40, talkMs: undefined });
  server = await serveDemo(carrier, async () => {});
  browser = await launch();
  // The door hands the invented people out in their order.
  ana = await enter(browser, server.url, 'an agent');
  ben = await enter(browser, server.url, 'an agent');
  supervisor = await enter(browser, server.url, 'a supervisor');
  await button(ben, /^My Status/).waitFor();
  await openGroup(supervisor, /Summer renewals/);
  await button(supervisor, 'Load').click();
  for (const page of [ana, ben]) {
    const loaded = page.getByRole('alertdialog', { name: 'Campaign loaded' });
    await loaded.getByRole('button', { name: 'OK' }).click();
  }
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: typeof name === 'string' });
const option = (name: RegExp): Locator => ana.getByRole('option', { name });
const rings = (): Locator => ben.getByRole('alertdialog', { name: 'Internal call' });
const preview = (): Locator => ben.getByRole('alertdialog', { name: 'Interaction preview' });
const isStatus = (page: Page, status: string): Promise<void> =>
  button(page, new RegExp(`^My Status: ${status}`)).waitFor();

/** In light and in dark. */
async function pictures(page: Page, name: string): Promise<void> {
  await picture(page, name);
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, `${name}-dark`);
  await page.emulateMedia({ colorScheme: 'light' });
}

/** By keys alone: the field, a name, the first that is found, and yes. */
async function callBen(): Promise<void> {
  await ana.keyboard.press('Alt+j');
  await ana.keyboard.type('ben');
  // What Enter means, which an older answer to the same text never is.
  const first = ana.locator('[role="option"][data-combobox-selected]');
  await first.filter({ hasText: 'Ben Okafor' }).waitFor();
  await ana.keyboard.press('Enter');
  await button(ana, 'Call now').waitFor();
  await pictures(ana, 'internal-card');
  await ana.keyboard.press('Enter');
  await rings().waitFor();
}

async function setStatus(page: Page, status: string): Promise<void> {
  await button(page, /^My Status/).click();
  await page.getByRole('menuitem', { name: status }).first().click();
}

test('a colleague is called, takes the call by one key, and both talk', async () => {
  await setStatus(ben, 'Ready');
  await isStatus(ben, 'Ready');
  await callBen();
  await ana.getByText('Ringing').first().waitFor();
  // It rings for half a minute: no more is looked at meanwhile than there is time for.
  await pictures(ana, 'internal-calling');
  expect(await findings(ben, 'internal-rings')).toEqual([]);
  await ben.keyboard.press('Enter');
  await ana.getByText('Talking').waitFor();
  await ben.getByText('Talking').waitFor();
  await isStatus(ana, 'Internal call');
  await isStatus(ben, 'Internal call');
  expect(await findings(ana, 'internal-talking')).toEqual([]);
});

test('no contact comes meanwhile, and one comes to whoever was Ready afterwards', async () => {
  await button(supervisor, 'Start').click();
  await ben.getByRole('alertdialog', { name: 'Campaign started' }).waitFor();
  expect(await preview().count()).toBe(0);
  await isStatus(ben, 'Internal call');
  await ana.keyboard.press('F8');
  await preview().waitFor();
  await isStatus(ana, 'Not Ready');
  const written = await server.pool.query(
    'select id::text from attempts union all select id from interactions',
  );
  expect(written.rows).toEqual([]);
});

test('who looks at a record is not called, and why', async () => {
  await ana.keyboard.press('Alt+j');
  await ana.keyboard.type('ben');
  await option(/^Ben Okafor/).click();
  await ana.getByText('This agent is busy with another call or record.').last().waitFor();
  await expect.poll(() => button(ana, 'Call now').getAttribute('aria-disabled')).toBe('true');
  expect(await findings(ana, 'internal-busy')).toEqual([]);
  await ana.keyboard.press('Escape');
  await ana.keyboard.press('Escape');
});

test('who is Not Ready is asked too, and may reject', async () => {
  await setStatus(ben, 'Lunch');
  await isStatus(ben, 'Not Ready');
  await callBen();
  await ben.keyboard.press('Escape');
  const told = ana.getByRole('alert').filter({ hasText: 'Ben Okafor' });
  await told.getByText('Your colleague did not take the call.').waitFor();
  await isStatus(ben, 'Not Ready');
  await pictures(ana, 'internal-rejected');
});
