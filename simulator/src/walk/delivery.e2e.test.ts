import type { RunningServer } from '@outpace/server/main.ts';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { QuickCarrier } from '../quick-carrier.ts';
import { enterIn, launch, newContext, picture } from './browser.ts';
import { serveDemo } from './served.ts';

/** From the order to ringing, and twice as long to the answer: long enough to be seen. */
const STEP_MS = 1_500;

let server: RunningServer;
let browser: Browser;
let agent: Page;
let supervisor: Page;

beforeAll(async () => {
  const carrier = new QuickCarrier({ onDial: () => {}, stepMs: STEP_MS, talkMs: undefined });
  server = await serveDemo(carrier, async () => {});
  browser = await launch();
  const pages = [];
  for (const door of ['an agent', 'a supervisor'] as const) {
    const context = await newContext(browser);
    pages.push(await enterIn(context, server.url, door));
  }
  [agent, supervisor] = pages as [Page, Page];
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: typeof name === 'string' });
const region = (name: string): Locator => agent.getByRole('region', { name, exact: true });
const campaign = (name: string): Locator =>
  region('My Campaigns').getByRole('listitem').filter({ hasText: name });

async function run(group: string): Promise<void> {
  await supervisor.getByRole('link', { name: group }).click();
  await button(supervisor, 'Load').click();
  await campaign(group).getByText('Active').waitFor();
  await button(supervisor, 'Start').click();
  await campaign(group).getByText('Running').waitFor();
}

const setReady = async (): Promise<void> => {
  await button(agent, /^My Status/).click();
  await agent.getByRole('menuitem', { name: 'Ready' }).first().click();
};

async function endAndDone(): Promise<void> {
  await button(agent, /^End call/).click();
  const codes = agent.getByRole('combobox', { name: 'Disposition code' });
  await codes.fill('Interested');
  await agent.getByRole('option', { name: 'Interested', exact: true }).click();
  await button(agent, /^Mark done/).click();
  await region('Call status').waitFor({ state: 'detached' });
}

test('without a preview the record is on the screen while the number is dialed', async () => {
  await button(agent, /^My Status/).waitFor();
  await run('Balance reminders');
  await campaign('Balance reminders').getByText('Progressive · Automatic').waitFor();
  await setReady();
  await region('Dialing for you')
    .getByText(/^Dialing \d/)
    .waitFor();
  const name = (await region('Dialing for you').locator('.offer-name').textContent()) ?? '';
  await picture(agent, 'dialing');
  await region('Dialing for you')
    .getByText(/^Ringing \d/)
    .waitFor();
  await region('Call status').getByText('Connected').waitFor();
  await region('Call status').getByText(name).waitFor();
  // One attempt for the one agent who was ready.
  const { rows } = await server.pool.query('select count(*)::int as dialed from attempts');
  expect(rows).toEqual([{ dialed: 1 }]);
});

test('another mode is chosen while the group runs, and the agent is told', async () => {
  await supervisor.getByRole('combobox', { name: 'Mode' }).click();
  await supervisor.getByRole('option', { name: 'Predictive', exact: true }).click();
  await agent.getByText('runs in another mode now: Predictive').waitFor();
  await campaign('Balance reminders').getByText('Predictive · Automatic').waitFor();
  await button(supervisor, 'Stop').click();
  await agent.getByText('was stopped').waitFor();
  await endAndDone();
  await button(supervisor, 'Unload').click();
  await agent.getByText('was unloaded').waitFor();
});

test('a preview that counts down connects the call by itself, or may be rejected', async () => {
  await run('Deposit offers');
  const preview = agent.getByRole('alertdialog', { name: 'Interaction preview' });
  await preview.waitFor();
  const offered = (): Promise<string | null> => preview.locator('.offer-name').textContent();
  const rejected = await offered();
  await preview.getByRole('button', { name: /^Reject/ }).click();
  await expect.poll(offered, { timeout: 60_000 }).not.toBe(rejected);
  const name = (await offered()) ?? '';
  await preview.waitFor({ state: 'detached' });
  await region('Call status').getByText('Connected').waitFor();
  await region('Call status').getByText(name).waitFor();
  await endAndDone();
});
