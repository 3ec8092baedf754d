import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import type { CallResult } from '@outpace/engine/calling-lists/call-result.ts';
import type { SwitchEvent } from '@outpace/engine/event.ts';
import type { RunningServer } from '@outpace/server/main.ts';
import type { ActionOf } from '@outpace/server/ports.ts';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { QuickCarrier } from '../quick-carrier.ts';
import type { Door } from './browser.ts';
import { enterIn, launch, newContext, picture } from './browser.ts';
import { serveDemo } from './served.ts';

/** Everybody rings, and what becomes of it the test says. */
class AnsweredByHand extends QuickCarrier {
  #listener: (event: SwitchEvent) => void = () => undefined;
  readonly #rings: AttemptId[] = [];

  constructor() {
    super({ onDial: () => undefined, stepMs: 40, talkMs: undefined });
  }

  override onEvent(listener: (event: SwitchEvent) => void): void {
    super.onEvent(listener);
    this.#listener = listener;
  }

  override originate({ attemptId }: ActionOf<'originate'>): void {
    this.#rings.push(attemptId);
    queueMicrotask(() => this.#listener({ type: 'call-ringing', attemptId }));
  }

  override hangUp({ attemptId }: ActionOf<'hang-up'>): void {
    queueMicrotask(() => this.#listener({ type: 'call-ended', attemptId, result: 'answer' }));
  }

  async answers(): Promise<void> {
    this.#listener({ type: 'call-answered', attemptId: await this.#ringing() });
  }

  async ends(result: CallResult): Promise<void> {
    this.#listener({ type: 'call-ended', attemptId: await this.#ringing(), result });
  }

  async #ringing(): Promise<AttemptId> {
    await expect.poll(() => this.#rings.length, { timeout: 40_000 }).toBeGreaterThan(0);
    const [attemptId] = this.#rings.splice(0, 1);
    if (attemptId === undefined) throw new Error('somebody rings');
    return attemptId;
  }
}

const carrier = new AnsweredByHand();
let server: RunningServer;
let browser: Browser;
let agent: Page;
let supervisor: Page;

beforeAll(async () => {
  server = await serveDemo(carrier, async (pool) => {
    await pool.query(
      `update campaigns set settings = jsonb_set(settings, '{delivery}', '{"kind":"auto-answer"}')`,
    );
    await pool.query(
      `update campaign_groups set assured = '{"of":"everybody"}' where name like 'Summer%'`,
    );
    await pool.query(
      `update campaign_groups set mode = 'progressive-seizing' where name like 'Deposit%'`,
    );
  });
  browser = await launch();
  agent = await enter('an agent');
  supervisor = await enter('a supervisor');
}, 180_000);

/** A busy machine takes its time for the first page. */
async function enter(as: Door): Promise<Page> {
  const context = await newContext(browser);
  context.setDefaultTimeout(40_000);
  return enterIn(context, server.url, as);
}

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const HELD = /^Your line is held for a contact: wait until/;
const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: typeof name === 'string' });
const callStatus = (): Locator => agent.getByRole('region', { name: 'Call status' });
const note = (): Locator => agent.getByRole('textbox', { name: 'Note' });

async function setStatus(item: string): Promise<void> {
  await agent.getByRole('button', { name: /^My Status/ }).click();
  await agent.getByRole('menuitem', { name: item }).first().click();
}

async function run(campaign: RegExp): Promise<void> {
  await supervisor.getByRole('link', { name: campaign }).click();
  await button(supervisor, 'Load').click();
  const loaded = agent.getByRole('alertdialog', { name: 'Campaign loaded' });
  await loaded.waitFor();
  await button(supervisor, 'Start').click();
  const started = agent.getByRole('alertdialog', { name: 'Campaign started' });
  await started.waitFor();
  await loaded.getByRole('button', { name: 'OK' }).click();
  await started.getByRole('button', { name: 'OK' }).click();
}

