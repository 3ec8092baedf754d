import type { RunningServer } from '@outpace/server/main.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { QuickCarrier } from '../quick-carrier.ts';
import { launch } from './browser.ts';
import { button, enterStill, glance, look, screens } from './screens.ts';
import { serveDemo } from './served.ts';

let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  const carrier = new QuickCarrier({ onDial: () => {}, stepMs: 40, talkMs: undefined });
  server = await serveDemo(carrier, async () => {});
  browser = await launch();
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

async function administration(): Promise<Page> {
  const page = await enterStill(browser, server.url, 'an administrator');
  await page.getByRole('link', { name: 'Administration' }).click();
  return page;
}

/** Every page of the administration. */
const SECTIONS = [
  ...['Campaigns', 'Campaign groups', 'Calling lists', 'Agent groups'],
  ...['Responses', 'Users'],
];

screens('the pages of the administrator', async () => {
  const page = await administration();
  for (const section of SECTIONS) {
    await page.getByRole('link', { name: section, exact: true }).click();
    await page.locator('.object').first().waitFor();
    await look(page, `admin-${section}`);
    await page.locator('.object').first().click();
    await button(page, 'Save').waitFor();
    await look(page, `admin-${section}-one`);
    await page.getByRole('link', { name: /^New / }).click();
    await page.getByRole('heading', { name: /^New / }).waitFor();
    await glance(page, `admin-${section}-new`);
    const tabs = await page.getByRole('tab').all();
    if (tabs.length > 0) {
      await page.locator('.object').first().click();
      await page.getByRole('heading', { name: /^New / }).waitFor({ state: 'detached' });
      for (const tab of tabs.slice(1)) {
        await tab.click();
        await look(page, `admin-${section}-${await tab.textContent()}`);
      }
    }
  }
});

screens('the rules of a campaign', async () => {
  const page = await administration();
  await page.locator('.object').first().click();
  await page.getByRole('tab', { name: 'Rules' }).click();
  await page.getByRole('combobox', { name: 'Law' }).click();
  await page.getByRole('option', { name: 'United States, debt collection' }).click();
  await page.getByText('18 regions are narrower').click();
  await button(page, 'Add hours').click();
  await button(page, 'Add a limit').click();
  await page.getByText('What counts').last().click();
  await look(page, 'rules-of-a-law');
});

screens('the import of the administrator', async () => {
  const page = await administration();
  await page.getByRole('link', { name: 'Calling lists', exact: true }).click();
  await page.locator('.object').first().click();
  await page.getByRole('link', { name: 'Import' }).click();
  const file = page.getByLabel('CSV file');
  await file.waitFor({ state: 'attached' });
  await look(page, 'import-file');
  const buffer = Buffer.from('name,phone\nMaria Keller,+12125550142\nNobody,12\n');
  await file.setInputFiles({ name: 'two.csv', mimeType: 'text/csv', buffer });
  await button(page, 'Start import').waitFor();
  await look(page, 'import-columns');
  await button(page, 'Start import').click();
  await page.getByRole('link', { name: 'Show the list' }).waitFor();
  await look(page, 'import-result');
});
