import type { RunningServer } from '@outpace/server/main.ts';
import { TestReceiver } from '@outpace/server/outside/test-receiver.ts';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { QuickCarrier } from '../quick-carrier.ts';
import { findings } from './axe.ts';
import { enterStill, launch } from './browser.ts';
import { serveDemo } from './served.ts';

let receiver: TestReceiver;
let server: RunningServer;
let browser: Browser;
let page: Page;

beforeAll(async () => {
  receiver = await TestReceiver.open();
  const carrier = new QuickCarrier({ onDial: () => {}, stepMs: 40, talkMs: undefined });
  server = await serveDemo(carrier, async () => {}, { OUTPACE_OUTSIDE_HOSTS: receiver.host });
  browser = await launch();
  page = await enterStill(browser, server.url, 'an administrator');
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  await receiver?.close();
});

const button = (name: string | RegExp): Locator => page.getByRole('button', { name });
const rows = (): Locator => page.getByRole('region', { name: 'Deliveries' }).locator('tbody tr');

/** As the dialer writes them, which is tested with its store. */
const queue = (id: string): Promise<unknown> =>
  server.pool.query(
    `insert into webhook_deliveries (site, receiver_id, id, event, body)
     select site, id, $1, 'attempt-ended', '{"type":"attempt-ended"}' from webhook_receivers`,
    [id],
  );

test('a receiver that would be inside is refused, one that is allowed gets a secret', async () => {
  await page.getByRole('link', { name: 'Webhooks', exact: true }).click();
  await page.getByRole('link', { name: 'New webhook receiver' }).first().click();
  await page.getByRole('textbox', { name: /^Name/ }).fill('CRM');
  await page.getByRole('textbox', { name: /^URL/ }).fill('http://169.254.169.254/latest');
  await button('Save').click();
  await page.getByText('This address may not be asked from here.').waitFor();
  await page.getByRole('textbox', { name: /^URL/ }).fill(receiver.url());
  await button('Save').click();
  const secret = page.getByText(/^whsec_/);
  await secret.waitFor();
  expect(await findings(page, 'webhook-secret')).toEqual([]);
  await page.getByRole('link', { name: 'Done' }).click();
  await page.getByText('Nothing was told yet').waitFor();
  await expect.poll(() => secret.count()).toBe(0);
});

test('what was told is listed, what failed with its answer, and sent again by key', async () => {
  await queue('attempt-ended-1');
  await rows().first().waitFor();
  await rows().first().getByText('Delivered').waitFor();
  expect(receiver.received[0]?.headers).toMatchObject({
    'webhook-id': 'attempt-ended-1',
    'webhook-signature': expect.stringMatching(/^v1,/),
  });
  receiver.reply = () => 'HTTP/1.1 503 Busy\r\ncontent-length: 4\r\n\r\nbusy';
  await queue('attempt-ended-2');
  await rows().filter({ hasText: '503 busy' }).waitFor();
  await page.getByText(/Waiting after \d tr(y|ies), next/).waitFor();
  await page.getByText('1 waiting', { exact: true }).waitFor();
  expect(await findings(page, 'webhooks')).toEqual([]);
  receiver.reply = () => 'HTTP/1.1 204 No Content\r\n\r\n';
  const again = button('Send attempt-ended-2 again');
  await again.focus();
  await page.keyboard.press('Enter');
  await rows().filter({ hasText: '503 busy' }).waitFor({ state: 'detached' });
  await rows().first().getByText('Delivered').waitFor();
});

test('it is switched off, and gets another secret', async () => {
  await page.getByRole('switch', { name: 'Enabled' }).uncheck();
  await button('Save').click();
  await page.getByText('not enabled').waitFor();
  await button('Make a new secret').click();
  await page.getByText(/^whsec_/).waitFor();
});