/** The same in light and dark. */
async function pictures(name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await agent.emulateMedia({ colorScheme });
    await picture(agent, `${name}-${colorScheme}`);
  }
}

test('assured: the agent is connected, and the second line says to whom not yet', async () => {
  await agent.getByRole('button', { name: /^My Status/ }).waitFor();
  await run(/Summer renewals/);
  await setStatus('Ready');
  await callStatus().getByText('Connected').waitFor();
  await callStatus()
    .getByText(/Engaged, waiting for the contact/)
    .waitFor();
  await callStatus()
    .getByText(/ringing at \+1 .*, attempt 1 of 10/)
    .waitFor();
  await pictures('assured-engaging');
});

test('what cannot be done now says why when it is tried, and nothing comes of it', async () => {
  for (const name of [/^End call/, /^Hold/, /^Mark done/]) {
    const control = button(agent, name);
    expect(await control.getAttribute('aria-disabled')).toBe('true');
    await control.click({ force: true });
    await agent.locator('.tried').getByText(HELD).waitFor();
  }
  await setStatus('Log off');
  await agent.getByRole('alert').getByText(HELD).first().waitFor();
  await pictures('assured-refused');
  expect(await agent.getByRole('combobox', { name: 'Call Result' }).isDisabled()).toBe(true);
  await callStatus()
    .getByText(/Engaged, waiting for the contact/)
    .waitFor();
});

test('a reload asks first and keeps the line, and the note that was begun', async () => {
  await note().fill('asked for the branch');
  await agent.getByText(/draft saved/i).waitFor();
  let asked = 0;
  agent.once('dialog', (dialog) => {
    asked += 1;
    void dialog.accept();
  });
  await agent.reload();
  await callStatus()
    .getByText(/Engaged, waiting for the contact/)
    .waitFor();
  expect([asked, await note().inputValue()]).toEqual([1, 'asked for the branch']);
});

test('who is not reached is told in one line, and the next is on the way', async () => {
  const first = await callStatus().locator('.call-name').textContent();
  await carrier.ends('busy');
  await agent.getByRole('status').getByText(/busy/i).first().waitFor();
  await expect.poll(() => callStatus().locator('.call-name').textContent()).not.toBe(first);
  await pictures('assured-not-reached');
});

test('the contact answers: the same frame goes on, and everything can be done', async () => {
  await note().fill('for this one');
  await agent.getByText(/draft saved/i).waitFor();
  await note().focus();
  await carrier.answers();
  await callStatus()
    .getByText(/Engaged, waiting/)
    .waitFor({ state: 'detached' });
  expect(await note().inputValue()).toBe('for this one');
  expect(await note().evaluate((field) => field.matches(':focus'))).toBe(true);
  expect(await button(agent, /^End call/).getAttribute('aria-disabled')).toBeNull();
  await pictures('assured-merged');
  await setStatus('After Call Work');
  await button(agent, /^End call/).click();
  const codes = agent.getByRole('combobox', { name: 'Disposition code' });
  await codes.fill('Interested');
  await agent.getByRole('option', { name: 'Interested', exact: true }).click();
  await button(agent, /^Mark done/).click();
  await callStatus().waitFor({ state: 'detached' });
  await button(supervisor, 'Complete').click();
});

test('seizing: nobody is known until somebody answers and fills the same place', async () => {
  await run(/Deposit offers/);
  await setStatus('Ready');
  await callStatus().getByText('Nobody yet').waitFor();
  await callStatus()
    .getByText(/Engaged, waiting for a contact/)
    .waitFor();
  await pictures('seizing-empty');
  await note().fill('already on the line');
  await agent.getByText(/draft saved/i).waitFor();
  await carrier.answers();
  await callStatus().getByText('Nobody yet').waitFor({ state: 'detached' });
  expect(await note().inputValue()).toBe('already on the line');
  await pictures('seizing-filled');
});
