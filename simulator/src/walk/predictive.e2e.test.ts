import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { millis } from '@outpace/engine/basics/time.ts';
import type { RunningServer } from '@outpace/server/main.ts';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Callee } from '../callees.ts';
import { Carrier } from '../carrier.ts';
import { hashOf, Prng } from '../prng.ts';
import { realTimers } from '../real-timers.ts';
import { SimulatedSwitch } from '../simulated-switch.ts';
import { Api } from './api.ts';
import { ApiAgent } from './api-agent.ts';
import { findings } from './axe.ts';
import { enterIn, launch, newContext, openGroup, picture } from './browser.ts';
import { serveDemo } from './served.ts';
import { lostInZoom } from './zoom.ts';

const AGENTS = 6;

let server: RunningServer;
let browser: Browser;
let supervisor: Page;
const agents: ApiAgent[] = [];

/** Everything goes ten times as fast as people do: two in five answer, the others are busy. */
function hastyCallee(phone: PhoneNumber, dialedBefore: number): Callee {
  const prng = new Prng(hashOf(`${phone} ${dialedBefore}`));
  const setUpMs = millis(prng.between(50, 200));
  if (!prng.chance(0.4)) return { setUpMs, kind: 'refuses', result: 'busy' };
  return {
    ...{ setUpMs, kind: 'answers', who: 'person', verdict: 'person', verdictMs: millis(0) },
    ringMs: millis(prng.between(300, 2_500)),
    talkMs: millis(prng.between(2_000, 9_000)),
    patienceMs: millis(5_000),
  };
}

beforeAll(async () => {
  const carrier = new SimulatedSwitch(new Carrier({ calleeOf: hastyCallee }), realTimers());
  server = await serveDemo(carrier, async (pool) => {
    // Whatever the hour of this walk is where the numbers lie.
    await pool.query('update calling_lists set daily_from = 0, daily_till = 86400');
    await pool.query(
      `update campaigns set settings = settings || '{"autoDone": true}' || jsonb_build_object(
         'delivery', jsonb_build_object('kind', 'auto-answer'),
         'limits', settings->'limits' || '{"wrapUpMs": 1500}',
         'outcomes', settings->'outcomes' || '{"dispositionMandatory": false}')
       where name = 'Summer renewals'`,
    );
  });
  browser = await launch();
  // Nothing is looked at half faded in.
  const context = await newContext(browser, { reducedMotion: 'reduce' });
  supervisor = await enterIn(context, server.url, 'a supervisor');
  for (let count = 0; count < AGENTS; count += 1) {
    const agent = new ApiAgent(await Api.enter(server.url, 'agent'));
    await agent.logOn();
    agents.push(agent);
  }
});

afterAll(async () => {
  for (const agent of agents) agent.vanish();
  await browser?.close();
  await server?.close();
});

const button = (name: string): Locator => supervisor.getByRole('button', { name, exact: true });
const region = (name: string): Locator => supervisor.getByRole('region', { name, exact: true });
const controls = (): Locator => region('Controls');
const decisions = (): Locator => region('Decisions of the last hour');
const pacing = (): Locator => region('Pacing');

async function choose(label: string, option: string): Promise<void> {
  await controls().getByRole('combobox', { name: label, exact: true }).click();
  await supervisor.getByRole('option', { name: option, exact: true }).click();
}

/** A picture in light and dark, and nothing on it that axe or a zoom to 200 % finds. */
async function look(name: string): Promise<void> {
  await picture(supervisor, name);
  await supervisor.emulateMedia({ colorScheme: 'dark' });
  await picture(supervisor, `${name}-dark`);
  await supervisor.emulateMedia({ colorScheme: 'light' });
  const found = await findings(supervisor, name);
  expect([...found, ...(await lostInZoom(supervisor, name))]).toEqual([]);
}

test('a group dials predictively and tells why, in words and in drawings', async () => {
  await openGroup(supervisor, /Summer renewals/);
  await button('Load').click();
  await pacing().waitFor();
  await choose('Mode', 'Predictive');
  await button('Start').click();
  for (const agent of agents) await agent.bySocket({ type: 'set-ready' });
  await pacing().getByText('Aim: at most 3\u00a0% abandoned').waitFor();
  await pacing()
    .getByText(/more expected within ten seconds/)
    .waitFor();
  await decisions().getByText('Still learning').waitFor();
  // Thirty calls and three conversations later it looks ahead.
  await pacing()
    .getByText(/risk that a person finds no agent|Agents were the limit|The target is met/)
    .first()
    .waitFor({ timeout: 60_000 });
  await decisions().getByText('Risk', { exact: true }).first().waitFor();
  await look('predictive-console');
});

