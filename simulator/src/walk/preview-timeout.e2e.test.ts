import type { RunningServer } from '@outpace/server/main.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, test } from 'vitest';
import { QuickCarrier } from '../quick-carrier.ts';
import { enter, launch, openGroup, picture } from './browser.ts';
import { serveDemo, setOffers } from './served.ts';

/** Nobody accepts any. */
const OFFER_MS = 4_000;

let server: RunningServer;
let browser: Browser;
let agent: Page;
let supervisor: Page;

beforeAll(async () => {
  const carrier = new QuickCarrier({ onDial: () => {}, stepMs: 40, talkMs: undefined });
  server = await serveDemo(carrier, (pool) => setOffers(pool, OFFER_MS));
  browser = await launch();
  agent = await enter(browser, server.url, 'an agent');
  supervisor = await enter(browser, server.url, 'a supervisor');
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function becomeReady(): Promise<void> {
  await agent.getByRole('button', { name: /^My Status/ }).click();
  await agent.getByRole('menuitem', { name: 'Ready' }).first().click();
  await agent.getByRole('alertdialog', { name: 'Interaction preview' }).waitFor();
}

test('a preview that runs out makes the agent Not Ready, No Answer, one click back', async () => {
  await agent.getByRole('button', { name: /^My Status/ }).waitFor();
  await openGroup(supervisor, /Summer renewals/);
  await supervisor.getByRole('button', { name: 'Load', exact: true }).click();
  await agent.getByRole('alertdialog', { name: 'Campaign loaded' }).waitFor();
  await supervisor.getByRole('button', { name: 'Start', exact: true }).click();
  await agent.getByRole('alertdialog', { name: 'Campaign started' }).waitFor();
  await becomeReady();
  await agent.getByRole('button', { name: /My Status: Not Ready · No Answer/ }).waitFor();
  await picture(agent, 'no-answer');
  await becomeReady();
});
