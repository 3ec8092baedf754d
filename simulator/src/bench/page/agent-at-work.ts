import { setTimeout as wait } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { QuickCarrier } from '../../quick-carrier.ts';
import { enter, enterIn, launch, newContext } from '../../walk/browser.ts';
import { serveDemo } from '../../walk/served.ts';
import { BusyProxy } from './busy-proxy.ts';
import { between, type Measured, READ_INTERACTIONS, WATCH_INTERACTIONS } from './latencies.ts';

const EVERY_MS = 50;
/** Setting up may take long on a busy machine; only interactions are measured. */
const TIMEOUT_MS = 60_000;

export type WorkFigures = Measured & { readonly updates: number; readonly seconds: number };

/**
 * An agent in a call works by key and mouse, `rounds` times the same, while the screen gets
 * `perSecond` changed views a second.
 */
export async function measure(rounds: number, perSecond: number): Promise<WorkFigures> {
  const carrier = new QuickCarrier({ onDial: () => {}, stepMs: 40, talkMs: undefined });
  const server = await serveDemo(carrier, async () => {});
  const proxy = new BusyProxy(server.url);
  const browser = await launch();
  try {
    const url = await proxy.listen();
    await startDialing(browser, server.url);
    return await measureIn(await callOf(browser, url), proxy, rounds, perSecond);
  } finally {
    await browser.close();
    await proxy.close();
    await server.close();
  }
}

async function measureIn(
  agent: Page,
  proxy: BusyProxy,
  rounds: number,
  perSecond: number,
): Promise<WorkFigures> {
  const before = await agent.evaluate<Measured>(READ_INTERACTIONS);
  const startedAt = performance.now();
  const pushing = proxy.run(perSecond);
  for (let round = 0; round < rounds; round += 1) await work(agent);
  proxy.stop();
  await pushing;
  const seconds = (performance.now() - startedAt) / 1_000;
  const after = await agent.evaluate<Measured>(READ_INTERACTIONS);
  // The last view is on the screen, so all of them went through the page.
  const contacts = agent.locator('.day-figure', { hasText: 'contacts' });
  await contacts.getByText(String(proxy.sent), { exact: true }).waitFor();
  return { ...between(before, after), updates: proxy.sent, seconds };
}

/** The page of an agent who talks with somebody. */
async function callOf(browser: Browser, url: string): Promise<Page> {
  const context = await newContext(browser);
  await context.addInitScript(WATCH_INTERACTIONS);
  context.setDefaultTimeout(TIMEOUT_MS);
  const agent = await enterIn(context, url, 'an agent');
  await agent.getByRole('button', { name: /^My Status/ }).waitFor();
  await agent.keyboard.press('Alt+r');
  await agent.getByRole('region', { name: 'Call status' }).getByText('Connected').waitFor();
  return agent;
}

/** A campaign that gives calls without asking first. */
async function startDialing(browser: Browser, url: string): Promise<void> {
  const supervisor = await enter(browser, url, 'a supervisor');
  supervisor.setDefaultTimeout(TIMEOUT_MS);
  // The first of the list is the one that is shown.
  await supervisor.getByRole('heading', { name: /Balance reminders/ }).waitFor();
  await supervisor.getByRole('button', { name: 'Load', exact: true }).click();
  await supervisor.getByText('Active', { exact: true }).first().waitFor();
  await supervisor.getByRole('button', { name: 'Start', exact: true }).click();
  await supervisor.getByText('Running', { exact: true }).first().waitFor();
  await supervisor.context().close();
}

/** What an agent does in a call, about as fast as somebody can. */
async function work(agent: Page): Promise<void> {
  const typed = [...'wants a call after five '].map((sign) => (sign === ' ' ? 'Space' : sign));
  const keys = [
    ...['Alt+n', ...typed, 'Alt+x', 'Space', 'Space'],
    ...['F2', 'Alt+s', 'ArrowDown', 'Escape', 'Alt+g', 'Alt+g'],
    ...['Control+k', 'm', 'u', 'Escape', 'Alt+t', 'n', 'o', 'Escape'],
  ];
  for (const key of keys) {
    await agent.keyboard.press(key);
    await wait(EVERY_MS);
  }
  const clicks = ['Unmute', 'Mute', 'Unmute', 'Keypad', 'Keypad', 'Edit Name'];
  for (const name of clicks) {
    await agent.getByRole('button', { name, exact: true }).click();
    await wait(EVERY_MS);
  }
  await agent.keyboard.press('Escape');
}
