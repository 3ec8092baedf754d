import type { RunningServer } from '@outpace/server/main.ts';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { QuickCarrier } from '../quick-carrier.ts';
import { enterIn, launch, newContext, picture } from './browser.ts';
import { serveDemo } from './served.ts';

const hasFocus = (field: Locator): Promise<boolean> =>
  field.evaluate((one) => one.matches(':focus'));

const LATE_PARTS = /\/assets\/late-parts-/;

let server: RunningServer;
let browser: Browser;
let context: BrowserContext;

beforeAll(async () => {
  const carrier = new QuickCarrier({ onDial: () => {}, stepMs: 40, talkMs: undefined });
  server = await serveDemo(carrier, async () => {});
  browser = await launch();
});

afterEach(async () => {
  await context?.close();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function comeTo(answer: 'held' | 'refused'): Promise<{ agent: Page; open: () => void }> {
  context = await newContext(browser);
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  await context.route(LATE_PARTS, async (route) => {
    if (answer === 'refused') return route.abort();
    await opened;
    return route.continue();
  });
  return { agent: await enterIn(context, server.url, 'an agent'), open };
}

test('what comes later is fetched by itself, and the focus goes on to it', async () => {
  const { agent, open } = await comeTo('held');
  const field = agent.getByRole('textbox', { name: 'Search people and numbers' });
  await field.waitFor();
  await agent.keyboard.press('Alt+j');
  expect(await hasFocus(field)).toBe(true);
  expect(await field.isEditable()).toBe(false);
  open();
  await agent.getByRole('switch', { name: 'Simulated audio' }).waitFor();
  expect(await hasFocus(field)).toBe(true);
  expect(await field.isEditable()).toBe(true);
});

test('what could not be fetched says so, and comes when it is tried again', async () => {
  const { agent } = await comeTo('refused');
  const search = agent.getByText('This part of the page could not be loaded.').first();
  await search.waitFor();
  await agent.keyboard.press('?');
  const missed = agent.getByRole('button', { name: 'Try again' });
  await expect.poll(() => missed.count()).toBe(3);
  await picture(agent, 'late-parts-missed');
  await context.unroute(LATE_PARTS);
  await missed.last().click();
  await agent.getByRole('dialog', { name: 'Keys' }).waitFor();
  await agent.keyboard.press('Escape');
  const field = agent.getByRole('textbox', { name: 'Search people and numbers' });
  expect(await field.isEditable()).toBe(true);
});
