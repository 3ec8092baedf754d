import { setTimeout as wait } from 'node:timers/promises';
import type { RunningServer } from '@outpace/server/main.ts';
import type { Browser, Page } from 'playwright-core';
import { QuickCarrier } from '../quick-carrier.ts';
import { enter, enterIn, launch, newContext } from '../walk/browser.ts';
import { serveDemo, WEB_ROOT } from '../walk/served.ts';
import { FIRST_SCRIPT_BYTES_MAX, weighFirstScript } from './page/first-script.ts';
import { type Measured, p98, READ_PRESSES, WATCH_PRESSES } from './page/latencies.ts';
import { Pushes } from './page/pushes.ts';

/** What an agent's screen has to bear. */
const UPDATES_PER_SECOND = 60;
/** From a press to the next frame, for 98 of 100 presses. */
const LATENCY_MS_MAX = 100;
const ROUNDS = 8;
const PRESS_EVERY_MS = 50;
/** Setting up may take long on a busy machine; only presses are measured. */
const TIMEOUT_MS = 60_000;

/** It looks at the page as it is built. */
export const needsPage = true;

export type PageFigures = Measured & { readonly updates: number; readonly seconds: number };

/** What the page of an agent weighs, and how fast it answers while the server pushes. */
export async function bench(): Promise<void> {
  const { bytes, files } = weighFirstScript(WEB_ROOT);
  const kilobytes = (bytes / 1_000).toFixed(0);
  const weight = `${kilobytes} kB in ${files.length} scripts, gzip, limit 250 kB`;
  console.log(`page  first script ${weight}: ${verdict(bytes / FIRST_SCRIPT_BYTES_MAX)}`);
  const figures = await measure(ROUNDS);
  const rate = Math.round(figures.updates / figures.seconds);
  console.log(`page  ${figures.updates} updates, ${rate} a second, ${figures.presses} presses`);
  const latencyMs = p98(figures);
  const latency = `98 of 100 presses within ${latencyMs} ms, limit ${LATENCY_MS_MAX} ms`;
  console.log(`page  ${latency}: ${verdict(latencyMs / LATENCY_MS_MAX)}`);
}

const verdict = (ratio: number): string =>
  `${ratio.toFixed(2)} of it, ${ratio <= 1 ? 'PASS' : 'FAIL'}`;

/** An agent in a call, working by key, while their screen gets its updates. */
export async function measure(rounds: number): Promise<PageFigures> {
  const carrier = new QuickCarrier({ onDial: () => {}, stepMs: 40, talkMs: undefined });
  const server = await serveDemo(carrier, async () => {});
  const browser = await launch();
  try {
    return await measureIn(server, browser, rounds);
  } finally {
    await browser.close();
    await server.close();
  }
}

async function measureIn(
  server: RunningServer,
  browser: Browser,
  rounds: number,
): Promise<PageFigures> {
  await startDialing(browser, server.url);
  const context = await newContext(browser);
  await context.addInitScript(WATCH_PRESSES);
  context.setDefaultTimeout(TIMEOUT_MS);
  const pushes = new Pushes(context);
  await pushes.listen();
  const agent = await enterIn(context, server.url, 'an agent');
  await agent.getByRole('button', { name: /^My Status/ }).waitFor();
  await agent.keyboard.press('Alt+r');
  await agent.getByRole('region', { name: 'Call status' }).getByText('Connected').waitFor();

  const before = await agent.evaluate<Measured>(READ_PRESSES);
  const startedAt = performance.now();
  const pushing = pushes.run(UPDATES_PER_SECOND);
  for (let round = 0; round < rounds; round += 1) await workRound(agent);
  pushes.stop();
  await pushing;
  const seconds = (performance.now() - startedAt) / 1_000;
  const after = await agent.evaluate<Measured>(READ_PRESSES);
  return {
    reportedMs: after.reportedMs.slice(before.reportedMs.length),
    presses: after.presses - before.presses,
    updates: pushes.sent,
    seconds,
  };
}

/** A campaign that gives calls without asking first. */
async function startDialing(browser: Browser, url: string): Promise<void> {
  const supervisor = await enter(browser, url, 'a supervisor');
  supervisor.setDefaultTimeout(TIMEOUT_MS);
  // The first of the list is the one that is shown.
  await supervisor.getByRole('heading', { name: /Balance reminders/ }).waitFor();
  await supervisor.getByRole('button', { name: 'Load', exact: true }).click();
  await supervisor.getByRole('button', { name: 'Start', exact: true }).click();
  await supervisor.getByRole('button', { name: 'Stop', exact: true }).waitFor();
  await supervisor.context().close();
}

/** What an agent does with the keyboard in a call, about as fast as somebody can. */
async function workRound(agent: Page): Promise<void> {
  const typed = [...'wants a call after five '].map((sign) => (sign === ' ' ? 'Space' : sign));
  const keys = [
    ...['Alt+n', ...typed, 'Alt+x', 'Space', 'Space'],
    ...['F2', 'F2', 'Alt+s', 'ArrowDown', 'Escape', 'Alt+g', 'Alt+g'],
    ...['Control+k', 'm', 'u', 'Escape'],
  ];
  for (const key of keys) {
    await agent.keyboard.press(key);
    await wait(PRESS_EVERY_MS);
  }
}
