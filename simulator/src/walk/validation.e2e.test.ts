import type { RunningServer } from '@outpace/server/main.ts';
import { TestValidation } from '@outpace/server/validation/test-validation.ts';
import type { Pool } from 'pg';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { QuickCarrier } from '../quick-carrier.ts';
import { findings } from './axe.ts';
import { enterStill, launch, openGroup, picture } from './browser.ts';
import { serveDemo } from './served.ts';

let server: RunningServer;
let asked: TestValidation;
let browser: Browser;
let admin: Page;
let agent: Page;
let supervisor: Page;

/** Whatever the hour of this walk is where the numbers lie. */
async function setHours(pool: Pool): Promise<void> {
  await pool.query('update calling_lists set daily_from = 0, daily_till = 86400');
}

beforeAll(async () => {
  asked = await TestValidation.open();
  const carrier = new QuickCarrier({ onDial: () => {}, stepMs: 5_000, talkMs: undefined });
  const settings = { OUTPACE_OUTSIDE_HOSTS: '127.0.0.1' };
  server = await serveDemo(carrier, setHours, settings);
  browser = await launch();
  admin = await enterStill(browser, server.url, 'an administrator');
  agent = await enterStill(browser, server.url, 'an agent');
  supervisor = await enterStill(browser, server.url, 'a supervisor');
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  await asked?.close();
});

const button = (page: Page | Locator, name: string | RegExp): Locator =>
  page.getByRole('button', { name, exact: typeof name === 'string' });

const rows = async (text: string) => (await server.pool.query(text)).rows;

test('an administrator sets up who is asked, and tries it', async () => {
  asked.answering = (_asked, response) =>
    void response.writeHead(409).end('{"result":"wrong-number"}');
  await admin.getByRole('link', { name: /Balance reminders/ }).click();
  await admin.getByRole('tab', { name: 'Validation' }).click();
  await admin.getByRole('switch', { name: 'Ask before each dial' }).press('Space');
  await admin.getByRole('textbox', { name: 'Address' }).fill(asked.url);
  await admin.getByRole('textbox', { name: 'Header of the secret' }).fill('Authorization');
  await button(admin, 'Try it').click();
  await admin.getByText(/and none is saved/).waitFor();
  await admin.getByLabel('Secret', { exact: true }).fill('Bearer of tidings');
  await button(admin, 'Save the secret').click();
  await admin.getByText('One is saved; it is never shown.').waitFor();
  await button(admin, 'Try it').click();
  await admin.getByText(/Refused after \d+ ms\./).waitFor();
  await admin.getByText(/the record treated as Wrong number/).waitFor();
  expect(asked.asked.at(-1)?.headers.authorization).toBe('Bearer of tidings');
  expect(await findings(admin, 'validation')).toEqual([]);
  await picture(admin, 'validation');
  await admin.emulateMedia({ colorScheme: 'dark' });
  await picture(admin, 'validation-dark');
  await admin.emulateMedia({ colorScheme: 'light' });
  await button(admin, 'Save').click();
  await admin.getByText('Saved', { exact: true }).waitFor();
  expect(
    await rows("select settings->'validation' as v from campaigns where name ~ '^Bal'"),
  ).toEqual([{ v: expect.objectContaining({ url: asked.url, secretHeader: 'authorization' }) }]);
});

test('nobody is dialed who was refused, and the record was treated', async () => {
  await openGroup(supervisor, /Balance reminders/);
  await button(supervisor, 'Load').click();
  await agent.getByRole('alertdialog', { name: 'Campaign loaded' }).waitFor();
  let left = 3;
  asked.answering = (_asked, response) => {
    left -= 1;
    if (left >= 0) response.writeHead(409).end('{"result":"wrong-number"}');
    // And then nothing more: it hangs.
  };
  await button(supervisor, 'Start').click();
  await button(agent, /^My Status/).click();
  await agent.getByRole('menuitem', { name: 'Ready' }).first().click();
  await expect
    .poll(() => rows("select call_result from validations where answer = 'refuse'"))
    .toEqual([{ call_result: 53 }, { call_result: 53 }, { call_result: 53 }]);
  expect(await rows('select id from attempts')).toEqual([]);
});

test('the agent sees that it is asked', async () => {
  await agent.getByText(/^Checking whether the call may be made/).waitFor();
  await picture(agent, 'validating');
});

test('a supervisor reads why nobody is dialed when nobody answers', async () => {
  await supervisor.getByText(/Waits for the validation: it does not answer/).waitFor();
  await picture(supervisor, 'validation-circuit-open');
  const metrics = await (await fetch(`${server.url}/metrics`)).text();
  expect(metrics).toContain('outpace_validation_circuits_open 1');
  expect(metrics).toContain('outpace_validations_total{said="refuse"} 3');
  expect(await rows('select id from attempts')).toEqual([]);
});

test('allowed at last it is dialed, and the answer is kept with the attempt', async () => {
  asked.answering = (_asked, response) => void response.end();
  await agent
    .getByText(/^Ringing \d/)
    .first()
    .waitFor({ timeout: 90_000 });
  const kept = await rows(
    `select a.answer ->> 'asked' as asked from attempt_answers,
       jsonb_array_elements(answers) as a (answer)
     where a.answer ->> 'rule' = 'pre-dial-validation'`,
  );
  expect(kept).toEqual([{ asked: expect.stringMatching(/\/ask: dial after \d+ ms$/) }]);
});