test('a treatment delegates, and its dry run says what comes then', async () => {
  await page.getByRole('link', { name: 'Campaigns', exact: true }).click();
  await page.getByRole('link', { name: /Summer renewals/ }).click();
  await page.getByRole('tab', { name: 'Treatments' }).click();
  const rule = page.locator('.treatment').first();
  await rule.getByRole('combobox', { name: 'Do', exact: true }).click();
  await page.getByRole('option', { name: 'Delegate by webhook' }).click();
  await rule.getByLabel('Comes back after').fill('2');
  await page
    .getByText(/delegated, comes back after 2 hours/)
    .first()
    .waitFor();
  expect(await findings(page, 'delegate')).toEqual([]);
  await button('Save').click();
  await page.getByText('Saved', { exact: true }).waitFor();
});

async function choose(within: Page | Locator, label: string, option: string | RegExp) {
  await within.getByRole('combobox', { name: label }).click();
  await page.getByRole('option', { name: option }).first().click();
}

test('a schedule says what it does, and what is wrong with it beside the field', async () => {
  await page.getByRole('link', { name: 'Schedules', exact: true }).click();
  await page.getByRole('link', { name: 'New schedule' }).first().click();
  await page.getByRole('textbox', { name: /^Name/ }).fill('Morning');
  const first = page.getByRole('group', { name: 'Point 1' });
  await choose(first, 'Campaign group', /^Summer renewals/);
  await choose(first, 'Mode', 'Progressive');
  await page.getByText(/^Every weekday at 09:00 \(.+\): load and start Summer renewals/).waitFor();
  await button('Add a point').click();
  const second = page.getByRole('group', { name: 'Point 2' });
  await second.getByLabel('Time').fill('08:00');
  await button('Save').click();
  await second.getByText('This point comes before the schedule begins on that day.').waitFor();
  expect(await findings(page, 'schedule-refused')).toEqual([]);
  await choose(second, 'When', 'When the group before is through');
  await page.getByText(/; when Summer renewals.* is through, complete Summer renewals/).waitFor();
  await button('Save').click();
  await page.getByText('Nothing was carried out yet.').waitFor();
  await page
    .getByText(/^Next .*09:00/)
    .first()
    .waitFor();
});

/** As if it had been planned a while ago, for a minute that has just passed. */
async function bringForward(): Promise<void> {
  const [day, time] = new Date(Date.now() - 60_000).toISOString().slice(0, 16).split('T');
  await server.pool.query(
    `update schedules set zone = 'UTC', begins = $1,
       looked_until = looked_until - interval '9 minutes'`,
    [JSON.stringify({ kind: 'once', day, time })],
  );
}

test('what is due is ordered as in the console, and listed with what came of it', async () => {
  await bringForward();
  const runs = page.getByRole('region', { name: 'Last runs' });
  const row = runs.locator('tbody tr').filter({ hasText: 'Load and start Summer renewals' });
  await row.getByText('Done', { exact: true }).waitFor({ timeout: 60_000 });
  const { rows } = await server.pool.query(
    `select d.phase, (select array_agg(distinct a.by) from audit a
       where a.what = 'dial-session-changed' and a.subject = d.group_id) as by
     from dial_sessions d`,
  );
  expect(rows).toEqual([{ phase: 'running', by: ['schedule Morning'] }]);
  expect(await findings(page, 'schedule')).toEqual([]);
});

test('a supervisor reads what is scheduled, and changes nothing of it', async () => {
  const supervisor = await enterStill(browser, server.url, 'a supervisor');
  await supervisor.getByRole('link', { name: 'Administration', exact: true }).click();
  await supervisor.getByRole('link', { name: 'Schedules', exact: true }).click();
  await supervisor.getByRole('link', { name: /^Morning/ }).click();
  await supervisor
    .getByText(/^Once, on .+: load and start Summer renewals.* in progressive/)
    .waitFor();
  await supervisor.getByRole('region', { name: 'Last runs' }).waitFor();
  for (const name of ['Save', 'Remove']) {
    expect(await supervisor.getByRole('button', { name }).count()).toBe(0);
  }
  expect(await supervisor.getByRole('link', { name: 'New schedule' }).count()).toBe(0);
  expect(await findings(supervisor, 'schedule-shown')).toEqual([]);
});