test('target and mode are changed while it dials', async () => {
  await choose('Target', 'Agent busy factor');
  await controls().getByText('Dials no more than keeps agents busy').waitFor();
  await controls().getByText('Ceiling of the campaign: 3\u00a0% abandoned.').waitFor();
  await controls().getByRole('textbox', { name: 'Busy of busy and ready, %' }).fill('60');
  await button('Set target').click();
  await pacing().getByText('Aim: agents 60\u00a0% busy').waitFor();
  await look('predictive-target');
  await choose('Mode', 'Progressive');
  await controls().getByText('Aimed at as soon as the mode is predictive.').waitFor();
  await pacing().getByText('Aim:').waitFor({ state: 'hidden' });
  await choose('Mode', 'Predictive');
  await pacing().getByText('Aim: agents 60\u00a0% busy').waitFor();
  const saved = await server.pool.query(
    `select detail->'target' as target from audit where what = 'dial-session-changed'
     order by id desc limit 1`,
  );
  expect(saved.rows[0].target).toEqual({ kind: 'busy-factor', share: 0.6 });
});

/** Opens with the first of these tests, and is left open for those after it. */
const whatIf = (): Locator => supervisor.getByRole('dialog', { name: 'What if' });
const simulated = (): Locator => whatIf().getByRole('region', { name: 'What it comes to' });

const type = (label: string, text: string): Promise<void> =>
  whatIf().getByRole('textbox', { name: label, exact: true }).fill(text);

test('a plan is simulated and compared with another', async () => {
  await button('What if').click();
  await whatIf().getByText('Nothing simulated yet').waitFor();
  // Long enough to be seen on its way, short enough for a machine that walks elsewhere too.
  await type('Agents', '15');
  await type('Shift, hours', '2');
  await type('Days to simulate', '6');
  await whatIf().getByRole('button', { name: 'Simulate' }).click();
  await simulated().getByRole('progressbar').waitFor();
  await simulated().getByText('6 days', { exact: true }).waitFor({ timeout: 90_000 });
  await expect.poll(() => simulated().getByRole('table').count()).toBe(5);

  await whatIf().getByRole('combobox', { name: 'Mode' }).click();
  await supervisor.getByRole('option', { name: 'Progressive', exact: true }).click();
  await whatIf().getByRole('button', { name: 'Simulate' }).click();
  await simulated().getByText('6 days', { exact: true }).nth(1).waitFor({ timeout: 90_000 });
  const occupancy = simulated().getByRole('table', { name: 'Occupancy of agents' });
  await expect.poll(() => occupancy.getByText(/%\sto\s/).count()).toBe(2);
  await look('predictive-what-if');
});

test('a plan is simulated as a past day was', async () => {
  // Today is a past day too, once there were enough talks to tell what a talk is like.
  await expect.poll(talksSoFar, { timeout: 120_000, interval: 1_000 }).toBeGreaterThanOrEqual(20);
  const today = await supervisor.locator(':root').evaluate(() => {
    const now = new Date();
    return [now.getFullYear(), now.getMonth() + 1, now.getDate()]
      .map((part) => String(part).padStart(2, '0'))
      .join('-');
  });
  await whatIf().getByLabel('Like a past day').fill(today);
  await whatIf().getByRole('button', { name: 'Take over' }).click();
  await whatIf()
    .getByText(/ring and talk times are those of that day/)
    .waitFor();
  expect(Number(await whatIf().getByLabel('Mean talk, s').inputValue())).toBeLessThan(30);
  await expect.poll(() => whatIf().getByLabel('Mean talk, s').isDisabled()).toBe(true);
  await look('predictive-past-day');
});

test('a simulation is cancelled', async () => {
  await type('Agents', '300');
  await type('Shift, hours', '12');
  await whatIf().getByRole('button', { name: 'Simulate' }).click();
  await whatIf().getByRole('button', { name: 'Cancel' }).click();
  await simulated()
    .getByText(/^Cancelled after/)
    .waitFor({ timeout: 60_000 });
  await supervisor.keyboard.press('Escape');
});

async function talksSoFar(): Promise<number> {
  const found = await server.pool.query(
    `select count(*)::int as talks from attempts
     where connected_at is not null and call_result is not null`,
  );
  return found.rows[0].talks;
}
