import type { RunningServer } from '@outpace/server/main.ts';
import type { Pool } from 'pg';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { QuickCarrier } from '../quick-carrier.ts';
import { findings } from './axe.ts';
import { enterIn, launch, newContext, picture } from './browser.ts';
import { serveDemo } from './served.ts';

let server: RunningServer;
let browser: Browser;
let page: Page;

/** Beside the demo's list, for the campaign that is edited. */
async function secondList(pool: Pool): Promise<void> {
  await pool.query(
    `insert into calling_lists (site, id, name, fields)
     values ('main', 'l-2', 'Second list', $1)`,
    [JSON.stringify([{ key: 'plan', label: 'Plan', type: 'text', choices: [] }])],
  );
  await pool.query(
    `insert into campaign_lists (site, campaign_id, list_id)
     select site, id, 'l-2' from campaigns where name = 'Summer renewals'`,
  );
}

beforeAll(async () => {
  const carrier = new QuickCarrier({ onDial: () => {}, stepMs: 40, talkMs: undefined });
  server = await serveDemo(carrier, secondList);
  browser = await launch();
  const context = await newContext(browser);
  page = await enterIn(context, server.url, 'an administrator');
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
});

const rules = (): Locator => page.locator('.treatment');
const dryRun = (): Locator => page.getByRole('region', { name: 'Dry run' });
const life = (word: string): Locator => dryRun().getByRole('group', { name: word, exact: true });

async function choose(from: Locator, label: string, option: string): Promise<void> {
  const field = from.getByRole('combobox', { name: label, exact: true });
  await field.click();
  await page.getByRole('option', { name: option, exact: true }).click();
}

/** The rule as it stands on the page once it has been added. */
async function add(trigger: string): Promise<Locator> {
  const before = await rules().count();
  const field = page.getByRole('combobox', { name: 'Add a treatment' });
  await field.click();
  await field.fill(trigger);
  await page.getByRole('option', { name: trigger, exact: true }).click();
  await rules().nth(before).waitFor();
  return rules().nth(before);
}

async function set(rule: Locator, label: string, value: string): Promise<void> {
  await rule.getByLabel(label, { exact: true }).fill(value);
}

test('four treatments are built, and their dry run says what they lead to', async () => {
  await page.getByRole('link', { name: /Summer renewals/ }).click();
  await page.getByRole('tab', { name: 'Treatments' }).click();
  await dryRun().waitFor();
  while ((await rules().count()) > 0) {
    const left = await rules().count();
    await rules()
      .first()
      .getByRole('button', { name: /^Remove/ })
      .click();
    await rules()
      .nth(left - 1)
      .waitFor({ state: 'detached' });
  }

  const busy = await add('Busy');
  await choose(busy, 'Do', 'Redial');
  await set(busy, 'Wait', '30');
  await set(busy, 'Longer by', '5');
  await set(busy, 'Times', '3');
  await busy.getByRole('button', { name: /^Add what comes then/ }).click();
  const still = rules().nth(1);
  await choose(still, 'Do', 'Next number later');
  await set(still, 'Wait', '60');
  const noAnswer = await add('No answer');
  await choose(noAnswer, 'Do', 'Reschedule');
  await set(noAnswer, 'Days later', '2');
  await set(noAnswer, 'Times', '1');
  const never = await add('Do not call');
  await choose(never, 'Do', 'Redial');

  await life('Busy').getByText('8 attempts').waitFor();
  await expect
    .poll(() => life('Busy').getByRole('listitem').allTextContents())
    .toEqual([
      'Number 1: again after 30 minutes',
      'Number 1: again after 35 minutes',
      'Number 1: again after 40 minutes',
      'Number 1: on to number 2 after 1 hour',
      'Number 2: again after 30 minutes',
      'Number 2: again after 35 minutes',
      'Number 2: again after 40 minutes',
      'Number 2: closed, its rules are used up',
    ]);
  await life('Do not call').getByText('Number 1: never called again').waitFor();
  await never.getByText(/^Contradiction: /).waitFor();
  await dryRun()
    .getByText(/Answering machine.*: closed, the person is not called again\./)
    .waitFor();
  await expect
    .poll(() => dryRun().locator('ul').getByRole('listitem').allTextContents())
    .toEqual([
      'Answering machine: the line is closed; the record is treated as Answering machine: ' +
        'closed, no rule says what then.',
      'Fax machine: the line is closed; the record is treated as Fax: ' +
        'closed, no rule says what then.',
      'Silence: an agent gets the call and hears it; the record is treated as what the agent says.',
    ]);

  await dryRun().getByLabel('Attempts on one number').fill('2');
  await life('Busy').getByText('Number 1: on to number 2 after 1 hour').waitFor();
  await busy.getByText('Acts once only: then no attempt is left, or the day is over.').waitFor();
});

