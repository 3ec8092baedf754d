import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { workbookOf } from '@outpace/server/jobs/test-workbook.ts';
import type { RunningServer } from '@outpace/server/main.ts';
import { TestReceiver } from '@outpace/server/outside/test-receiver.ts';
import { parse } from 'csv-parse/sync';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { QuickCarrier } from '../quick-carrier.ts';
import { findings } from './axe.ts';
import { enter, launch, picture } from './browser.ts';
import { serveDemo } from './served.ts';
import { writeSpoiledBankFile } from './spoiled-bank-file.ts';

let receiver: TestReceiver;
let server: RunningServer;
let browser: Browser;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outpace-import-walk-'));
  const carrier = new QuickCarrier({ onDial: () => {}, stepMs: 40, talkMs: 40 });
  receiver = await TestReceiver.open();
  server = await serveDemo(carrier, async () => {}, { OUTPACE_OUTSIDE_HOSTS: receiver.host });
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  await receiver?.close();
  await rm(folder, { recursive: true, force: true });
});

async function addList(id: string, name: string): Promise<void> {
  await server.pool.query(
    `insert into calling_lists (site, id, name, daily_from, daily_till)
     values ('main', $1, $2, 0, 86400)`,
    [id, name],
  );
}

/** An administrator before the import of a list, with the file chosen. */
async function chooseFile(listName: string, file: string): Promise<Page> {
  const page = await enter(browser, server.url, 'an administrator');
  await page.getByRole('link', { name: 'Calling lists' }).first().click();
  await page.getByRole('link', { name: listName }).click();
  await page.getByRole('link', { name: 'Import' }).click();
  await page.getByLabel('CSV file').setInputFiles(file);
  await page.getByRole('button', { name: 'Start import' }).waitFor();
  return page;
}

test('a file is fetched from an address, and not from the inside', async () => {
  await addList('fetched', 'Fetched rows');
  const people = 'Phone,Name\n212-555-0142,Maria\n';
  receiver.reply = () => `HTTP/1.1 200 OK\r\ncontent-length: ${people.length}\r\n\r\n${people}`;
  const page = await enter(browser, server.url, 'an administrator');
  await page.getByRole('link', { name: 'Calling lists' }).first().click();
  await page.getByRole('link', { name: 'Fetched rows' }).click();
  await page.getByRole('link', { name: 'Import' }).click();
  const address = page.getByLabel('Or fetch it from an address');
  await address.fill('http://169.254.169.254/people.csv');
  await address.press('Enter');
  await page.getByText(/This address may not be asked from here/).waitFor();
  await address.fill(receiver.url('/people.csv'));
  expect(await findings(page, 'import-fetch')).toEqual([]);
  await page.getByRole('button', { name: 'Fetch', exact: true }).click();
  await page.getByRole('button', { name: 'Start import' }).click();
  await page.getByText('All 1 rows are in the list.').waitFor({ timeout: 60_000 });
});

/** What the browser gets when somebody presses the link. */
async function download(page: Page, name: string): Promise<string> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name }).or(page.getByRole('menuitem', { name })).click(),
  ]);
  const path = join(folder, file.suggestedFilename());
  await file.saveAs(path);
  return await readFile(path, 'utf8');
}

test('of 45,211 rows with 1,000 planted errors exactly those are in the error file', async () => {
  const file = join(folder, 'spoiled.csv');
  const { good, refused } = await writeSpoiledBankFile(file);
  await addList('spoiled', 'Spoiled rows');
  const page = await chooseFile('Spoiled rows', file);
  await page.getByRole('button', { name: 'Start import' }).click();
  await page
    .getByText('44,211 rows are in the list, 1,000 were refused.')
    .waitFor({ timeout: 60_000 });
  const told = parse(await download(page, 'Error file'), { columns: true });
  expect(told).toEqual(
    refused.map(({ line, value, ...row }) => ({
      ...row,
      line: String(line),
      value: value.slice(0, 200),
    })),
  );
  const { rows } = await server.pool.query(
    `select count(*)::int as records from records where list_id = 'spoiled'`,
  );
  expect(rows).toEqual([{ records: good }]);

  await page.getByText('Show the list').click();
  await page.getByRole('button', { name: 'Export' }).click();
  const records = parse(await download(page, 'Records'), { columns: true });
  expect(records).toHaveLength(good);
  // As they came in, number and all.
  const [, first = ''] = (await readFile(file, 'utf8')).split('\n');
  const [customerId, phone, age] = first.split(',');
  expect(records[0]).toMatchObject({ 'Customer id': customerId, Phone: phone, age, Attempts: '0' });
});

/** Opens one of the page's lists and takes a line of it. */
const choose = async (page: Page, label: string, option: string): Promise<void> => {
  await page.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option, exact: true }).click();
};

test('a reading is corrected, its mapping kept, and a workbook updates by it', async () => {
  await addList('known', 'Known rows');
  const csv = join(folder, 'people.csv');
  await writeFile(csv, 'Tel;Who,What\n212-555-0142;Jos\xe9,x\n', 'latin1');
  const page = await chooseFile('Known rows', csv);
  await choose(page, 'Columns are separated by', 'Comma');
  await page.getByRole('columnheader', { name: /^What/ }).waitFor();
  await choose(page, 'Columns are separated by', 'Semicolon');
  await choose(page, 'Text is written in', 'ISO-8859-1');
  await page.getByRole('cell', { name: 'José,x' }).waitFor();
  await choose(page, 'Who,What goes to', 'Name');
  await choose(page, 'Rows that the list knows', 'Update by number, add the rest');
  await page.getByRole('textbox', { name: 'Save this mapping as' }).fill('Weekly people');
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByRole('button', { name: 'Remove' }).waitFor();
  await picture(page, 'import-reading');
  await page.getByRole('button', { name: 'Start import' }).click();
  await page.getByText('All 1 rows are in the list.').waitFor({ timeout: 60_000 });

  const book = join(folder, 'people.xlsx');
  const rows = [
    ['Who,What', 'Tel'],
    ['Maria', 2_125_550_142],
    ['Rui', '212-555-0143'],
  ];
  await writeFile(book, workbookOf(rows));
  const again = await chooseFile('Known rows', book);
  await choose(again, 'Saved mappings', 'Weekly people');
  await again.getByRole('button', { name: 'Start import' }).click();
  await again
    .getByText('All 2 rows are in the list (1 were there and have changed).')
    .waitFor({ timeout: 60_000 });
  const { rows: names } = await server.pool.query(
    `select contact_name from chains where list_id = 'known' order by id`,
  );
  expect(names).toEqual([{ contact_name: 'Maria' }, { contact_name: 'Rui' }]);

  await again.getByText('Show the list').click();
  const adding = again.getByRole('region', { name: 'Add a person' });
  const number = adding.getByLabel('Number');
  await adding.getByLabel('Name').fill('Tom Okafor');
  await number.fill('212-555-0143');
  await adding.getByRole('button', { name: 'Add a person' }).click();
  await adding.getByText('This number is in a calling list already.').waitFor();
  await number.fill('212-555-0144');
  await number.press('Enter');
  await adding.getByText('In the list, and called in their turn.').waitFor();
  await again.getByRole('row', { name: /^Tom Okafor/ }).waitFor();
  expect(await findings(again, 'add-person')).toEqual([]);
});
