import { must } from '@outpace/engine/basics/assert.ts';
import { HOLD_MUSIC_HZ } from '@outpace/server/switch/instance/hold-music.ts';
import { lengthMs, type Samples } from '@outpace/server/switch/instance/samples.ts';
import { toneMs } from '@outpace/server/switch/instance/tone-levels.ts';
import { parseWav } from '@outpace/server/switch/instance/wav.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { enterIn, newContext, openGroup, picture } from '../walk/browser.ts';
import { AgentPage } from './agent-page.ts';
import { machine, pause, steadyTone, tone } from './behaviour.ts';
import { otherMs, stretches } from './tone-stretches.ts';
import {
  AGENT_HZ,
  allowMicrophone,
  hearingContext,
  launchWithSound,
  levelIn,
  PATIENCE_MS,
} from './voice-browser.ts';
import { prepareCampaigns, VoiceHouse } from './voice-house.ts';
import type { WorldCall } from './world-call.ts';

const CUSTOMER_HZ = 1_000;
const TONES_HZ = [HOLD_MUSIC_HZ, AGENT_HZ, CUSTOMER_HZ];
const PATIENCE = { timeout: PATIENCE_MS, interval: 100 };

const GREETING = {
  voice: 'en-us',
  wordsPerMinute: 150,
  text: 'You have reached the voice mail of nobody at all. Please leave a message after the tone.',
};
/** Short enough, and with enough silence behind it, to be a person. */
const HELLO = [pause(300), tone(CUSTOMER_HZ, 1_300), pause(1_500)];

let house: VoiceHouse;
let browser: Browser;
let agent: AgentPage;
let supervisor: Page;

beforeAll(async () => {
  [house, browser] = await Promise.all([VoiceHouse.open(prepareCampaigns), launchWithSound()]);
  await everybodyEnters();
});

afterAll(async () => {
  await browser?.close();
  await house?.close();
});

async function everybodyEnters(sockets: string[] = []): Promise<void> {
  agent = await anAgent(sockets);
  supervisor = await enterIn(await newContext(browser), house.url, 'a supervisor');
}

/** There is one agent only: whoever enters as one is this one. Notes where the page connects to. */
async function anAgent(sockets: string[] = []): Promise<AgentPage> {
  const context = await hearingContext(browser);
  context.on('page', (page) => page.on('websocket', (socket) => sockets.push(socket.url())));
  return new AgentPage(await enterIn(context, house.url, 'an agent'));
}

async function run(campaign: RegExp): Promise<void> {
  await openGroup(supervisor, campaign);
  await supervisor.getByRole('button', { name: 'Load', exact: true }).click();
  await agent.confirm('Campaign loaded');
  await supervisor.getByRole('button', { name: 'Start', exact: true }).click();
  await agent.confirm('Campaign started');
}

/** A customer who is a steady tone, talking with the agent. */
async function talk(): Promise<WorldCall> {
  house.everybody(steadyTone(CUSTOMER_HZ, 1_000));
  await agent.setStatus('Ready');
  const call = await house.callAfter(() => agent.accept());
  await agent.says('Connected');
  await hears(agent.page, CUSTOMER_HZ);
  await hearsNow(call, [AGENT_HZ]);
  return call;
}

const hears = (page: Page, hz: number): Promise<void> =>
  expect.poll(() => levelIn(page, hz), PATIENCE).toBeGreaterThan(0.05);
const doesNotHear = (page: Page, hz: number): Promise<void> =>
  expect.poll(() => levelIn(page, hz), PATIENCE).toBeLessThan(0.01);

/** Until the called party hears just these tones, without a break. */
function hearsNow(call: WorldCall, tonesHz: readonly number[]): Promise<void> {
  const last = async () => stretches(await call.heard(), TONES_HZ).at(-1)?.tonesHz;
  return expect.poll(last, PATIENCE).toEqual(tonesHz);
}

/** Until the called party has heard a tone for so much longer. */
async function hearsMore(call: WorldCall, hz: number, ms: number): Promise<void> {
  await call.hears(hz, toneMs(await call.heard(), hz) + ms);
}

