import type { RunningServer } from '@outpace/server/main.ts';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { AnsweredByHand } from './answered-by-hand.ts';
import type { Door } from './browser.ts';
import { enterIn, launch, newContext, openGroup, picture } from './browser.ts';
import { serveDemo } from './served.ts';

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
});

/** A busy machine takes its time for the first page. */
async function enter(as: Door): Promise<Page> {
  const context = await newContext(browser);
  return enterIn(context, server.url, as);
}

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const HELD = /^Your line is held for a contact: wait until/;
const heldFor = (name: string): RegExp =>
  new RegExp(`^${name}: Your line is held for a contact: wait until`);
const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: typeof name === 'string' });
const callStatus = (): Locator => agent.getByRole('region', { name: 'Call status' });
const note = (): Locator => agent.getByRole('textbox', { name: 'Note' });

async function setStatus(item: string): Promise<void> {
  await agent.getByRole('button', { name: /^My Status/ }).click();
  await agent.getByRole('menuitem', { name: item }).first().click();
}

async function run(campaign: RegExp): Promise<void> {
  await openGroup(supervisor, campaign);
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
async function pictures(name: string, of: Page = agent): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await of.emulateMedia({ colorScheme });
    await picture(of, `${name}-${colorScheme}`);
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

const press =
  (label: string): Try =>
  async () => {
    const control = button(agent, new RegExp(`^${label}`));
    await expect.poll(() => control.getAttribute('aria-disabled')).toBe('true');
    await control.click({ force: true });
    await agent.locator('.tried').getByText(heldFor(label)).waitFor();
  };

const pressKey =
  (key: string, name: string): Try =>
  async () => {
    await agent.locator('.stage').click({ position: { x: 2, y: 2 } });
    await agent.keyboard.press(key);
    await agent.locator('.key-refused').getByText(heldFor(name)).waitFor();
  };

async function chooseResult(): Promise<void> {
  const field = agent.getByRole('combobox', { name: 'Call Result' });
  await expect.poll(() => field.isDisabled()).toBe(true);
  await expect.poll(() => field.getAttribute('aria-describedby')).not.toBeNull();
  await agent.getByRole('region', { name: 'Dispositions' }).getByText(HELD).first().waitFor();
  await pressKey('Alt+c', 'Go to Call Result')();
}

async function logOff(): Promise<void> {
  await setStatus('Log off');
  await agent.getByRole('alert').getByText(HELD).first().waitFor();
}

async function callSomebody(): Promise<void> {
  await agent.getByRole('textbox', { name: 'Search people and numbers' }).fill('+12125550177');
  await agent.getByRole('option', { name: '+1 212 555 0177' }).click();
  await expect.poll(() => button(agent, 'Call now').getAttribute('aria-disabled')).toBe('true');
  await agent.locator('.team-why').getByText(HELD).waitFor();
  await agent.keyboard.press('Escape');
  await agent.keyboard.press('Escape');
}

async function signOut(): Promise<void> {
  await agent.keyboard.press('Control+k');
  await agent.getByRole('combobox', { name: 'Search actions' }).fill('sign out');
  await agent.keyboard.press('Enter');
  await agent.getByRole('menu').getByRole('alert').getByText(HELD).waitFor();
  await pictures('assured-sign-out-refused');
  await agent.keyboard.press('Escape');
}

type Try = () => Promise<void>;

test.each<[act: string, tryIt: Try]>([
  ['reschedule', press('Reschedule')],
  ['set call result', chooseResult],
  ['release', press('End call')],
  ['transfer', press('Transfer')],
  ['consultation', press('Consult')],
  ['conference', press('Conference')],
  ['recall', pressKey('Alt+a', 'Recall')],
  ['log off voice', logOff],
  ['hold', press('Hold')],
  ['new call', callSomebody],
  ['exit', signOut],
])(
  '%s says why not now when it is tried, and nothing comes of it',
  async (_act, tryIt) => {
    await tryIt();
    await callStatus()
      .getByText(/Engaged, waiting for the contact/)
      .waitFor();
  },
  60_000,
);

test('nor can it be marked done', async () => {
  await press('Mark done')();
  await pictures('assured-refused');
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
  await expect.poll(() => note().inputValue()).toBe('for this one');
  expect(await note().evaluate((field) => field.matches(':focus'))).toBe(true);
  await expect.poll(() => button(agent, /^End call/).getAttribute('aria-disabled')).toBeNull();
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

test('a supervisor releases the agent from the line, who reads it', async () => {
  await run(/Summer renewals/);
  await setStatus('Ready');
  await callStatus()
    .getByText(/ringing at/)
    .waitFor();
  await button(supervisor, /^Change status of/).click();
  await pictures('assured-release', supervisor);
  await supervisor.getByRole('menuitem', { name: 'Release from the line' }).click();
  await agent.getByText('You are Not Ready · Released from the line').waitFor();
  await agent.getByText(/A supervisor released you from the line/).waitFor();
  await agent
    .getByRole('status')
    .getByText(/^Dropped/)
    .waitFor();
  await pictures('assured-released');
});

test('a closed tab keeps the line for a while, then lets it go and dials nobody', async () => {
  await setStatus('Ready');
  await callStatus()
    .getByText(/ringing at/)
    .waitFor();
  const dialed = carrier.dialed;
  const context = agent.context();
  await agent.close({ runBeforeUnload: false });
  const row = supervisor.getByRole('row', { name: /Ana Reyes/ });
  await row.getByText('Engaged').waitFor();
  agent = await context.newPage();
  await agent.goto(server.url);
  await callStatus()
    .getByText(/Engaged, waiting for the contact/)
    .waitFor();
  await agent.close({ runBeforeUnload: false });
  await row.getByText('Connection lost').waitFor({ timeout: 60_000 });
  expect(carrier.dialed).toBe(dialed);
  agent = await context.newPage();
  await agent.goto(server.url);
  await agent.getByText('You are Not Ready · Connection lost').waitFor();
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
  await expect.poll(() => note().inputValue()).toBe('already on the line');
  await pictures('seizing-filled');
});
