import { millis } from '@outpace/engine/basics/time.ts';
import type { RunningServer } from '@outpace/server/main.ts';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Callee } from '../callees.ts';
import { Carrier } from '../carrier.ts';
import { realTimers } from '../real-timers.ts';
import { SimulatedSwitch } from '../simulated-switch.ts';
import { findings } from './axe.ts';
import type { Door } from './browser.ts';
import { enterIn, launch, newContext, openGroup, picture } from './browser.ts';
import { serveDemo } from './served.ts';

/** Answers at once, and talks until somebody ends the call. */
const PATIENT: Callee = {
  setUpMs: millis(40),
  kind: 'answers',
  who: 'person',
  ringMs: millis(40),
  talkMs: millis(3_600_000),
  patienceMs: millis(3_600_000),
  verdict: 'person',
  verdictMs: millis(20),
};

/** Kept free for fiction, and on no list of the demo. */
const BARRED = '+12125550178';

/** Four browsers at once are slow on a small machine. */
const PATIENCE_MS = 60_000;

let server: RunningServer;
let browser: Browser;
let ana: Page;
let ben: Page;
let clara: Page;
let supervisor: Page;

beforeAll(async () => {
  const carrier = new SimulatedSwitch(new Carrier({ calleeOf: () => PATIENT }), realTimers());
  server = await serveDemo(carrier, async () => {});
  browser = await launch();
  const agent = async (): Promise<Page> => {
    const page = await patient('an agent');
    await button(page, /^My Status/).waitFor();
    return page;
  };
  // The door hands the invented people out in their order.
  [ana, ben, clara] = [await agent(), await agent(), await agent()];
  supervisor = await patient('a supervisor');
  await openGroup(supervisor, /Summer renewals/);
  await button(supervisor, 'Load').click();
  await ana.getByRole('alertdialog', { name: 'Campaign loaded' }).waitFor();
  await button(supervisor, 'Start').click();
  await ana.getByRole('alertdialog', { name: 'Campaign started' }).waitFor();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function patient(as: Door): Promise<Page> {
  const context = await newContext(browser);
  return enterIn(context, server.url, as);
}

const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: typeof name === 'string' });
const callStatus = (page: Page): Locator => page.getByRole('region', { name: 'Call status' });
const third = (page: Page): Locator => page.getByRole('region', { name: 'Third party' });
const note = (page: Page): Locator => page.getByRole('textbox', { name: 'Note' });

async function setReady(page: Page): Promise<void> {
  await button(page, /^My Status/).click();
  await page.getByRole('menuitem', { name: 'Ready' }).first().click();
}

const done = (chooser: Locator, way: string): Locator =>
  chooser.getByRole('button', { name: way, exact: true });
const chooserOf = (page: Page, way: string): Locator =>
  page.getByRole('dialog', { name: `${way}: choose whom` });
const searchIn = (chooser: Locator): Locator =>
  chooser.getByRole('textbox', { name: 'Search people and numbers' });

/** Calls somebody in by keys alone: the dialog, a name, the first that is found, and yes. */
async function callIn(page: Page, [way, key]: Way, text: string, found: RegExp): Promise<void> {
  await page.keyboard.press(key);
  const chooser = chooserOf(page, way);
  await searchIn(chooser).fill(text);
  await chooser.getByRole('option', { name: found }).waitFor();
  await page.keyboard.press('Enter');
  await done(chooser, way).waitFor();
  await pictures(page, `${way.toLowerCase()}-chosen`);
  await page.keyboard.press('Enter');
}

type Way = readonly [name: string, key: string];
const TRANSFER: Way = ['Transfer', 'Alt+v'];
const CONFERENCE: Way = ['Conference', 'Alt+i'];
const CONSULT: Way = ['Consult', 'Alt+q'];

/** The same in light and in dark. */
async function pictures(page: Page, name: string): Promise<void> {
  await picture(page, name);
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, `${name}-dark`);
  await page.emulateMedia({ colorScheme: 'light' });
}

async function chooseCode(page: Page, label: string): Promise<void> {
  const codes = page.getByRole('combobox', { name: 'Disposition code' });
  await codes.click();
  await codes.fill(label);
  await page.getByRole('option', { name: label, exact: true }).click();
}