/** What was heard one after the other, from the first sound on. */
function tonesOf(samples: Samples): readonly (readonly number[])[] {
  const found = stretches(samples, TONES_HZ).map(({ tonesHz }) => tonesHz);
  return found.slice(found.findIndex((tonesHz) => tonesHz.length > 0));
}

/** The screen goes on before the disk has it: what was done is there a moment later. */
function stored(sql: string, values: readonly unknown[] = []) {
  return expect.poll(async () => (await house.pool.query(sql, [...values])).rows, PATIENCE);
}

async function recordingWithNote(note: string): Promise<Samples> {
  const { rows } = await house.pool.query('select id from interactions where note = $1', [note]);
  const path = `/api/interactions/${encodeURIComponent(rows[0]?.id)}/recording`;
  const response = await supervisor.request.get(`${house.url}${path}`);
  expect(response.headers()['content-type']).toMatch(/^audio\//);
  return must(parseWav(await response.body()), 'a recording that can be read');
}

/** Nothing is left of any call on the switch. */
const nothingIsLeft = () => expect.poll(() => house.alive(), PATIENCE).toEqual([]);

test('the phone signs in by itself and can be tried before the first call', async () => {
  await agent.phone('Phone ready').waitFor();
  await picture(agent.page, 'voice-phone-check');
  await agent.button(/^My Phone/).click();
  await agent.page.getByRole('dialog', { name: 'My Phone' }).waitFor();
  await picture(agent.page, 'voice-phone-panel');
  await agent.page.keyboard.press('Escape');
  await run(/Summer renewals/);
});

/** Attempt, interaction, recording and measured sound, as the walk must have left them. */
const storedWhole = (note: string, recording: Samples): Promise<void> =>
  stored(
    `select i.disposition_code, i.call_result, a.call_result as attempt, r.state as recording,
       abs(r.duration_ms - $2) < 1000 as is_whole, q.loss_share < 0.1 as is_clear,
       q.level_in > 0.01 as is_heard, q.over_ms > 5000 as is_long
     from interactions i join attempts a on a.id = i.attempt_id
     join recordings r on r.interaction_id = i.id
     join call_quality q on q.interaction_id = i.id
     where i.note = $1 and i.done_at is not null`,
    [note, lengthMs(recording)],
  ).toEqual([
    {
      disposition_code: 'interested',
      call_result: 33,
      attempt: 33,
      recording: 'kept',
      is_whole: true,
      is_clear: true,
      is_heard: true,
      is_long: true,
    },
  ]);

test('a conversation, held, muted, keyed and paused, heard at every end', async () => {
  const call = await talk();
  await agent.setStatus('Break');

  await agent.press('Hold');
  await hearsNow(call, [HOLD_MUSIC_HZ]);
  await picture(agent.page, 'voice-hold');
  await agent.press('Resume');
  await hearsNow(call, [AGENT_HZ]);

  await agent.press('Keypad');
  for (const key of ['1', '5', 'Hash']) await agent.button(key).click();
  await call.until('three digits', ({ digits }) => digits.length === 3 || undefined);
  await picture(agent.page, 'voice-keypad');
  await agent.page.keyboard.press('Escape');
  await hearsMore(call, AGENT_HZ, 600);

  await agent.press('Mute');
  await hearsNow(call, []);
  await agent.press('Unmute');
  await hearsNow(call, [AGENT_HZ]);

  const pressedAt = Date.now();
  await agent.press('Pause recording');
  await agent.says('Recording paused');
  const pausedAt = Date.now();
  await hearsMore(call, AGENT_HZ, 1_500);
  await picture(agent.page, 'voice-recording-paused');
  const pausedMsMin = Date.now() - pausedAt;
  await agent.press('Resume recording');
  await agent.says('Recorded by campaign');
  const pausedMsMax = Date.now() - pressedAt;
  await hearsMore(call, AGENT_HZ, 800);
  await agent.says('Good sound');
  await picture(agent.page, 'voice-connected');

  await agent.note.fill('heard at every end');
  await agent.endCall();
  await agent.dispose('Interested');
  await agent.press('Mark done');
  await agent.status('Not Ready · Break').waitFor();

  const [A, C, M] = [AGENT_HZ, CUSTOMER_HZ, HOLD_MUSIC_HZ];
  const recording = await recordingWithNote('heard at every end');
  expect(call.digits).toBe('15#');
  expect(tonesOf(await call.heard())).toEqual([[A], [M], [A], [], [A]]);
  expect(tonesOf(recording)).toEqual([[A, C], [M, C], [A, C], [C], [A, C], [], [A, C]]);
  const silence = stretches(recording, TONES_HZ).find(({ tonesHz }) => tonesHz.length === 0);
  expect(silence?.ms).toBeGreaterThan(pausedMsMin - 500);
  expect(silence?.ms).toBeLessThan(pausedMsMax + 500);
  await storedWhole('heard at every end', recording);
  await picture(agent.page, 'voice-history');
  await picture(supervisor, 'voice-supervisor');
  await nothingIsLeft();
});

test('a page reloaded in mid-call comes back to the customer, who heard music', async () => {
  const call = await talk();
  await agent.setStatus('Break');
  await agent.note.fill('before the reload');
  await agent.page.getByText(/draft saved/i).waitFor();
  // The new page gets no phone before it was looked at.
  const { promise: isSeen, resolve: letIn } = Promise.withResolvers<void>();
  await agent.page.route('**/api/phone', async (route) => {
    await isSeen;
    await route.continue();
  });
  agent.page.once('dialog', (dialog) => void dialog.accept());
  await agent.page.reload();
  await agent.says('Reconnecting');
  await hearsNow(call, [HOLD_MUSIC_HZ]);
  await picture(agent.page, 'voice-reconnecting');
  letIn();
  await agent.says('Connected');
  await hears(agent.page, CUSTOMER_HZ);
  await hearsNow(call, [AGENT_HZ]);
  expect(await agent.note.inputValue()).toBe('before the reload');
  expect(tonesOf(await call.heard())).toEqual([[AGENT_HZ], [HOLD_MUSIC_HZ], [AGENT_HZ]]);
});

test('of two browsers of one agent the newest has the call, and gives it back', async () => {
  const call = await house.world.until('the call of before', () =>
    house.world.calls.find(({ phase }) => phase === 'answered'),
  );
  const second = await anAgent();
  onTestFinished(() => second.page.context().close());
  await agent.page.getByText('open in another tab or browser').waitFor();
  await doesNotHear(agent.page, CUSTOMER_HZ);
  await second.says('Connected');
  await hears(second.page, CUSTOMER_HZ);
  await hearsMore(call, AGENT_HZ, 600);
  expect(await second.note.inputValue()).toBe('before the reload');

  await agent.press('Use here');
  await second.page.getByText('open in another tab or browser').waitFor();
  await agent.says('Connected');
  await hears(agent.page, CUSTOMER_HZ);
  await doesNotHear(second.page, CUSTOMER_HZ);
  await hearsMore(call, AGENT_HZ, 600);
  await agent.endCall();
  await agent.dispose('Interested');
  await agent.press('Mark done');
  await agent.status('Not Ready · Break').waitFor();
  await nothingIsLeft();
});

test('a machine takes the agent off with one line, and the agent may object', async () => {
  await supervisor.getByRole('button', { name: 'Complete', exact: true }).click();
  await run(/Balance reminders/);
  house.everybody(machine(GREETING, 1_500));
  const call = await house.callAfter(() => agent.setStatus('Ready'));
  await agent.setStatus('Break');
  await agent.says('Connected');
  await agent.page.getByText('You were taken off the call').waitFor();
  await picture(agent.page, 'voice-taken-off');
  await agent.press('That was a person');
  await agent.page.getByText('You said: a person.').waitFor();
  await agent.status('Not Ready · Break').waitFor();
  await call.reaches('ended');
  await stored(
    `select a.cpd_verdict, a.cpd_after_ms between 500 and 6000 as in_time, c.said
     from attempts a join cpd_corrections c on c.attempt_id = a.id where a.phone = $1`,
    [call.number],
  ).toEqual([{ cpd_verdict: 'machine', in_time: true, said: 'person' }]);
});

test('a browser that stays away leaves the customer with the message', async () => {
  house.everybody({ ...steadyTone(CUSTOMER_HZ, 300), says: HELLO });
  const call = await house.callAfter(() => agent.setStatus('Ready'));
  await agent.says('Connected');
  await hearsNow(call, [AGENT_HZ]);
  await agent.note.fill('before the end');
  await agent.page.getByText(/draft saved/i).waitFor();
  const context = agent.page.context();
  await agent.page.close();
  await call.reaches('ended');
  const heard = await call.heard();
  expect(tonesOf(heard).slice(0, 2)).toEqual([[AGENT_HZ], [HOLD_MUSIC_HZ]]);
  expect(otherMs(heard, TONES_HZ)).toBeGreaterThan(1_500);

  agent = new AgentPage(await context.newPage());
  await agent.page.goto(house.url);
  await agent.says('because your phone was lost');
  await picture(agent.page, 'voice-phone-lost');
  expect(await agent.note.inputValue()).toBe('before the end');
  await agent.dispose('Interested');
  await agent.press('Mark done');
  await agent.status('Not Ready · Phone lost').waitFor();
  await picture(agent.page, 'voice-not-ready');
  await stored(
    `select i.disposition_code, a.call_result, r.state as recording
     from interactions i join attempts a on a.id = i.attempt_id
     join recordings r on r.interaction_id = i.id
     where i.note = $1 and i.done_at is not null`,
    ['before the end'],
  ).toEqual([{ disposition_code: 'interested', call_result: 33, recording: 'kept' }]);
});

test('a microphone that is denied is said, and nobody becomes Ready without one', async () => {
  const context = await newContext(browser);
  onTestFinished(() => context.close());
  const denied = new AgentPage(await enterIn(context, house.url, 'an agent'));
  await denied.phone('Microphone denied').waitFor();
  await picture(denied.page, 'voice-microphone-denied');
  // What the screen refuses, the server refuses as well.
  await denied.page.getByRole('button', { name: /^Ready/, disabled: true }).waitFor();
  await denied.page.keyboard.press('Alt+r');
  await denied.page.getByText('Your phone is not connected. Check it, then go Ready.').waitFor();
  await picture(denied.page, 'voice-refused');

  await allowMicrophone(context);
  // The page asks again by itself.
  await denied.phone('Phone ready').waitFor();
});

test('the administrator chooses what a campaign wants of the telephony', async () => {
  const context = await newContext(browser);
  onTestFinished(() => context.close());
  const page = await enterIn(context, house.url, 'an administrator');
  await page.getByRole('link', { name: 'Campaigns', exact: true }).first().click();
  await page
    .getByRole('link', { name: /Balance reminders/ })
    .first()
    .click();
  await page.getByRole('tab', { name: 'Voice' }).click();
  await page.getByText('Time to come back').waitFor();
  await picture(page, 'voice-administrator');
});

test('over TLS, page and phone alike', async () => {
  await agent.page.context().close();
  await supervisor.context().close();
  await house.serveAgain({ OUTPACE_TLS: 'self-signed' });
  expect(house.url).toMatch(/^https:/);
  const sockets: string[] = [];
  await everybodyEnters(sockets);
  await agent.phone('Phone ready').waitFor();
  const { host } = new URL(house.url);
  expect(new Set(sockets)).toEqual(
    new Set([`wss://${host}/api/agent-socket`, `wss://${host}/api/sip`]),
  );
  house.everybody({ ...steadyTone(CUSTOMER_HZ, 300), says: HELLO });
  const call = await house.callAfter(() => agent.setStatus('Ready'));
  await agent.says('Connected');
  await hears(agent.page, CUSTOMER_HZ);
  await hearsNow(call, [AGENT_HZ]);
  await agent.note.fill('over TLS');
  await agent.setStatus('Break');
  await agent.endCall();
  await agent.dispose('Interested');
  await agent.press('Mark done');
  await agent.status('Not Ready · Break').waitFor();
  expect(tonesOf(await recordingWithNote('over TLS'))).toContainEqual([AGENT_HZ, CUSTOMER_HZ]);
  await agent.setStatus('Log off');
  await nothingIsLeft();
});
