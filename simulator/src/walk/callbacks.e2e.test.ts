import type { RunningServer } from '@outpace/server/main.ts';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { QuickCarrier } from '../quick-carrier.ts';
import { enter, launch, openGroup, picture } from './browser.ts';
import { addNumber, promiseFirst, serveDemo } from './served.ts';

/** The second number of the person who is promised a call first. */
const SECOND = '+12125550198';

let server: RunningServer;
let browser: Browser;
let agent: Page;
let supervisor: Page;

beforeAll(async () => {
  const carrier = new QuickCarrier({ onDial: () => {}, stepMs: 40, talkMs: undefined });
  server = await serveDemo(carrier, async (pool) => {
    // Two people of the list may be called alike; here they are found by their names.
    await pool.query("update chains set contact_name = contact_name || ' ' || id");
    await addNumber(pool, 2, SECOND);
    await promiseFirst(pool, { person: 1, group: 'Summer', dueInSeconds: 5 });
    await promiseFirst(pool, { person: 2, group: 'Deposit', dueInSeconds: -86_400 });
  });
  browser = await launch();
  agent = await enter(browser, server.url, 'an agent');
  supervisor = await enter(browser, server.url, 'a supervisor');
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const button = (name: string | RegExp): Locator =>
  agent.getByRole('button', { name, exact: typeof name === 'string' });
const callStatus = (): Locator => agent.getByRole('region', { name: 'Call status' });
const preview = (): Locator => agent.getByRole('alertdialog', { name: 'Interaction preview' });
const mine = (): Locator => agent.getByRole('region', { name: 'My Callbacks' });
const line = (name: string): Locator => mine().getByRole('listitem').filter({ hasText: name });
const dialog = (name: string | RegExp): Locator => agent.getByRole('dialog', { name });

async function pictures(name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await agent.emulateMedia({ colorScheme });
    await picture(agent, `${name}-${colorScheme}`);
  }
}

async function setStatus(item: string): Promise<void> {
  await agent.getByRole('button', { name: /^My Status/ }).click();
  await agent.getByRole('menuitem', { name: item }).first().click();
}

/** Takes what is offered, talks, and lets the call end. */
async function talk(): Promise<string> {
  await preview().waitFor();
  const name = (await preview().locator('.offer-name').textContent()) ?? '';
  await preview()
    .getByRole('button', { name: /^Accept/ })
    .click();
  await callStatus().getByText('Connected').waitFor();
  await button(/^End call/).click();
  await callStatus().getByText('Ended').waitFor();
  return name;
}

async function done(): Promise<void> {
  const codes = agent.getByRole('combobox', { name: 'Disposition code' });
  await codes.click();
  await codes.fill('Interested');
  await agent.getByRole('option', { name: 'Interested', exact: true }).click();
  await button(/^Mark done/).click();
}

/** Chooses what is to become of a callback in My Callbacks. */
async function choose(name: string, act: string): Promise<void> {
  await mine()
    .getByRole('button', { name: `Change the callback of ${name}` })
    .click();
  await agent.getByRole('menuitem', { name: act }).click();
}

/** A day from now, as a date field takes it. */
const dayAfter = (days: number): string =>
  new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

/** The screen goes on before the disk has it: what was done is there a moment later. */
function stored(sql: string, values: readonly unknown[] = []) {
  return expect.poll(async () => (await server.pool.query(sql, [...values])).rows);
}

const PROMISE = `
  select c.state, r.record_type, u.display_name as by, r.phone
  from chains c
  join records r on r.chain_id = c.id and r.chain_n = c.place
  left join users u on u.id = r.agent_id
  where c.contact_name = $1`;

test('what was missed is listed, and what is due is offered with a mark of its own', async () => {
  await mine().getByRole('heading', { name: 'Missed' }).waitFor();
  await mine().getByText('Deposit offers').waitFor();
  // By time alone, without anything having happened.
  await mine().getByRole('heading', { name: 'Overdue' }).waitFor();
  await mine().getByText('2 waiting').waitFor();
  await pictures('callbacks-waiting');
  await openGroup(supervisor, /Summer renewals/);
  await supervisor.getByRole('button', { name: 'Load', exact: true }).click();
  await agent.getByRole('alertdialog', { name: 'Campaign loaded' }).waitFor();
  await supervisor.getByRole('button', { name: 'Start', exact: true }).click();
  await agent.getByRole('alertdialog', { name: 'Campaign started' }).waitFor();
  for (const what of ['loaded', 'started']) {
    const notice = agent.getByRole('alertdialog', { name: `Campaign ${what}` });
    await notice.getByRole('button', { name: 'OK' }).click();
  }
  await setStatus('Ready');
  await preview()
    .getByText(/Callback, promised by you for/)
    .waitFor();
  await preview().getByText('Callback', { exact: true }).waitFor();
  await mine()
    .getByText(/on a screen now/)
    .waitFor();
  await pictures('callback-offered');
});

let first = '';

test('Recall: the same number, another of the person, and one that they give', async () => {
  first = await talk();
  await button(/^Recall/).click();
  await dialog('Recall').getByRole('button', { name: 'Call again' }).click();
  await callStatus().getByText('Connected').waitFor();
  await button(/^End call/).click();
  await callStatus().getByText('Ended').waitFor();
  await button(/^Recall/).click();
  await pictures('recall');
  await dialog('Recall').getByRole('button', { name: 'Call', exact: true }).first().click();
  await callStatus().getByText('Connected').waitFor();
  await callStatus().getByText('+1 212 555 0198').first().waitFor();
  await button(/^End call/).click();
  await callStatus().getByText('Ended').waitFor();
  await button(/^Recall/).click();
  await dialog('Recall').getByRole('textbox', { name: 'Another number' }).fill('+1 212 555 0199');
  await dialog('Recall').getByRole('button', { name: 'Call', exact: true }).last().click();
  await callStatus().getByText('Connected').waitFor();
  await callStatus().getByText('+1 212 555 0199').first().waitFor();
  await button(/^End call/).click();
  await callStatus().getByText('Ended').waitFor();
  await stored(
    `select count(*)::int as attempts from attempts a join chains c on c.id = a.chain_id
     where c.contact_name = $1 and a.call_result is not null`,
    [first],
  ).toEqual([{ attempts: 4 }]);
});

test('Reschedule: a refused time comes with the next one, and is a fact at Mark done', async () => {
  await button(/^Reschedule/).click();
  await dialog('Reschedule').getByLabel('Date').fill('2026-01-05');
  await button('Set callback').click();
  await dialog('Reschedule').getByText('This time has passed.').waitFor();
  await pictures('reschedule-refused');
  await dialog('Reschedule')
    .getByRole('button', { name: /^Take / })
    .click();
  await agent.getByText(/you call back/).waitFor();
  await button(/^Reschedule/).click();
  await dialog('Reschedule').getByLabel('Date').fill(dayAfter(2));
  await button('Set callback').click();
  await agent.getByText(/you call back/).waitFor();
  await done();
  await line(first)
    .getByText(/their time/)
    .waitFor();
  await mine().getByRole('heading', { name: 'Due', exact: true }).waitFor();
  await stored(PROMISE, [first]).toMatchObject([
    { state: 'ready', record_type: 5, by: 'Ana Reyes', phone: '+12125550199' },
  ]);
});

let second = '';

test('Reschedule for the campaign: anybody calls, and who promised it still sees it', async () => {
  second = await talk();
  await button(/^Reschedule/).click();
  await dialog('Reschedule').getByText('Anybody of the campaign').click();
  await dialog('Reschedule').getByLabel('Date').fill(dayAfter(1));
  await button('Set callback').click();
  await agent.getByText(/the campaign calls back/).waitFor();
  await done();
  await line(second)
    .getByText(/Anybody/)
    .waitFor();
  await preview().waitFor();
  await pictures('my-callbacks');
  await stored(PROMISE, [second]).toMatchObject([{ state: 'ready', record_type: 6 }]);
});

test('a callback is moved from the list, under the same checks', async () => {
  await choose(first, 'Edit');
  await pictures('callback-edit');
  await dialog(`Edit: ${first}`).getByLabel('Date').fill(dayAfter(50));
  await button('Save').click();
  await dialog(`Edit: ${first}`)
    .getByText('This is further ahead than the campaign allows.')
    .waitFor();
  await dialog(`Edit: ${first}`)
    .getByRole('button', { name: /^Take / })
    .waitFor();
  await dialog(`Edit: ${first}`).getByLabel('Date').fill(dayAfter(3));
  await button('Save').click();
  await dialog(`Edit: ${first}`).waitFor({ state: 'detached' });
  await stored(
    `select due_at > now() + interval '60 hours' as later from chains where contact_name = $1`,
    [first],
  ).toEqual([{ later: true }]);
});

test('one is handed to a colleague, one to the campaign, and both leave the list', async () => {
  await choose(first, 'Hand over');
  await pictures('callback-hand-over');
  await dialog(`Hand over: ${first}`).getByLabel('To').selectOption('Ben Okafor');
  await dialog(`Hand over: ${first}`).getByRole('button', { name: 'Hand over' }).click();
  await line(first).waitFor({ state: 'detached' });
  await stored(PROMISE, [first]).toMatchObject([{ record_type: 5, by: 'Ben Okafor' }]);
  await choose(second, 'Hand over');
  await dialog(`Hand over: ${second}`).getByRole('button', { name: 'Hand over' }).click();
  await line(second).waitFor({ state: 'detached' });
  await stored(PROMISE, [second]).toMatchObject([{ record_type: 6, by: null }]);
});

/** Changes a callback as a supervisor's own program would. */
async function change(name: string, act: string, body?: object): Promise<unknown> {
  const { rows } = await server.pool.query<{ id: string }>(
    'select id::text as id from chains where contact_name = $1',
    [name],
  );
  const path = `${server.url}/api/callbacks/${rows[0]?.id}/${act}`;
  const headers = { origin: server.url };
  const sent = { headers, ...(body === undefined ? {} : { data: body }) };
  return (await supervisor.request.post(path, sent)).json();
}

test('what somebody else changes is seen at once', async () => {
  const { rows } = await server.pool.query<{ id: string }>(
    "select id from users where name = 'ana.reyes'",
  );
  expect(await change(second, 'hand-over', { to: rows[0]?.id })).toEqual({ done: 'done' });
  await line(second).getByText(/You/).waitFor();
  expect(await change(second, 'cancel')).toEqual({ done: 'done' });
  await line(second).waitFor({ state: 'detached' });
  expect(await change(second, 'cancel')).toMatchObject({ code: 'CALLBACK_GONE' });
});

test('one is given up, and nobody calls', async () => {
  const missed = (await mine().locator('.my-call-name').first().textContent()) ?? '';
  await choose(missed, 'Cancel callback');
  await pictures('callback-cancel');
  await dialog(/^Cancel callback/)
    .getByRole('button', { name: 'Cancel callback' })
    .click();
  await mine().getByText('What you promise with Reschedule is listed here.').waitFor();
  await stored(PROMISE, [missed]).toMatchObject([{ state: 'closed' }]);
});

test('a record that is taken back leaves the screen at once, and is not called', async () => {
  await preview().waitFor();
  const name = (await preview().locator('.offer-name').textContent()) ?? '';
  const { rows } = await server.pool.query<{ id: string }>(
    'select id::text as id from chains where contact_name = $1',
    [name],
  );
  const taken = await supervisor.request.post(`${server.url}/api/chains/${rows[0]?.id}/cancel`, {
    headers: { origin: server.url },
  });
  expect(await taken.json()).toEqual({ done: 'done' });
  await expect.poll(() => preview().locator('.offer-name').textContent()).not.toBe(name);
  await agent
    .getByText(/^Taken back:/)
    .filter({ hasText: name })
    .waitFor();
  await pictures('taken-back');
  await stored(
    `select c.state, count(a.id)::int as attempts from chains c
     left join attempts a on a.chain_id = c.id where c.contact_name = $1 group by c.state`,
    [name],
  ).toEqual([{ state: 'closed', attempts: 0 }]);
});

test('an administrator says what may be promised, and who calls for who is away', async () => {
  const admin = await enter(browser, server.url, 'an administrator');
  await admin.getByRole('link', { name: /Summer renewals/ }).click();
  await admin.getByRole('tab', { name: 'Callbacks' }).click();
  await admin.getByRole('radio', { name: 'It is kept for its agent' }).check();
  await admin.getByLabel('Waits for its agent').fill('20');
  await admin.getByLabel('Ahead at most').fill('14');
  for (const colorScheme of ['light', 'dark'] as const) {
    await admin.emulateMedia({ colorScheme });
    await picture(admin, `campaign-callbacks-${colorScheme}`);
  }
  await admin.getByRole('button', { name: 'Save', exact: true }).click();
  await stored(
    "select settings->'callbacks' as callbacks from campaigns where name = 'Summer renewals'",
  ).toEqual([{ callbacks: { whenAway: 'keep', waitMs: 1_200_000, aheadDaysMax: 14 } }]);
  await admin.context().close();
});
