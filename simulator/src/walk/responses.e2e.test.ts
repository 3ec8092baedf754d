import type { RunningServer } from '@outpace/server/main.ts';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { QuickCarrier } from '../quick-carrier.ts';
import { enter, launch, picture } from './browser.ts';
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
}, 120_000);

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
  expect(await words.inputValue()).toBe('We have {record.age} as your age, {contact.name}.');
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
  await page.getByText('Saved', { exact: true }).waitFor();
  await page.getByRole('link', { name: /^Objections/ }).click();
  await choose('Objections › Money');
  await page.getByText('A category cannot lie in itself.').waitFor();
});

test('the script is read first, filled with the contact and the agent', async () => {
  agent = await enter(browser, server.url, 'an agent');
  const supervisor = await enter(browser, server.url, 'a supervisor');
  await supervisor.getByRole('link', { name: /Summer renewals/ }).click();
  await supervisor.getByRole('button', { name: 'Load', exact: true }).click();
  await supervisor.getByRole('button', { name: 'Start', exact: true }).click();
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
  expect(await responses().getByRole('article').count()).toBe(1);
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
  expect(await search().inputValue()).toBe('');
  await pictures(agent, 'responses-favourite');
});