test('everybody can read and reach the rules and their dry run', async () => {
  expect(await findings(page, 'treatments')).toEqual([]);
});

test('they are saved with their turns', async () => {
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  const { rows } = await server.pool.query(
    "select settings->'treatments' as treatments from campaigns where name = 'Summer renewals'",
  );
  const on = (result: string) => ({ by: 'call-result', result });
  const cycle = { intervalMs: 1_800_000, incrementMs: 300_000, cycleAttempts: 3 };
  expect(rows[0].treatments).toMatchObject([
    { on: on('busy'), action: 'redial', ...cycle },
    { on: on('busy'), sequence: 2, action: 'next-in-chain-after', intervalMs: 3_600_000 },
    { on: on('no-answer'), action: 'reschedule', days: 2, time: '10:00', cycleAttempts: 1 },
    { on: on('do-not-call'), action: 'redial' },
  ]);
});

test('machines, fax and silence: one line says what becomes of each', async () => {
  await page.getByRole('tab', { name: 'Voice' }).click();
  const verdict = (name: string): Locator => page.getByRole('group', { name, exact: true });
  const machine = verdict('Answering machine');
  await choose(machine, 'Answering machine', 'Connect to an agent');
  await machine.getByText(/^It gets an agent after every person who waits/).waitFor();
  const fax = verdict('Fax machine');
  await fax.getByRole('combobox', { name: 'Fax machine' }).click();
  await expect
    .poll(() => page.getByRole('option').allTextContents())
    .toEqual(['Hang up', 'Connect to an agent', 'Transfer to a destination']);
  await page.getByRole('option', { name: 'Transfer to a destination' }).click();
  await fax.getByLabel('Destination').fill('100');
  await fax.getByLabel('Caller id').fill('+1 (202) 555-0100');
  await fax.getByLabel('Ring time').fill('20');
  const silence = verdict('Silence');
  await choose(silence, 'Silence', 'Play a message');
  await silence.getByText(/Name the message/).waitFor();
  await silence.getByLabel('Message').fill('call-us');
  await silence.getByText(/^Beside the call this is left to the agent/).waitFor();

  const save = page.getByRole('button', { name: 'Save', exact: true });
  await save.click();
  await page.getByText(/to neither a number nor a SIP address/).waitFor();
  await fax.getByLabel('Destination').fill('sip:fax@pbx.example');
  await save.click();
  await page.getByText('Saved', { exact: true }).waitFor();
  const { rows } = await server.pool.query(
    `select settings#>'{voice,cpd,callTreatments}' as treated
     from campaigns where name = 'Summer renewals'`,
  );
  expect(rows[0].treated).toEqual({
    machine: { kind: 'connect' },
    fax: {
      kind: 'transfer',
      to: 'sip:fax@pbx.example',
      callerId: '+12025550100',
      ringMs: 20_000,
    },
    silence: { kind: 'message', message: 'call-us' },
  });
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await picture(page, `call-treatments-${colorScheme}`);
  }
  expect(await findings(page, 'call treatments')).toEqual([]);
});

test('the records of one list are shown with fields of their own', async () => {
  await page.getByRole('tab', { name: 'Screens' }).click();
  const body = page.locator('body');
  await choose(body, 'Records of', 'Second list');
  await page.getByText('This list is shown as every list.').waitFor();
  await page.getByRole('button', { name: 'Give it fields of its own' }).click();
  await page.getByText('This list has fields of its own.').waitFor();
  for (let left = await page.locator('.layout-row').count(); left > 0; left -= 1) {
    await page
      .getByRole('button', { name: /^Remove / })
      .first()
      .click();
    await page
      .locator('.layout-row')
      .nth(left - 1)
      .waitFor({ state: 'detached' });
  }
  await choose(body, 'Add a field', 'Plan (plan)');
  await page.getByLabel('Plan is editable').check();
  expect(await findings(page, 'own fields')).toEqual([]);
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await page.getByText('Saved', { exact: true }).waitFor();
  const { rows } = await server.pool.query(
    "select settings->'recordFieldsOf' as own from campaigns where name = 'Summer renewals'",
  );
  const plan = { key: 'plan', label: 'Plan', type: 'text', editable: true, choices: [] };
  expect(rows).toEqual([{ own: [{ listId: 'l-2', fields: [plan] }] }]);
});
