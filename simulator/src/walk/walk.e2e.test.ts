import type { RunningServer } from '@outpace/server/main.ts';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { QuickCarrier } from '../quick-carrier.ts';
import { enter, launch, openGroup, picture } from './browser.ts';
import { serveDemo } from './served.ts';

let server: RunningServer;
let browser: Browser;
let agent: Page;
let supervisor: Page;

beforeAll(async () => {
  const carrier = new QuickCarrier({ onDial: () => {}, stepMs: 40, talkMs: undefined });
  server = await serveDemo(carrier, async () => {});
  browser = await launch();
  agent = await enter(browser, server.url, 'an agent');
  supervisor = await enter(browser, server.url, 'a supervisor');
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const button = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: typeof name === 'string' });
const callStatus = (): Locator => agent.getByRole('region', { name: 'Call status' });
const preview = (): Locator => agent.getByRole('alertdialog', { name: 'Interaction preview' });
const offered = async (): Promise<string> =>
  (await preview().locator('.offer-name').textContent()) ?? '';

async function setStatus(item: string): Promise<void> {
  await agent.getByRole('button', { name: /^My Status/ }).click();
  await agent.getByRole('menuitem', { name: item }).first().click();
}

async function acceptAndTalk(): Promise<string> {
  await preview().waitFor();
  const name = await offered();
  await preview()
    .getByRole('button', { name: /^Accept/ })
    .click();
  await callStatus().getByText('Connected').waitFor();
  return name;
}

async function chooseCode(label: string): Promise<void> {
  const codes = agent.getByRole('combobox', { name: 'Disposition code' });
  await codes.click();
  await codes.fill(label);
  await agent.getByRole('option', { name: label, exact: true }).click();
}

async function endAndDone(): Promise<void> {
  await button(agent, /^End call/).click();
  await callStatus().getByText('Ended').waitFor();
  await button(agent, /^Mark done/).click();
}

/** The screen goes on before the disk has it: what was done is there a moment later. */
function stored(sql: string, values: readonly unknown[] = []) {
  return expect.poll(async () => (await server.pool.query(sql, [...values])).rows);
}

test('the supervisor loads and starts the campaign, and the agent is told both', async () => {
  await agent.getByRole('button', { name: /^My Status/ }).waitFor();
  await openGroup(supervisor, /Summer renewals/);
  await button(supervisor, 'Load').click();
  const loaded = agent.getByRole('alertdialog', { name: 'Campaign loaded' });
  await loaded.waitFor();
  await picture(agent, 'notice');
  await button(supervisor, 'Start').click();
  const started = agent.getByRole('alertdialog', { name: 'Campaign started' });
  await started.waitFor();
  await loaded.getByRole('button', { name: 'OK' }).click();
  await started.getByRole('button', { name: 'OK' }).click();
  await started.waitFor({ state: 'detached' });
  const mine = agent.getByRole('region', { name: 'My Campaigns' });
  await mine.getByText('Summer renewals').waitFor();
  await picture(agent, 'my-campaigns');
});

test('a preview is accepted, talked over and done, and the database has it right', async () => {
  await setStatus('Ready');
  await preview().waitFor();
  await picture(agent, 'preview');
  const name = await acceptAndTalk();
  await picture(agent, 'connected');
  await agent.getByRole('textbox', { name: 'Note' }).fill('prefers evenings');
  await agent.getByRole('combobox', { name: 'Call Result' }).click();
  await agent.getByRole('option', { name: 'Answer', exact: true }).click();
  await agent.getByText(/^On Mark done/).waitFor();
  await button(agent, /^End call/).click();
  await callStatus().getByText('Ended').waitFor();
  await button(agent, /^Mark done/).click();
  await agent.getByText('Choose a disposition code before Mark done.').first().waitFor();
  await picture(agent, 'refused');
  await chooseCode('Interested');
  await button(agent, /^Mark done/).click();
  await preview().waitFor();
  await stored(
    `select i.note, c.state, i.call_result, a.call_result as attempt
     from interactions i join chains c on c.id = i.chain_id join attempts a on a.id = i.attempt_id
     where c.contact_name = $1 and i.done_at is not null`,
    [name],
  ).toEqual([{ note: 'prefers evenings', state: 'closed', call_result: 33, attempt: 33 }]);
  await stored(
    `select r.attempts, r.call_result, r.record_status from records r
     join chains c on c.id = r.chain_id where c.contact_name = $1 and r.chain_n = c.place
     order by r.attempts desc limit 1`,
    [name],
  ).toEqual([{ attempts: 1, call_result: 33, record_status: 3 }]);
});

test('a rejected record goes back on top and is not offered to this agent at once', async () => {
  await preview().waitFor();
  const rejected = await offered();
  await preview()
    .getByRole('button', { name: /^Reject/ })
    .click();
  await expect.poll(offered).not.toBe(rejected);
  // Still ours, on top of the buffer: another agent gets it, or this one after the cool-down.
  await stored(
    `select count(*)::int as leases from leases join chains on chains.id = chain_id
     where contact_name = $1`,
    [rejected],
  ).toEqual([{ leases: 1 }]);
});

test('who asks not to be called is blocked at once, in the list and for every dial', async () => {
  const name = await acceptAndTalk();
  await agent.getByRole('checkbox', { name: 'Do Not Call' }).check();
  await chooseCode('Not interested');
  await picture(agent, 'do-not-call');
  await endAndDone();
  await preview().waitFor();
  await stored(
    `select r.record_type, c.state, s.kind from records r
     join chains c on c.id = r.chain_id
     join suppressions s on s.value = r.phone
     where c.contact_name = $1 and r.chain_n = c.place`,
    [name],
  ).toEqual([{ record_type: 7, state: 'closed', kind: 'phone' }]);
});

test('a reload in the middle of a call loses nothing', async () => {
  const name = await acceptAndTalk();
  await agent.getByRole('textbox', { name: 'Note' }).fill('before the reload');
  await agent.getByText(/draft saved/i).waitFor();
  agent.once('dialog', (dialog) => void dialog.accept());
  await agent.reload();
  await callStatus().getByText('Connected').waitFor();
  await callStatus().getByText(name).waitFor();
  const note = agent.getByRole('textbox', { name: 'Note' });
  await expect.poll(() => note.inputValue()).toBe('before the reload');
});

test('a log-off during a call waits for it, and then the agent is out', async () => {
  await setStatus('Log off');
  await agent.getByText('Finishing 1 call, then out').waitFor();
  await chooseCode('Complaint');
  await picture(agent, 'log-off-waits');
  await endAndDone();
  await agent.getByText('You are logged off').waitFor();
  await stored('select id from interactions where done_at is null').toEqual([]);
});

test('the supervisor is refused what makes no sense, stops and unloads', async () => {
  await button(supervisor, 'Load').click();
  await supervisor.getByText('The campaign group is loaded already.').waitFor();
  await picture(supervisor, 'supervisor');
  await button(supervisor, 'Complete').click();
  await stored('select group_id from dial_sessions').toEqual([]);
  await stored('select chain_id from leases').toEqual([]);
});
