import type { RunningServer } from '@outpace/server/main.ts';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { QuickCarrier } from '../quick-carrier.ts';
import { findings } from './axe.ts';
import { enterStill, launch, openGroup, picture } from './browser.ts';
import { serveDemo } from './served.ts';

const GROUP = /^Summer renewals/;

let server: RunningServer;
let browser: Browser;
let supervisor: Page;

beforeAll(async () => {
  const carrier = new QuickCarrier({ onDial: () => {}, stepMs: 5_000, talkMs: undefined });
  server = await serveDemo(carrier, async () => {});
  browser = await launch();
  supervisor = await enterStill(browser, server.url, 'a supervisor');
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const button = (page: Page | Locator, name: string): Locator =>
  page.getByRole('button', { name, exact: true });

async function choose(within: Page | Locator, label: string, option: string): Promise<void> {
  await within.getByRole('combobox', { name: label, exact: true }).click();
  await supervisor.getByRole('option', { name: option, exact: true }).click();
}

async function save(): Promise<void> {
  await button(supervisor, 'Save').click();
  await supervisor.getByText('Saved', { exact: true }).waitFor();
}

/** Who of the list lies in the hands of the loaded group. */
const leased = async (): Promise<readonly string[]> => {
  const { rows } = await server.pool.query<{ name: string }>(
    `select c.contact_name as name from leases l join chains c on c.site = l.site
       and c.id = l.chain_id where c.state = 'ready' order by c.contact_name`,
  );
  return rows.map(({ name }) => name);
};

test('a supervisor loads a group, and finds its order', async () => {
  await openGroup(supervisor, GROUP);
  await button(supervisor, 'Load').click();
  await expect.poll(async () => (await leased()).length).toBeGreaterThan(0);
  await supervisor.getByRole('link', { name: 'Administration', exact: true }).click();
  await supervisor.getByRole('link', { name: 'Dialing order', exact: true }).click();
  await supervisor.getByRole('link', { name: /Whole site/ }).click();
  await supervisor.getByText('Personal callbacks first, then callbacks of the campaign,').waitFor();
  expect(await findings(supervisor, 'order-site')).toEqual([]);
});

test('the priorities of a group are changed while it is loaded', async () => {
  const group = supervisor.getByRole('region', { name: 'Campaign groups', exact: true });
  await group.getByRole('link', { name: GROUP }).click();
  await choose(supervisor, 'Records never called', '1');
  await choose(supervisor, 'Callbacks of the campaign', '4');
  await supervisor.getByText('Personal callbacks first, then records never called,').waitFor();
  await save();
  const { rows } = await server.pool.query(
    `select g.priorities, a.by is not null as "isNoted" from campaign_groups g
     join audit a on a.subject = g.id and a.what = 'dialing-order-changed'`,
  );
  expect(rows).toEqual([{ priorities: { general: 1, 'campaign-callback': 4 }, isNoted: true }]);
  await picture(supervisor, 'order-group');
});

test('a campaign shows what its weights come to', async () => {
  const campaigns = supervisor.getByRole('region', { name: 'Campaigns', exact: true });
  await campaigns.getByRole('link', { name: /Summer renewals/ }).click();
  await supervisor.getByText('100 %').waitFor();
  await supervisor.getByRole('textbox', { name: 'Bank contacts' }).fill('30');
  await save();
  await supervisor.getByRole('textbox', { name: 'Bank contacts' }).fill('0');
  await supervisor.getByText('rests', { exact: true }).waitFor();
  await button(supervisor, 'Save').click();
  await supervisor.getByText(/has no active list/).waitFor();
  expect(await findings(supervisor, 'order-campaign')).toEqual([]);
  await supervisor.getByRole('textbox', { name: 'Bank contacts' }).fill('30');
});

test('a list says whom to call, and the group in hand has only those at once', async () => {
  const lists = supervisor.getByRole('region', { name: 'Calling lists', exact: true });
  await lists.getByRole('link').first().click();
  await button(supervisor, 'Add a condition').click();
  const first = supervisor.getByRole('group', { name: 'Condition 1' });
  await choose(first, 'Field', 'Age');
  await choose(first, 'Test', 'is at least');
  await first.getByRole('textbox', { name: 'Value' }).fill('60');
  await button(supervisor, 'Add a condition').click();
  const second = supervisor.getByRole('group', { name: 'Condition 2' });
  await choose(second, 'Field', 'Attempts so far');
  await button(supervisor, 'Add a field to sort by').click();
  const sort = supervisor.getByRole('group', { name: 'Sort 1' });
  await choose(sort, 'By', 'Age');
  await choose(sort, 'Direction', 'Largest first');
  await save();
  await supervisor.getByText(/waiting persons may be called, [\d,]+ held back\.$/).waitFor();
  expect(await findings(supervisor, 'order-list')).toEqual([]);
  const { rows } = await server.pool.query<{ age: number }>(
    `select (r.fields->>'age')::int as age from leases l
     join records r on r.site = l.site and r.chain_id = l.chain_id order by 1`,
  );
  expect(rows.length).toBeGreaterThan(0);
  expect(Math.min(...rows.map(({ age }) => age))).toBeGreaterThanOrEqual(60);
});

test('it is all there by keyboard and in the dark', async () => {
  await supervisor.emulateMedia({ colorScheme: 'dark' });
  await picture(supervisor, 'order-list-dark');
  await supervisor.getByRole('combobox', { name: 'Field', exact: true }).first().focus();
  await supervisor.keyboard.press('Tab');
  const focused = supervisor.locator(':focus');
  await expect.poll(() => focused.getAttribute('value')).toBe('is at least');
});
