import type { RunningServer } from '@outpace/server/main.ts';
import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { QuickCarrier } from '../quick-carrier.ts';
import { type Door, enterIn, launch, newContext } from './browser.ts';
import { serveDemo } from './served.ts';

/** A whole walk with axe, on a busy machine. */
const WALK_MS = 240_000;
const PATIENT = { timeout: 30_000 };

let server: RunningServer;
let browser: Browser;
let agent: Page;
let supervisor: Page;

beforeAll(async () => {
  const carrier = new QuickCarrier({ onDial: () => {}, stepMs: 40, talkMs: undefined });
  server = await serveDemo(carrier, async () => {});
  browser = await launch();
  agent = await come('an agent');
  supervisor = await come('a supervisor');
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

/** In a browser that keeps still, so that nothing is looked at half faded in. */
async function quietContext(): Promise<BrowserContext> {
  const context = await newContext(browser, { reducedMotion: 'reduce' });
  return context;
}

const come = async (door: Door): Promise<Page> => enterIn(await quietContext(), server.url, door);

const region = (name: string): Locator => agent.getByRole('region', { name, exact: true });
const dialog = (name: string): Locator => agent.getByRole('alertdialog', { name });
const press = (...keys: readonly string[]): Promise<void> =>
  keys.reduce((before, key) => before.then(() => agent.keyboard.press(key)), Promise.resolve());
const inPhase = (word: string): Promise<void> => region('Call status').getByText(word).waitFor();
const announced = (): Promise<string | null> =>
  agent.getByRole('status', { name: 'Announcements' }).textContent();

async function order(group: string, action: string): Promise<void> {
  await supervisor.getByRole('link', { name: new RegExp(group) }).click();
  await supervisor.getByRole('button', { name: action, exact: true }).click();
}

test(
  'a call is handled from the offer to Mark done with the keyboard alone',
  async () => {
    await order('Summer renewals', 'Load');
    await dialog('Campaign loaded').waitFor();
    await order('Summer renewals', 'Start');
    await dialog('Campaign started').waitFor();
    await press('Alt+m', 'Alt+m');
    await dialog('Campaign started').waitFor({ state: 'detached' });
    await press('Alt+r');

    // The offer takes the focus, because nobody is typing, and Enter accepts it.
    await focusedOn(dialog('Interaction preview'));
    const name = (await agent.locator('.offer-name').textContent()) ?? '';
    await press('Enter');
    await inPhase('Connected');
    expect(await announced()).toBe(`Connected with ${name}`);
    expect(await isFocused(region('Call status'))).toBe(true);

    await press('F2');
    await agent.getByText('You are muted').waitFor();
    await press('F2', 'F4');
    await inPhase('On Hold');
    await press('F4');
    await inPhase('Connected');

    // What is a key elsewhere is text in a field; function keys work on, and move nothing.
    const note = agent.getByRole('textbox', { name: 'Note' });
    await press('Alt+n');
    await agent.keyboard.type('Why? Call after five.');
    await press('F8');
    await inPhase('Ended');
    expect(await announced()).toBe(`Call ended. After call work for ${name}`);
    expect(await isFocused(note)).toBe(true);
    await expect.poll(() => note.inputValue()).toBe('Why? Call after five.');

    await press('Alt+d');
    await agent.keyboard.type('Interested');
    await press('Enter');
    await expect
      .poll(() => agent.getByRole('combobox', { name: 'Disposition code' }).inputValue(), PATIENT)
      .toBe('Interested');
    await press('F9');
    await focusedOn(dialog('Interaction preview'));
    await stored(
      `select i.note, i.disposition_code as code, i.call_result, c.state from interactions i
     join chains c on c.id = i.chain_id where c.contact_name = $1 and i.done_at is not null`,
      [name],
    ).toEqual([
      { note: 'Why? Call after five.', code: 'interested', call_result: 33, state: 'closed' },
    ]);
  },
  WALK_MS,
);

test(
  'a key that is refused says why, and the palette finds what has no key',
  async () => {
    await press('Enter');
    await inPhase('Connected');
    await press('F9');
    await agent.getByText('Mark done: End the call first.').waitFor();
    await press('Control+k');
    // What is typed before the field is there goes nowhere.
    await focusedOn(agent.getByRole('combobox', { name: 'Search actions' }));
    await agent.keyboard.type('go note');
    await press('Enter');
    await focusedOn(agent.getByRole('textbox', { name: 'Note' }));
    // Ended without typing: the focus goes to what Mark done waits for.
    await press('Alt+g', 'F8');
    const code = agent.getByRole('combobox', { name: 'Disposition code' });
    await focusedOn(code);
  },
  WALK_MS,
);

/** On itself or on something in it. */
const isFocused = (place: Locator): Promise<boolean> =>
  place.evaluate((element) => element.matches(':focus, :focus-within'));

const focusedOn = (place: Locator): Promise<void> =>
  expect.poll(() => isFocused(place), PATIENT).toBe(true);

/** The screen goes on before the disk has it: what was done is there a moment later. */
const stored = (sql: string, values: readonly unknown[]) =>
  expect.poll(async () => (await server.pool.query(sql, [...values])).rows, PATIENT);
