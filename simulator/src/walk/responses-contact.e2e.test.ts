import type { RunningServer } from '@outpace/server/main.ts';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { QuickCarrier } from '../quick-carrier.ts';
import { enter, launch, openGroup, picture } from './browser.ts';
import { serveDemo } from './served.ts';

let server: RunningServer;
let browser: Browser;
let agent: Page;
let administrator: Page;

beforeAll(async () => {
  const carrier = new QuickCarrier({ onDial: () => {}, stepMs: 40, talkMs: undefined });
  server = await serveDemo(carrier, async () => {});
  browser = await launch();
  administrator = await enter(browser, server.url, 'an administrator');
  agent = await enter(browser, server.url, 'an agent');
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const responses = (): Locator => agent.getByRole('region', { name: 'Responses' });
const search = (): Locator => responses().getByRole('textbox', { name: 'Search responses' });
const text = (title: string): Locator => responses().getByRole('article', { name: title });
const favourites = (): Locator => responses().getByRole('region', { name: 'Favourites' });
const callStatus = (): Locator => agent.getByRole('region', { name: 'Call status' });
const contactName = async (): Promise<string> =>
  (await callStatus().locator('.call-name').textContent()) ?? '';

/** The same in dark, and back. */
async function pictures(page: Page, name: string): Promise<void> {
  await picture(page, name);
  await page.emulateMedia({ colorScheme: 'dark' });
  await picture(page, `${name}-dark`);
  await page.emulateMedia({ colorScheme: 'light' });
}

test('the administrator writes a text, is told what is wrong, and sees how it reads', async () => {
  const page = administrator;
  await page.getByRole('link', { name: 'Responses' }).click();
  await page.getByRole('link', { name: /Objections/ }).click();
  await page.getByRole('button', { name: 'Add a text' }).click();
  await page.getByRole('textbox', { name: 'Title' }).fill('Wrong age');
  const words = page.getByRole('textbox', { name: 'Text', exact: true });
  await words.fill('We have {record.years} as your age.');
  await page.getByText('There is no such field code. {record.years}').waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('alert').getByText('There is no such field code.').waitFor();
  await pictures(page, 'responses-refused');
  await words.fill('We have  as your age, {contact.name}.');
  await words.press('Home');
  for (const _letter of 'We have ') await words.press('ArrowRight');
  await page.getByRole('combobox', { name: 'Insert a field code' }).click();
  await page.getByRole('option', { name: /^Age / }).click();
  await expect
    .poll(() => words.inputValue())
    .toBe('We have {record.age} as your age, {contact.name}.');
  await page
    .getByRole('region', { name: 'How it reads' })
    .getByText('We have 2,143 as your age, Maria Keller.')
    .waitFor();
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  await pictures(page, 'responses-editor');
});

test('a category is added in another, moved, and cannot lie in itself', async () => {
  const page = administrator;
  await page.getByRole('link', { name: 'New category' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Money');
  const above = page.getByRole('combobox', { name: 'Lies in' });
  const choose = async (label: string): Promise<void> => {
    await above.click();
    await page.getByRole('option', { name: label, exact: true }).click();
    await page.getByRole('button', { name: 'Save' }).click();
  };
  await choose('Objections');
  await page.getByRole('link', { name: /^Money/ }).waitFor();
  await page.getByRole('link', { name: /^Objections/ }).click();
  await choose('Objections › Money');
  await page.getByText('A category cannot lie in itself.').waitFor();
});

test('the script is read first, filled with the contact and the agent', async () => {
  await administrator.getByRole('link', { name: 'Console' }).click();
  await administrator.getByRole('button', { name: 'Leave' }).click();
  await openGroup(administrator, /Summer renewals/);
  await administrator.getByRole('button', { name: 'Load', exact: true }).click();
  await agent.getByRole('alertdialog', { name: 'Campaign loaded' }).waitFor();
  await administrator.getByRole('button', { name: 'Start', exact: true }).click();
  await agent.getByRole('alertdialog', { name: 'Campaign started' }).waitFor();
  await agent.getByRole('button', { name: /^My Status/ }).click();
  await agent.getByRole('menuitem', { name: 'Ready' }).first().click();
  const preview = agent.getByRole('alertdialog', { name: 'Interaction preview' });
  await preview.getByRole('button', { name: /^Accept/ }).click();
  await callStatus().getByText('Connected').waitFor();
  const script = responses().getByRole('region', { name: 'Scripts › Summer renewals' });
  await script.getByText(`am I speaking with ${await contactName()}?`).waitFor();
  await pictures(agent, 'responses');
});

test('a text is found by typing, and copied by one key', async () => {
  await agent.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await agent.keyboard.press('Alt+t');
  await agent.keyboard.type('wrong age');
  await text('Wrong age')
    .getByText(`as your age, ${await contactName()}.`)
    .waitFor();
  await expect.poll(() => responses().getByRole('article').count()).toBe(1);
  await agent.keyboard.press('Alt+y');
  await text('Wrong age').getByText('Copied').waitFor();
  const copied = await agent.evaluate('navigator.clipboard.readText()');
  expect(copied).toMatch(new RegExp(`^We have \\d+ as your age, ${await contactName()}\\.$`));
  await pictures(agent, 'responses-found');
});

test('a favourite is there again after a reload', async () => {
  await text('Wrong age').getByRole('button', { name: 'Favourite: Wrong age' }).click();
  await favourites().getByText('Wrong age').waitFor();
  await expect
    .poll(async () => (await server.pool.query('select 1 from favourite_responses')).rowCount)
    .toBe(1);
  agent.once('dialog', (dialog) => void dialog.accept());
  await agent.reload();
  await favourites().getByRole('article', { name: 'Wrong age' }).waitFor();
  await expect.poll(() => search().inputValue()).toBe('');
  await pictures(agent, 'responses-favourite');
});

const contact = (): Locator => agent.getByRole('region', { name: 'Contact' });
const history = (): Locator => agent.getByRole('region', { name: 'History' });
const field = (label: string): Locator => contact().getByRole('textbox', { name: label });
const chainId = async (): Promise<string> => {
  const { rows } = await server.pool.query(
    'select chain_id::text as id from interactions where done_at is null',
  );
  return rows[0]?.id;
};

const CHANGED = 'select details from chains where version > 1';

/** Calls of yesterday, the newest with a long note. */
const addPast = async (): Promise<unknown> =>
  server.pool.query(
    `with called as (
       insert into attempts (site, id, epoch, group_id, campaign_id, list_id, chain_id, record_id,
         phone, mode, agent_id, opened_at, answered_at, connected_at, ended_at, call_result)
       select a.site, 'past-' || n, a.epoch, a.group_id, a.campaign_id, a.list_id, a.chain_id,
         a.record_id, a.phone, a.mode, a.agent_id, a.opened_at - n * interval '1 day',
         a.opened_at - n * interval '1 day', a.opened_at - n * interval '1 day',
         a.opened_at - n * interval '1 day' + interval '95 s', 33
       from attempts a cross join generate_series(1, 25) n
       where a.chain_id = $1 and a.id not like 'past-%' returning *)
     insert into interactions (site, id, attempt_id, group_id, campaign_id, chain_id, record_id,
       agent_id, opened_at, connected_at, ended_at, done_at, closed_by, call_result, note)
     select c.site, 'i-' || c.id, c.id, c.group_id, c.campaign_id, c.chain_id, c.record_id,
       i.agent_id, c.opened_at, c.connected_at, c.ended_at, c.ended_at, 'agent', 33,
       case when c.id = 'past-1' then repeat('Wants to think it over with the family. ', 8)
         else 'Asked to be called again' end
     from called c join interactions i on i.chain_id = c.chain_id and i.done_at is null`,
    [await chainId()],
  );

test('a field of the contact is edited in place, and refused at the field', async () => {
  await addPast();
  await contact().getByRole('button', { name: 'Add E-mail' }).click();
  await field('E-mail').fill('maria');
  await field('E-mail').press('Enter');
  await contact().getByText('E-mail: one address, such as name@example.com').waitFor();
  await pictures(agent, 'contact-refused');
  await field('E-mail').fill('maria@mail.example');
  await field('E-mail').press('Enter');
  await history().getByText('E-mail: maria@mail.example').waitFor();
  await contact().getByRole('button', { name: 'Edit E-mail' }).waitFor();
  await pictures(agent, 'contact');
});

test('who was slower is told what the other wrote, and decides', async () => {
  await server.pool.query(
    `update chains set details = '{"email": "office@mail.example"}', version = version + 1
     where id = $1`,
    [await chainId()],
  );
  await contact().getByRole('button', { name: 'Edit E-mail' }).click();
  await field('E-mail').fill('home@mail.example');
  await field('E-mail').press('Enter');
  await contact().getByText('This is “office@mail.example” now.').waitFor();
  await pictures(agent, 'contact-stale');
  await field('E-mail').press('Enter');
  await contact().getByRole('button', { name: 'Edit E-mail' }).waitFor();
  await contact().getByText('home@mail.example').waitFor();
  await expect
    .poll(async () => (await server.pool.query(CHANGED)).rows)
    .toEqual([{ details: { email: 'home@mail.example' } }]);
});

test('a corrected name is seen everywhere at once, and in the texts', async () => {
  await contact().getByRole('button', { name: 'Edit Name' }).click();
  await field('Name').fill('Marisol Keller');
  await field('Name').press('Enter');
  await callStatus().getByText('Marisol Keller').waitFor();
  const script = responses().getByRole('region', { name: 'Scripts › Summer renewals' });
  await script.getByText('am I speaking with Marisol Keller?').waitFor();
});

test('the history is read on page by page, and long notes are folded', async () => {
  const calls = history().getByText('Asked to be called again');
  const before = await calls.count();
  await history().getByRole('button', { name: 'Show earlier' }).click();
  await expect.poll(() => calls.count()).toBe(24);
  expect(before).toBeLessThan(24);
  await history().getByRole('button', { name: 'Whole note' }).click();
  await history().getByRole('button', { name: 'Fold the note' }).waitFor();
  await pictures(agent, 'history');
});
