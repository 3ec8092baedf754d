import type { RunningServer } from '@outpace/server/main.ts';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { QuickCarrier } from '../quick-carrier.ts';
import { findings } from './axe.ts';
import { enterStill, launch } from './browser.ts';
import { serveDemo } from './served.ts';

let server: RunningServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  const carrier = new QuickCarrier({ onDial: () => {}, stepMs: 40, talkMs: undefined });
  server = await serveDemo(carrier, async () => {});
  browser = await launch();
  page = await enterStill(browser, server.url, 'an administrator');
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const button = (name: string | RegExp): Locator => page.getByRole('button', { name });
const shown = (): Locator => page.getByRole('alert').locator('code');

async function choose(label: string, option: string): Promise<void> {
  const field = page.getByRole('combobox', { name: label });
  await field.click();
  await page.getByRole('option', { name: option, exact: true }).click();
  await page.keyboard.press('Escape');
}

const asked = async (token: string, path: string): Promise<number> => {
  const headers = { authorization: `Bearer ${token}` };
  return (await fetch(new URL(path, server.url), { headers })).status;
};

let token = '';

test('a token is made for what it says, and shown once', async () => {
  await page.getByRole('link', { name: 'API tokens', exact: true }).click();
  await page.getByText('No program acts as you.').waitFor();
  expect(await findings(page, 'api-tokens-none')).toEqual([]);
  await expect.poll(() => button('Make the token').isDisabled()).toBe(true);
  await page.getByRole('textbox', { name: /^Name/ }).fill('Nightly export');
  await choose('May read', 'campaigns');
  await choose('May change', 'calling lists');
  await page.getByRole('textbox', { name: 'Good for' }).fill('30');
  await button('Make the token').click();
  await shown().waitFor();
  token = (await shown().textContent()) ?? '';
  await page.getByText('reads campaigns; changes calling lists').waitFor();
  expect(await findings(page, 'api-tokens')).toEqual([]);
  expect(await asked(token, '/api/campaigns')).toBe(200);
  expect(await asked(token, '/api/users')).toBe(403);
  await page.reload();
  await page.getByText('reads campaigns; changes calling lists').waitFor();
  expect(await shown().count()).toBe(0);
});

test('it is revoked by key, and let in no more', async () => {
  await button('Revoke Nightly export').focus();
  await page.keyboard.press('Enter');
  const question = page.getByRole('dialog', { name: 'Revoke Nightly export?' });
  await question.waitFor();
  expect(await findings(page, 'api-tokens-revoke')).toEqual([]);
  await question.getByRole('button', { name: 'Keep it' }).click();
  expect(await asked(token, '/api/campaigns')).toBe(200);
  await button('Revoke Nightly export').click();
  await question.getByRole('button', { name: 'Revoke', exact: true }).click();
  await page.getByText('No program acts as you.').waitFor();
  expect(await asked(token, '/api/campaigns')).toBe(401);
});
