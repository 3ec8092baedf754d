import { millis } from '@outpace/engine/basics/time.ts';
import type { RunningServer } from '@outpace/server/main.ts';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect } from 'vitest';
import type { Callee } from '../callees.ts';
import { Carrier } from '../carrier.ts';
import { realTimers } from '../real-timers.ts';
import { SimulatedSwitch } from '../simulated-switch.ts';
import { type Door, launch, newContext, openGroup } from './browser.ts';
import { button, enterStill, look, screens } from './screens.ts';
import { serveDemo } from './served.ts';

/** Nothing runs out while it is looked at. */
const LONG_MS = 600_000;
/** The longest that a campaign may let it ring. */
const RINGING_MS = 120_000;

/** Answers at once, and talks until somebody ends the call. */
const TALKS: Callee = {
  setUpMs: millis(40),
  kind: 'answers',
  who: 'person',
  ringMs: millis(40),
  talkMs: millis(LONG_MS),
  patienceMs: millis(LONG_MS),
  verdict: 'person',
  verdictMs: millis(20),
};

/** What whoever is called next does. */
let callee = TALKS;
let server: RunningServer;
let browser: Browser;
let agent: Page;
let supervisor: Page;

beforeAll(async () => {
  const carrier = new SimulatedSwitch(new Carrier({ calleeOf: () => callee }), realTimers());
  server = await serveDemo(carrier, async (pool) => {
    await pool.query(
      `update campaigns
       set settings = jsonb_set(settings, '{limits}', settings->'limits' ||
         jsonb_build_object('ringMs', $1::int, 'wrapUpMs', $2::int))`,
      [RINGING_MS, LONG_MS],
    );
    await pool.query(
      `update campaigns set settings = jsonb_set(settings, '{delivery}', '{"kind":"auto-answer"}')
       where name <> 'Summer renewals'`,
    );
    await pool.query(
      `update campaign_groups set assured = '{"of":"everybody"}' where name like 'Deposit%'`,
    );
    await pool.query(
      `update campaign_groups set mode = 'progressive-seizing' where name like 'Balance%'`,
    );
  });
  browser = await launch();
  agent = await come('an agent');
  supervisor = await come('a supervisor');
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const come = (door: Door): Promise<Page> => enterStill(browser, server.url, door);
const press = async (...keys: readonly string[]): Promise<void> => {
  for (const key of keys) await agent.keyboard.press(key);
};
const dialog = (name: string): Locator => agent.getByRole('dialog', { name });
const notice = (name: string): Locator => agent.getByRole('alertdialog', { name });
const region = (name: string): Locator => agent.getByRole('region', { name, exact: true });
const inPhase = (word: string): Promise<void> =>
  region('Call status').getByText(word).first().waitFor();

/** What opens on the agent's page by this key is looked at, and closed again. */
async function lookInto(key: string, opened: Locator, name: string): Promise<void> {
  await press(key);
  await opened.waitFor();
  await look(agent, name);
  await press('Escape');
  await opened.waitFor({ state: 'detached' });
}

async function order(group: RegExp, action: string): Promise<void> {
  await supervisor.getByRole('link', { name: group }).click();
  await button(supervisor, action).click();
}

async function run(group: RegExp): Promise<void> {
  await order(group, 'Load');
  await notice('Campaign loaded').waitFor();
  await button(supervisor, 'Start').click();
  await notice('Campaign started').waitFor();
}

screens('sign-in', async () => {
  const page = await (await newContext(browser, { reducedMotion: 'reduce' })).newPage();
  await page.goto(server.url);
  await button(page, 'Enter as an agent').waitFor();
  await look(page, 'sign-in');
  await button(page, /^Colours/).click();
  await page.getByRole('menuitemradio', { name: 'Dark' }).waitFor();
  await look(page, 'sign-in-colours');
  await page.keyboard.press('Escape');
  await page.getByLabel('Name').fill('ana.reyes');
  await page.getByLabel('Password').first().fill('not this one');
  await button(page, 'Sign in').click();
  await page.getByRole('alert').waitFor();
  await look(page, 'sign-in-refused');
  await page.context().close();
});

screens('the agent before a call', async () => {
  await button(agent, /^My Status/).waitFor();
  await look(agent, 'not-ready');
  await lookInto('Alt+s', agent.getByRole('menu'), 'status-menu');
  await lookInto('Control+k', dialog('Search actions'), 'palette');
  await lookInto('?', dialog('Keys'), 'keys');
  await button(agent, 'Ana Reyes').click();
  await agent.getByRole('menuitem', { name: 'Sign out' }).waitFor();
  await look(agent, 'user-menu');
  await press('Escape');
  await run(/Summer renewals/);
  await look(agent, 'notices');
  await press('Alt+m', 'Alt+m');
  await notice('Campaign started').waitFor({ state: 'detached' });
  await press('Alt+j');
  await agent.getByRole('textbox', { name: 'Search people and numbers' }).fill('maria');
  await agent.getByRole('option').first().waitFor();
  await look(agent, 'team-found');
  await agent.getByRole('textbox', { name: 'Search people and numbers' }).fill('+12125550177');
  await agent.getByRole('option', { name: '+1 212 555 0177' }).click();
  await button(agent, 'Call now').waitFor();
  await look(agent, 'team-card');
  await press('Escape', 'Alt+r');
  await notice('Interaction preview').waitFor();
  await look(agent, 'offer');
});

/** The parts of the outbound interaction view, by the names that screen readers say. */
const REGIONS = [
  ...['Case Information', 'Record Information', 'Contact', 'Responses', 'History'],
  ...['Call status', 'Dispositions', 'Note'],
];

screens('the agent in a call', async () => {
  await button(agent, /^Accept/).click();
  await inPhase('Connected');
  await button(supervisor, 'Stop').click();
  await agent.getByText('was stopped').waitFor();
  for (const name of REGIONS) await region(name).waitFor();
  await look(agent, 'connected');
  await lookInto('Alt+k', dialog('Keypad'), 'keypad');
  await lookInto('Alt+b', dialog('Reschedule'), 'reschedule');
  await button(agent, 'Hold').click();
  await inPhase('On Hold');
  await look(agent, 'hold');
  await button(agent, 'Resume').click();
  await inPhase('Connected');
  await press('F2', 'Alt+o');
  await button(agent, 'Stop recording').waitFor();
  await press('Alt+x', 'Space');
  await agent.getByRole('radiogroup', { name: 'Do Not Call scope' }).waitFor();
  await look(agent, 'recorded-muted-do-not-call');
  // One row on the small screen, whatever the buttons say.
  const toolbar = await agent.getByRole('toolbar', { name: 'Call actions' }).boundingBox();
  expect(toolbar?.height).toBeLessThan(48);
  await press('Space', 'F2');
  await region('Contact').getByRole('button', { name: 'Edit Name' }).click();
  await look(agent, 'contact-editing');
  await press('Escape', 'Alt+t');
  await agent.keyboard.type('no time');
  await region('Responses').getByRole('article').first().waitFor();
  await look(agent, 'responses-found');
});

screens('the agent with a third party', async () => {
  for (const way of ['Transfer', 'Conference']) {
    await button(agent, way).click();
    await dialog(`${way}: choose whom`).waitFor();
    await look(agent, `${way.toLowerCase()}-chooser`);
    await press('Escape');
  }
  await button(agent, 'Consult').click();
  const chooser = dialog('Consult: choose whom');
  await chooser.getByRole('textbox').first().fill('+12125550179');
  await chooser.getByRole('option', { name: /555 ?.?0179/ }).waitFor();
  await press('Enter');
  await chooser.getByRole('button', { name: 'Consult', exact: true }).waitFor();
  await press('Enter');
  await region('Third party')
    .getByText(/^You talk with/)
    .waitFor();
  await look(agent, 'consultation');
  await button(agent, 'Complete conference').click();
  await inPhase('In conference');
  await look(agent, 'conference');
});

screens('the agent after a call', async () => {
  await press('F8');
  await inPhase('Ended');
  await look(agent, 'wrap-up');
  await lookInto('Alt+a', dialog('Recall'), 'recall');
  const left = async (): Promise<string> =>
    (await agent.locator('.wrap-up-left').textContent()) ?? '';
  const before = await left();
  await button(agent, /^Extend/).click();
  await expect.poll(async () => (await left()) > before).toBe(true);
  await press('F9');
  await agent.getByText('Choose a disposition code before Mark done.').first().waitFor();
  await look(agent, 'mark-done-refused');
  await agent.getByRole('combobox', { name: 'Disposition code' }).click();
  await agent.getByRole('option', { name: 'Interested', exact: true }).waitFor();
  await look(agent, 'disposition-codes');
  await agent.getByRole('option', { name: 'Interested', exact: true }).click();
  await press('F9');
  await region('Call status').waitFor({ state: 'detached' });
  await look(agent, 'ready');
  await order(/Summer renewals/, 'Complete');
});

screens('the agent while a line is held', async () => {
  callee = { ...TALKS, ringMs: millis(LONG_MS) };
  await run(/Deposit offers/);
  await inPhase('Connected');
  await region('Call status')
    .getByText(/ringing at/)
    .waitFor();
  await press('Alt+m', 'Alt+m', 'Alt+m');
  await look(agent, 'engaging');
  await button(agent, /^End call/).click({ force: true });
  await agent.locator('.tried').waitFor();
  await look(agent, 'engaging-refused');
  await order(/Deposit offers/, 'Force unload');
  await button(supervisor, 'Yes, take it down').click();
  await region('Call status').waitFor({ state: 'detached' });
  await press('Alt+r');
  await run(/Balance reminders/);
  await region('Call status').getByText('Nobody yet').waitFor();
  await look(agent, 'seizing-empty');
});

screens('the agent who is out', async () => {
  await order(/Balance reminders/, 'Force unload');
  await button(supervisor, 'Yes, take it down').click();
  await region('Call status').waitFor({ state: 'detached' });
  await press('Alt+Shift+l');
  await button(agent, 'Log on again').waitFor();
  await look(agent, 'logged-off');
  await press('Enter');
  await button(agent, /^My Status/).waitFor();
  const second = await agent.context().newPage();
  await second.goto(`${server.url}/agent`);
  await button(agent, 'Use here').waitFor();
  await look(agent, 'superseded');
  await second.close();
});

screens('the console of the supervisor', async () => {
  await openGroup(supervisor, /Summer renewals/);
  await supervisor.getByText('This group is not loaded').waitFor();
  await look(supervisor, 'console-not-loaded');
  await button(supervisor, 'Load').click();
  await button(supervisor, 'Start').click();
  await button(supervisor, 'Load').click();
  await supervisor.getByText('The campaign group is loaded already.').waitFor();
  await look(supervisor, 'console-running');
  const tables = supervisor.getByText('Table', { exact: true });
  for (let left = await tables.count(); left > 0; left -= 1) await tables.first().click();
  await look(supervisor, 'console-tables');
  await button(supervisor, 'Force unload').click();
  await button(supervisor, 'Yes, take it down').waitFor();
  await look(supervisor, 'console-force-unload');
  await supervisor.keyboard.press('Escape');
  await button(supervisor, /^Change status of/)
    .first()
    .click();
  await supervisor.getByRole('menuitem').first().waitFor();
  await look(supervisor, 'console-agent-menu');
  await supervisor.keyboard.press('Escape');
  await supervisor.keyboard.press('Control+k');
  await supervisor.getByRole('dialog', { name: 'Search actions' }).waitFor();
  await look(supervisor, 'console-palette');
});

screens('whom nobody calls, and why somebody was called', async () => {
  const page = await come('an administrator');
  await page.getByRole('link', { name: 'Administration' }).click();
  await page.getByRole('link', { name: 'Suppression', exact: true }).click();
  await button(page, 'Look up').waitFor();
  await look(page, 'suppression-none');
  await page.getByRole('link', { name: 'New suppression list' }).first().click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Register');
  await look(page, 'suppression-new');
  await button(page, 'Save').click();
  await page.getByRole('heading', { level: 1, name: 'Register' }).waitFor();
  const form = page.getByRole('region', { name: 'Add', exact: true });
  await form.getByRole('textbox', { name: 'Number' }).fill('+12125550177');
  await form.getByRole('textbox', { name: 'Reason' }).fill('In the register since October');
  await button(page, 'Add').click();
  await page.getByRole('region', { name: 'Entries' }).waitFor();
  await look(page, 'suppression-one');
  await button(page, /^Remove/).click();
  await button(page, 'Keep it').waitFor();
  await look(page, 'suppression-take-off');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Evidence', exact: true }).click();
  const { rows } = await server.pool.query('select phone from attempts order by opened_at limit 1');
  await page.getByRole('textbox', { name: 'Number that was called' }).fill(rows[0].phone);
  await button(page, 'Show attempts').click();
  await page.getByRole('navigation', { name: 'Attempts' }).getByRole('link').first().click();
  await page.getByRole('region', { name: 'What the rules said' }).waitFor();
  await look(page, 'evidence-one');
});