test('a contact is put on hold, and a colleague is asked, who reads the record only', async () => {
  await setReady(ana);
  const preview = ana.getByRole('alertdialog', { name: 'Interaction preview' });
  await preview.getByRole('button', { name: /^Accept/ }).click();
  await callStatus(ana).getByText('Connected').waitFor();
  // Whoever is ready while records wait gets one of their own.
  await button(supervisor, 'Stop').click();
  await button(ana, 'Hold').click();
  await callStatus(ana).getByText('On Hold').waitFor();
  await pictures(ana, 'hold');
  await button(ana, 'Resume').click();
  await note(ana).fill('wants a discount');
  await button(ana, 'Consult').click();
  const chooser = chooserOf(ana, 'Consult');
  await chooser.getByRole('group', { name: 'My groups' }).waitFor();
  await searchIn(chooser).fill('ben');
  await chooser.getByRole('option', { name: /^Ben Okafor/ }).waitFor();
  expect(await findings(ana, 'consult-chooser')).toEqual([]);
  await chooser.getByRole('option', { name: /^Ben Okafor/ }).click();
  await chooser.getByText('This agent is not ready.').last().waitFor();
  // It is told as it changes, on the card that is open.
  await setReady(ben);
  await expect
    .poll(() => done(chooser, 'Consult').getAttribute('aria-disabled'), { timeout: PATIENCE_MS })
    .toBe(null);
  await setReady(clara);
  await ana.keyboard.press('Escape');
  await callIn(ana, CONSULT, 'ben', /^Ben Okafor/);
  await third(ana).getByText('You talk with Ben Okafor.').waitFor();
  await callStatus(ana).getByText('Consulting').waitFor();
  await third(ben).getByText('You talk with Ana Reyes.').waitFor();
  await pictures(ana, 'consultation');
  await pictures(ben, 'consulted');
  await expect.poll(() => note(ben).inputValue()).toBe('wants a discount');
  expect(await note(ben).isEditable()).toBe(false);
  expect(await button(ben, /^Mark done/).count()).toBe(0);
});

test('the agent turns to the contact and back, and hands the call over', async () => {
  await third(ana)
    .getByRole('button', { name: /^Talk with / })
    .click();
  await third(ben).getByText('You hear music.').waitFor();
  await ana.keyboard.press('Alt+u');
  await third(ben).getByText('You talk with Ana Reyes.').waitFor();
  // Each page is told for itself, and a key counts for what its own page shows.
  await third(ana).getByText('You talk with Ben Okafor.').waitFor();
  await ana.keyboard.press('Alt+Shift+V');
  await callStatus(ben).getByText('Connected').waitFor();
  await ana.getByText(/was handed over to Ben Okafor/).waitFor();
  await button(ana, /^My Status: Ready/).waitFor();
  expect(await note(ben).isEditable()).toBe(true);
  await expect
    .poll(
      async () => {
        const { rows } = await server.pool.query(
          `select u.display_name as owner, t.purpose, t.state from third_parties t
         join interactions i on i.id = t.interaction_id join users u on u.id = i.agent_id`,
        );
        return rows;
      },
      { timeout: PATIENCE_MS },
    )
    .toEqual([{ owner: 'Ben Okafor', purpose: 'consult', state: 'transferred' }]);
});

test('a number that is none, or must not be called, is not called in', async () => {
  await ben.keyboard.press(TRANSFER[1]);
  const chooser = chooserOf(ben, 'Transfer');
  await searchIn(chooser).fill('+44 20 7946');
  await chooser.getByText('This is not a phone number with its country code.').waitFor();
  await searchIn(chooser).fill(BARRED);
  await chooser.getByRole('option', { name: '+1 212 555 0178' }).click();
  await server.pool.query(
    `insert into suppressions (site, kind, value, reason, added_by, added_at)
     select site, 'phone', $1, 'asked', 'walk', now() from sites`,
    [BARRED],
  );
  // The page cannot know it yet; the server does.
  await done(chooser, 'Transfer').click();
  await chooser
    .getByText('This number is on the do-not-call list and is not called.')
    .first()
    .waitFor();
  expect(await findings(ben, 'transfer-refused')).toEqual([]);
  await ben.keyboard.press('Escape');
  await callStatus(ben).getByText('Connected').waitFor();
  const asked = await server.pool.query('select serial from third_parties');
  expect(asked.rows).toHaveLength(1);
});

test('three meet, and the first who finishes has finished for both', async () => {
  // Ana is ready too, and has been for longer: a group would be her.
  await ana.keyboard.press('Alt+s');
  await ana
    .getByRole('menuitem', { name: /Lunch|Break/ })
    .first()
    .click();
  await callIn(ben, CONFERENCE, 'renewals', /ready of 3 logged on/);
  await callStatus(ben).getByText('In conference').waitFor();
  await third(clara)
    .getByText(/hear each other/)
    .waitFor();
  await pictures(ben, 'conference');
  await button(ben, /^End call/).click();
  await callStatus(clara).getByText('Ended').waitFor();
  await third(ben).getByText('Clara Lindqvist has this record too.').waitFor();
  await note(clara).fill('agreed on ten percent');
  await chooseCode(clara, 'Interested');
  await button(clara, /^Mark done/).click();
  await ben.getByText(/was finished by Clara Lindqvist/).waitFor();
  await button(ben, /^My Status: Ready/).waitFor();
  await expect
    .poll(
      async () => {
        const { rows } = await server.pool.query(
          `select u.display_name as owner, i.note from interactions i
         join users u on u.id = i.agent_id where i.done_at is not null`,
        );
        return rows;
      },
      { timeout: PATIENCE_MS },
    )
    .toEqual([{ owner: 'Clara Lindqvist', note: 'agreed on ten percent' }]);
});
