import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningServer } from '@outpace/server/main.ts';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { QuickCarrier } from '../quick-carrier.ts';
import { BANK_LIST, bankHour, bankHourOf } from '../scenarios/bank-hour.ts';
import { World } from '../world.ts';
import { writeBankFile } from './bank-file.ts';
import { enter, launch, picture } from './browser.ts';
import { importedChains } from './imported-chains.ts';
import { serveDemo } from './served.ts';

let server: RunningServer;
let browser: Browser;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'outpace-bank-'));
  const carrier = new QuickCarrier({ onDial: () => {}, stepMs: 40, talkMs: 40 });
  server = await serveDemo(carrier, async () => {});
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  await rm(folder, { recursive: true, force: true });
});

test('the administrator imports 45,211 real rows through the page', async () => {
  const file = join(folder, 'bank.csv');
  const people = await writeBankFile(file);
  await server.pool.query(
    `insert into calling_lists (site, id, name, daily_from, daily_till)
     values ('main', 'real-rows', 'Real rows', 0, 86400)`,
  );
  const page = await enter(browser, server.url, 'an administrator');
  await page.getByRole('link', { name: 'Calling lists' }).first().click();
  await page.getByRole('link', { name: /Real rows/ }).click();
  await page.getByRole('link', { name: 'Import' }).click();
  await page.getByLabel('CSV file').setInputFiles(file);
  await page.getByRole('button', { name: 'Start import' }).waitFor();
  await page.getByText('twenty', { exact: false }).or(page.getByText('20')).first().waitFor();
  await picture(page, 'import-mapping');
  await page.getByRole('button', { name: 'Start import' }).click();
  await page.getByText('45,211').first().waitFor({ timeout: 60_000 });
  await expect
    .poll(
      async () => {
        const { rows } = await server.pool.query(
          `select state, rows_imported::int as imported, rows_refused::int as refused from imports`,
        );
        return rows;
      },
      { timeout: 60_000 },
    )
    .toEqual([{ state: 'done', imported: people, refused: 0 }]);
  await page.getByText('Cancel', { exact: true }).waitFor({ state: 'detached' });
  await picture(page, 'import-result');
  const { rows } = await server.pool.query(
    `select count(*)::int as records, count(distinct phone)::int as phones,
       count(*) filter (where (fields->>'age')::int > 0)::int as typed
     from records where list_id = 'real-rows'`,
  );
  expect(rows).toEqual([{ records: people, phones: people, typed: people }]);
});

test('ten agents work the imported rows for an hour and break no law, twice alike', async () => {
  const chains = await importedChains(server.pool, 'real-rows', BANK_LIST);
  expect(chains.length).toBe(45_211);
  const hour = () => new World(bankHourOf(7, bankHour.sizeOf(7), chains)).run();
  const first = hour();
  expect(first.violations).toEqual([]);
  expect(first.contacts).toBeGreaterThan(50);
  const second = hour();
  expect(second.hash).toBe(first.hash);
});
