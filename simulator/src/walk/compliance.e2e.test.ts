import type { RunningServer } from '@outpace/server/main.ts';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { QuickCarrier } from '../quick-carrier.ts';
import { findings } from './axe.ts';
import { enterStill, launch, openGroup, picture } from './browser.ts';
import { serveDemo } from './served.ts';

/** From the order to ringing, and it rings for twice as long: time to add a number meanwhile. */
const STEP_MS = 5_000;

let server: RunningServer;
let browser: Browser;
let admin: Page;
let agent: Page;
let supervisor: Page;

beforeAll(async () => {
  const carrier = new QuickCarrier({ onDial: () => {}, stepMs: STEP_MS, talkMs: undefined });
  server = await serveDemo(carrier, async () => {});
  browser = await launch();
  admin = await enterStill(browser, server.url, 'an administrator');
  agent = await enterStill(browser, server.url, 'an agent');
  supervisor = await enterStill(browser, server.url, 'a supervisor');
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const button = (page: Page | Locator, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: typeof name === 'string' });
const region = (page: Page, name: string): Locator =>
  page.getByRole('region', { name, exact: true });
const section = (page: Page, name: string): Promise<void> =>
  page.getByRole('link', { name, exact: true }).click();

async function choose(label: string, option: string): Promise<void> {
  await admin.getByRole('combobox', { name: label, exact: true }).click();
  await admin.getByRole('option', { name: option, exact: true }).click();
}

const rulesStored = async (): Promise<unknown> => {
  const text = "select settings->'rules' as rules from campaigns where name = 'Summer renewals'";
  return (await server.pool.query(text)).rows[0]?.rules;
};

test('a campaign names a law, and shows what it asks today and where that stands', async () => {
  await admin.getByRole('link', { name: /Summer renewals/ }).click();
  await admin.getByRole('tab', { name: 'Rules' }).click();
  await choose('Law', 'United States, telemarketing');
  const law = region(admin, 'What the law asks');
  await law.getByText('08:00–21:00').first().waitFor();
  await law.getByText('18 regions are narrower').click();
  await law.getByRole('checkbox', { name: 'US FL hours' }).waitFor();
  const source = law.getByRole('link', { name: '16 CFR 310.4' });
  await expect.poll(() => source.getAttribute('href')).toMatch(/^https:\/\//);
  await admin.getByText('Not saved yet').waitFor();
});

test('it is tightened by hours, days and attempts of its own, and saved', async () => {
  await button(admin, 'Add hours').click();
  const hours = admin.getByRole('group', { name: 'Hours 1' });
  await hours.getByLabel('Mon').fill('10:00-12:00, 13:00-17:30');
  await hours.getByLabel('Fri').fill('25:00');
  await hours.getByText('Like 09:00–20:00').waitFor();
  await hours.getByLabel('Fri').fill('');
  await admin.getByRole('combobox', { name: 'Days without calls' }).fill('2026-12-24 ');
  await admin.getByRole('checkbox', { name: 'United States' }).check();
  await button(admin, 'Add a limit').click();
  const limit = admin.getByRole('group', { name: /^At most \d calls? to one number in 1 day/ });
  await limit.getByRole('textbox', { name: 'At most' }).fill('2');
  await button(admin, 'Save').click();
  await admin.getByText('Saved', { exact: true }).waitFor();
  const at = (from: number, till: number) => ({ from: from * 3_600, till: till * 3_600 });
  const nine = [at(9, 18)];
  expect(await rulesStored()).toMatchObject({
    profile: 'us',
    hours: [{ hours: { days: [[at(10, 12), at(13, 17.5)], nine, nine, nine, [], [], []] } }],
    closedDates: ['2026-12-24'],
    calendars: ['us-federal'],
    limits: [{ id: 'own-1', max: 2, windowMs: 86_400_000, of: 'number', across: 'campaign' }],
    without: [],
  });
});

test('looser than the law it is refused at the reason, and with one it is saved', async () => {
  const law = region(admin, 'What the law asks');
  await law.getByRole('checkbox', { name: 'US FL hours' }).uncheck();
  await law.getByText('Left out').waitFor();
  await button(admin, 'Save').click();
  const reason = admin.getByRole('textbox', { name: 'Reason' });
  const why = /The campaign would be looser than its rules.*us-fl-hours is left out/;
  await admin.locator('.mantine-Textarea-error').getByText(why).waitFor();
  expect(await rulesStored()).toMatchObject({ without: [] });
  expect(await findings(admin, 'rules-refused')).toEqual([]);
  await reason.fill('Everybody on the list has consented in writing');
  await button(admin, 'Save').click();
  await admin.getByText('Saved', { exact: true }).waitFor();
  expect(await rulesStored()).toMatchObject({
    without: ['us-fl-hours'],
    loosened: { reason: 'Everybody on the list has consented in writing' },
  });
  const { rows } = await server.pool.query(
    "select detail->'looser' as looser from audit where what = 'compliance-loosened'",
  );
  expect(rows).toEqual([{ looser: expect.arrayContaining(['more rules are left out']) }]);
});

test('a supervisor tightens the rules, and is refused what is looser', async () => {
  await section(supervisor, 'Administration');
  // The console has a link of the same name, and is there until the administration is.
  await supervisor.getByRole('link', { name: 'Suppression', exact: true }).waitFor();
  await supervisor.getByRole('link', { name: /Summer renewals/ }).click();
  await supervisor.getByRole('combobox', { name: 'Days without calls' }).fill('2026-12-31');
  await supervisor.keyboard.press('Enter');
  await supervisor.getByText('Not saved yet').waitFor();
  await button(supervisor, 'Save').click();
  await supervisor.getByText('Saved', { exact: true }).waitFor();
  expect(await rulesStored()).toMatchObject({ closedDates: ['2026-12-24', '2026-12-31'] });
  await button(supervisor, 'Remove hours 1').click();
  await button(supervisor, 'Save').click();
  await supervisor.locator('.mantine-Textarea-error').getByText('hours are gone').waitFor();
  await supervisor.getByText('Only an administrator may say so.').waitFor();
  expect(await findings(supervisor, 'rules-of-a-supervisor')).toEqual([]);
  await section(supervisor, 'Suppression');
  await button(supervisor, 'Leave').click();
});

test('what is typed and not saved is not lost by a click beside it', async () => {
  await choose('Law', 'United Kingdom');
  await section(admin, 'Suppression');
  await button(admin, 'Stay here').click();
  await admin.getByText('Not saved yet').waitFor();
  await section(admin, 'Suppression');
  await button(admin, 'Leave').click();
  await newList().waitFor();
});

const newList = (): Locator => admin.getByRole('link', { name: 'New suppression list' }).first();

test('a suppression list is made, and a number that is none is refused at its field', async () => {
  await newList().click();
  await admin.getByRole('textbox', { name: 'Name' }).fill('Letters');
  await button(admin, 'Save').click();
  await admin.getByRole('heading', { level: 1, name: 'Letters' }).waitFor();
  await add('555 0142');
  await region(admin, 'Add')
    .getByText('This is not a phone number with its country code.')
    .waitFor();
  await picture(admin, 'suppression-refused');
  const { rows } = await server.pool.query('select value from suppression_entries');
  expect(rows).toEqual([]);
});

async function add(number: string): Promise<void> {
  const form = region(admin, 'Add');
  await form.getByRole('textbox', { name: 'Number' }).fill(number);
  await form.getByRole('textbox', { name: 'Reason' }).fill('Asked in a letter');
  await button(form, 'Add').click();
}

/** Of the one who is called first. */
let ringing = '';

test('a number is suppressed while it rings: nobody answers it any more', async () => {
  await section(supervisor, 'Console');
  await openGroup(supervisor, /Balance reminders/);
  await button(supervisor, 'Load').click();
  await agent.getByRole('alertdialog', { name: 'Campaign loaded' }).waitFor();
  await button(supervisor, 'Start').click();
  await button(agent, /^My Status/).click();
  await agent.getByRole('menuitem', { name: 'Ready' }).first().click();
  await region(agent, 'Dialing for you')
    .getByText(/^Ringing \d/)
    .waitFor();
  const open = await server.pool.query('select phone from attempts where call_result is null');
  ringing = open.rows[0]?.phone ?? '';
  expect(open.rows).toHaveLength(1);
  await add(ringing);
  await region(admin, 'Add').getByText('In force now.').waitFor();
  await agent
    .getByText(/do not call/i)
    .first()
    .waitFor();
  await picture(agent, 'suppressed-while-it-rang');
  const attempts = `select a.connected_at, a.call_result, c.state, r.record_type, r.attempts
    from attempts a join chains c on c.id = a.chain_id
    join records r on r.chain_id = a.chain_id and r.phone = a.phone where a.phone = $1`;
  await expect
    .poll(async () => (await server.pool.query(attempts, [ringing])).rows)
    .toEqual([
      { connected_at: null, call_result: 51, state: 'closed', record_type: 7, attempts: 1 },
    ]);
});

test('and it is not dialed again, while the next one is', async () => {
  await region(agent, 'Call status').getByText('Connected').waitFor();
  const { rows } = await server.pool.query(
    `select count(*)::int as dialed, (count(*) filter (where phone = $1))::int as to_it
     from attempts`,
    [ringing],
  );
  expect(rows).toEqual([{ dialed: 2, to_it: 1 }]);
});

test('who looks the number up reads why, and since when', async () => {
  const form = region(admin, 'Look up');
  await form.getByRole('textbox', { name: 'Number' }).fill(ringing);
  await button(form, 'Look up').click();
  await form.getByText(/is not called/).waitFor();
  await form.getByText('On the list Letters').waitFor();
  await form.getByText(/Asked in a letter/).waitFor();
  await form.getByText(/Since .* for good, for everybody$/).waitFor();
  await region(admin, 'Entries').getByText('Asked in a letter').waitFor();
  expect(await findings(admin, 'suppression')).toEqual([]);
});

test('a supervisor shows what the rules said when it was dialed', async () => {
  await section(supervisor, 'Administration');
  await section(supervisor, 'Evidence');
  await supervisor.getByRole('textbox', { name: 'Number that was called' }).fill(ringing);
  await button(supervisor, 'Show attempts').click();
  await supervisor.getByRole('link', { name: /Do not call/ }).click();
  const said = region(supervisor, 'What the rules said');
  await said.getByRole('row', { name: /^Suppression number.*Allowed/ }).waitFor();
  await said.getByRole('row', { name: /^Record hours.*Allowed/ }).waitFor();
  expect(await findings(supervisor, 'evidence')).toEqual([]);
});

test('taken off the list, asked first, nothing is against the number any more', async () => {
  const entries = region(admin, 'Entries');
  await entries.getByRole('button', { name: /^Remove/ }).click();
  await button(admin, 'Keep it').click();
  await entries.getByRole('button', { name: /^Remove/ }).click();
  await button(admin, 'Yes, take it off').click();
  await admin.getByText('Nobody is on this list yet.').waitFor();
  await region(admin, 'Look up')
    .getByText(/is not suppressed/)
    .waitFor();
  const { rows } = await server.pool.query(
    "select what from audit where what like 'suppression-%' order by id",
  );
  expect(rows.map(({ what }) => what)).toEqual([
    'suppression-list-added',
    'suppression-entries-added',
    'suppression-entries-ended',
  ]);
});

test('a list comes to hold for the calls of one campaign, in force at once', async () => {
  await add(ringing);
  await region(admin, 'Add').getByText('In force now.').waitFor();
  await button(admin, 'Edit list').click();
  await choose('Holds for', 'Calls of some campaigns');
  await choose('Campaigns', 'Balance reminders');
  await admin.keyboard.press('Escape');
  await button(admin, 'Save').click();
  await admin.getByText('Saved', { exact: true }).waitFor();
  expect(await findings(admin, 'suppression-list')).toEqual([]);
  await button(admin, 'Show entries').click();
  await admin.getByText(/1 entry · for calls of Balance reminders · for good/).waitFor();
  const form = region(admin, 'Look up');
  await form.getByRole('textbox', { name: 'Number' }).fill(ringing);
  await button(form, 'Look up').click();
  await form.getByText(/is not called by everybody/).waitFor();
});

test('a file is imported into a list, and its refused rows are kept apart', async () => {
  await button(admin, 'Import').click();
  const rows = ['212 555 0188,,Register,2999-01-01', ',C-1,,', '5,,,'];
  const text = ['Phone,Customer id,Reason,Expires', ...rows, ''].join('\n');
  await admin
    .getByLabel('CSV file')
    .setInputFiles({ name: 'register.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await admin.getByText('2 of the 3 rows shown can be imported').waitFor();
  await admin.getByText('+1 212 555 0188').waitFor();
  await admin.getByRole('textbox', { name: 'Reason, where a row has none' }).fill('By a file');
  await picture(admin, 'suppression-import');
  expect(await findings(admin, 'suppression-import')).toEqual([]);
  await button(admin, 'Start import').click();
  const imports = region(admin, 'Imports');
  await imports.getByText('2 rows are in the list, 1 were refused.').waitFor();
  await imports.getByRole('link', { name: 'Error file' }).waitFor();
  const entries = region(admin, 'Entries');
  await entries.getByRole('row', { name: /^Customer C-1 By a file/ }).waitFor();
  await entries.getByRole('row', { name: /^\+1 212 555 0188 Register/ }).waitFor();
  expect(await findings(admin, 'suppression-imported')).toEqual([]);
});

test('a list is removed, and says first how many entries go with it', async () => {
  await button(admin, 'Edit list').click();
  await button(admin, 'Remove').click();
  await admin.getByText('3 entries go with it. This cannot be taken back.').waitFor();
  await button(admin, 'Keep it').click();
  await button(admin, 'Remove').click();
  await button(admin, 'Yes, remove it').click();
  await newList().waitFor();
  await admin.getByRole('link', { name: /^Letters/ }).waitFor({ state: 'detached' });
  const { rows } = await server.pool.query('select from suppression_entries');
  expect(rows).toHaveLength(0);
});

test('how long calls are kept is said once, and what the law wants longer is told', async () => {
  await section(admin, 'Retention');
  await admin.getByLabel('Attempts', { exact: true }).fill('100');
  await admin.getByLabel('Recordings', { exact: true }).fill('30');
  await button(admin, 'Save').click();
  await admin.getByText('Saved', { exact: true }).waitFor();
  const longer = region(admin, 'Kept longer');
  await longer.getByText(/, for its law wants the records for so long\.$/).waitFor();
  await region(admin, 'Last removed').getByText('Nothing yet.').waitFor();
  await picture(admin, 'retention');
  expect(await findings(admin, 'retention')).toEqual([]);
  const { rows } = await server.pool.query('select retention from sites');
  expect(rows).toMatchObject([{ retention: { attempts: 100, recordings: 30, imports: null } }]);
});

test('one person is erased on request, and the proof is found by their number', async () => {
  const { rows } = await server.pool.query<{ id: string; phone: string; name: string }>(
    `select c.id, r.phone, c.contact_name as name from dial_queue q
     join chains c on c.id = q.chain_id join records r on r.chain_id = c.id and r.chain_n = 0
     order by c.id desc limit 1`,
  );
  const [person] = rows;
  if (person === undefined) throw new Error('nobody waits');
  await section(admin, 'Erasure');
  await admin.getByRole('textbox', { name: 'Number', exact: true }).fill(person.phone);
  await button(admin, 'Show what is known').click();
  const known = region(admin, 'Known');
  await known.getByText(person.name, { exact: true }).waitFor();
  await known.getByText('1 entry in a calling list', { exact: true }).waitFor();
  await known.getByLabel('Reference of the request').fill('Request 12');
  await picture(admin, 'erasure');
  expect(await findings(admin, 'erasure')).toEqual([]);
  await button(known, 'Erase this person').click();
  await button(admin, 'Erase').click();
  const before = region(admin, 'Erased before');
  await before.getByText('A search of everything found nothing any more.').waitFor();
  await known.getByText('In no calling list').waitFor();
  const left = await server.pool.query('select from chains where id = $1', [person.id]);
  expect(left.rowCount).toBe(0);
});
