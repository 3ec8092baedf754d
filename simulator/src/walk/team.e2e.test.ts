import type { RunningServer } from '@outpace/server/main.ts';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { QuickCarrier } from '../quick-carrier.ts';
import { enter, launch, openGroup, picture } from './browser.ts';
import { serveDemo } from './served.ts';

/** Kept free for fiction, and on no list of the demo. */
const TYPED = '+12125550177';
const BLOCKED = '+12125550178';

let server: RunningServer;
let browser: Browser;
let agent: Page;
let supervisor: Page;

beforeAll(async () => {
  const carrier = new QuickCarrier({ onDial: () => {}, stepMs: 40, talkMs: undefined });
  server = await serveDemo(carrier, async (pool) => {
    // Whatever the hour of this walk is where the numbers lie.
    await pool.query('update calling_lists set daily_from = 0, daily_till = 86400');
  });
  browser = await launch();
  agent = await enter(browser, server.url, 'an agent');
  supervisor = await enter(browser, server.url, 'a supervisor');
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const team = (): Locator => agent.getByRole('search', { name: 'Team Communicator' });
const field = (): Locator => team().getByRole('textbox', { name: 'Search people and numbers' });
const option = (name: string | RegExp): Locator => agent.getByRole('option', { name });
const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: typeof name === 'string' });
const callStatus = (): Locator => agent.getByRole('region', { name: 'Call status' });

async function find(text: string): Promise<void> {
  await agent.keyboard.press('Alt+j');
  await field().fill(text);
}

const rows = async (sql: string, values: readonly unknown[] = []) =>
  (await server.pool.query(sql, [...values])).rows;

async function inDark(name: string): Promise<void> {
  await agent.emulateMedia({ colorScheme: 'dark' });
  await picture(agent, `${name}-dark`);
  await agent.emulateMedia({ colorScheme: 'light' });
}

test('without a campaign that allows it a number is found and not called, and why', async () => {
  await field().waitFor();
  await find('212 555 0177');
  await option('+1 212 555 0177').click();
  await agent.getByText('None of your loaded campaigns allows manual calls.').last().waitFor();
  await agent.keyboard.press('Escape');
});

test('a contact is found by name, and kept as a favourite', async () => {
  await openGroup(supervisor, /Summer renewals/);
  await button(supervisor, 'Load').click();
  const loaded = agent.getByRole('alertdialog', { name: 'Campaign loaded' });
  await loaded.getByRole('button', { name: 'OK' }).click();
  const [contact] = await rows(
    `select c.contact_name as name from chains c
     join campaign_lists cl on cl.list_id = c.list_id
     join campaigns p on p.id = cl.campaign_id and p.name = 'Summer renewals'
     where c.contact_name <> '' order by c.id limit 1`,
  );
  await find(contact.name.toLowerCase());
  await option(new RegExp(`^${contact.name}`))
    .first()
    .waitFor();
  await picture(agent, 'team-found');
  await inDark('team-found');
  await option(new RegExp(`^${contact.name}`))
    .first()
    .click();
  await button(agent, 'Add to favourites').click();
  await button(agent, 'Remove from favourites').waitFor();
  await picture(agent, 'team-card');
  await inDark('team-card');
  await agent.keyboard.press('Escape');
  await field().fill('');
  await agent.getByRole('group', { name: 'Favourites' }).getByText(contact.name).waitFor();
  await picture(agent, 'team-favourites');
  await agent.keyboard.press('Escape');
});

test('a typed number is called by keys alone, talked with, noted and done', async () => {
  await find('(212) 555-0177');
  await option('+1 212 555 0177').waitFor();
  await agent.keyboard.press('Enter');
  await button(agent, 'Call now').waitFor();
  await agent.keyboard.press('Enter');
  await callStatus().getByText('Connected').waitFor();
  await callStatus().getByText('+1 212 555 0177').first().waitFor();
  await button(agent, /^Hold/).click();
  await callStatus().getByText('On Hold').waitFor();
  await button(agent, /^Resume/).click();
  await agent.getByRole('textbox', { name: 'Note' }).fill('called by hand');
  await picture(agent, 'team-call');
  await inDark('team-call');
  await button(agent, /^End call/).click();
  await callStatus().getByText('Ended').waitFor();
  const codes = agent.getByRole('combobox', { name: 'Disposition code' });
  await codes.click();
  await codes.fill('Interested');
  await agent.getByRole('option', { name: 'Interested', exact: true }).click();
  await button(agent, /^Mark done/).click();
  // Who was not ready is not made ready by a call of their own.
  await button(agent, /My Status: Not Ready/).waitFor();
  await expect
    .poll(() =>
      rows(
        `select a.mode, i.note, i.closed_by, c.state from attempts a
         join interactions i on i.attempt_id = a.id join chains c on c.id = a.chain_id
         where a.phone = $1`,
        [TYPED],
      ),
    )
    .toEqual([{ mode: 'manual', note: 'called by hand', closed_by: 'agent', state: 'closed' }]);
  const history = agent.getByRole('region', { name: 'My History' });
  await history.getByText('+1 212 555 0177').waitFor();
  await find('');
  await agent.getByRole('group', { name: 'Recent' }).getByText('+1 212 555 0177').waitFor();
  await agent.keyboard.press('Escape');
});

test('a number that was blocked a moment ago is refused with its reason', async () => {
  await find(BLOCKED);
  await option('+1 212 555 0178').click();
  await server.pool.query(
    `insert into suppressions (site, kind, value, reason, added_by, added_at)
     select site, 'phone', $1, 'asked', 'walk', now() from sites`,
    [BLOCKED],
  );
  await button(agent, 'Call now').click();
  await agent
    .getByRole('alert')
    .getByText('This number is on the do-not-call list and is not called.')
    .waitFor();
  await picture(agent, 'team-refused');
  await inDark('team-refused');
  expect(await rows('select id from attempts where phone = $1', [BLOCKED])).toEqual([]);
  await find(BLOCKED);
  await option(/Do not call/).click();
  await expect.poll(() => button(agent, 'Call now').getAttribute('aria-disabled')).toBe('true');
  await picture(agent, 'team-blocked');
});
