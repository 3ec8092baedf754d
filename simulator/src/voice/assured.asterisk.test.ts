import { must } from '@outpace/engine/basics/assert.ts';
import { campaignGroupId, commandId } from '@outpace/engine/basics/ids.ts';
import { CALL_RESULTS } from '@outpace/engine/calling-lists/call-result.ts';
import { type TestDatabase, testDatabase } from '@outpace/server/store/test-database.ts';
import { tonesHeard } from '@outpace/server/switch/instance/tone-levels.ts';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { GROUP, SITE } from '../crash/scene.ts';
import { SCENE_SETTINGS, type SceneSettings, setScene } from '../crash/set-scene.ts';
import { steadyTone } from './behaviour.ts';
import { agentOf, CallCentre } from './call-centre.ts';
import { deskHabit, deskOf } from './desk-agents.ts';
import { leftovers } from './leftovers.ts';
import { AGENT_HZ, CUSTOMER_HZ, MUSIC_HZ, VoiceRig } from './voice-rig.ts';
import type { WorldCall } from './world-call.ts';

/*
 * The order of the legs on a real switch: who is called first, and who hears what until the two are
 * brought together.
 */

/** Long enough for the agent to hear that they wait. */
const RING_MS = 2_500;
const DESK = deskOf(agentOf(1));

let rig: VoiceRig;
/** Keeps the server of all databases running between tests. */
let warm: TestDatabase;

beforeAll(async () => {
  rig = await VoiceRig.open();
  warm = await testDatabase();
  rig.behaveAs(DESK, steadyTone(AGENT_HZ, 1_000));
});
afterAll(async () => {
  await rig.close();
  await warm.drop();
});

const SETTINGS: SceneSettings = {
  ...SCENE_SETTINGS,
  delivery: { kind: 'auto-answer' },
  limits: { ...SCENE_SETTINGS.limits, ringMs: 15_000 },
  outcomes: { ...SCENE_SETTINGS.outcomes, preselected: 'answer' },
  voice: {
    ...SCENE_SETTINGS.voice,
    agentLeg: 'per-call',
    mergeBeep: true,
    cpd: { ...SCENE_SETTINGS.voice.cpd, when: 'off' },
  },
};

type Group = { readonly mode: string; readonly assured: object };
const ASSURED: Group = { mode: 'progressive', assured: { of: 'everybody' } };
const SEIZING: Group = { mode: 'progressive-seizing', assured: { of: 'nobody' } };

let sites = 0;

/** A site with these people, and one agent with a phone on the desk. */
async function open(group: Group, phones: readonly string[]) {
  sites += 1;
  for (const phone of phones) rig.behaveAs(phone, steadyTone(CUSTOMER_HZ, RING_MS));
  const database = await testDatabase();
  onTestFinished(() => database.drop());
  await setScene(database.pool, phones, SETTINGS);
  const { mode, assured } = group;
  await database.pool.query('update campaign_groups set mode = $1, assured = $2', [
    mode,
    JSON.stringify(assured),
  ]);
  const { user, secret, url } = rig.dialer;
  const host = rig.worldInstance.sipAddress;
  const centre = await CallCentre.open({
    pool: database.pool,
    asterisk: { url, user, secret },
    trunks: [{ name: `line-${sites}`, host, callsPerSecond: 100, channels: 100 }],
    run: `line-${sites}`,
    agents: 1,
    habit: deskHabit({ desks: host, talkMs: () => undefined }),
    log: pino({ level: 'silent' }),
  });
  onTestFinished(() => centre.close('end'));
  await centre.run();
  centre.logOn();
  const results = async () => {
    const { rows } = await database.pool.query<{ phone: string; result: number | null }>(
      'select phone, call_result as result from attempts where site = $1 order by opened_at, id',
      [SITE],
    );
    return rows.map(({ phone, result }) => [phone, CALL_RESULTS[result ?? -1]]);
  };
  return { centre, results };
}

async function finish(centre: CallCentre): Promise<void> {
  const command = { type: 'complete', groupId: campaignGroupId(GROUP) } as const;
  await centre.dialer.supervisorCommand('test', commandId('finish'), command);
  await centre.until('the end', () => !centre.isLoaded() || undefined, 20_000);
  await centre.dialer.stop();
  expect(await leftovers(rig.dialer)).toEqual([]);
}

/** The call to this customer, and what the agent's phone was doing when it came in. */
const called = (phone: string) =>
  rig.world.until(`a call to ${phone}`, () => {
    const call = rig.world.calls.find(({ number }) => number === phone);
    if (call === undefined) return undefined;
    const desk = rig.world.calls.findLast(({ number }) => number === DESK);
    return { call, deskThen: desk?.phase };
  });

/** Whom somebody has heard, one after the other; a beep is an overtone of the music here. */
async function story(side: WorldCall): Promise<readonly number[]> {
  const heard = tonesHeard(await side.heard(), [MUSIC_HZ, CUSTOMER_HZ, AGENT_HZ]).flat();
  return heard.filter((hz, nth) => hz !== heard[nth - 1]);
}

test('assured: the agent hears music, then the customer rings, then both talk', async () => {
  const phone = '+13215550101';
  const { centre, results } = await open(ASSURED, [phone]);
  const { call: customer, deskThen } = await called(phone);
  expect(deskThen).toBe('answered');
  const agent = await rig.world.callTo(DESK);
  await agent.hears(MUSIC_HZ, 800);
  expect(customer.phase).not.toBe('answered');
  const view = must(centre.view(1), 'the view');
  expect(view.status.phase).toBe('engaged');
  expect(view.interaction).toMatchObject({ phase: 'engaging', phone });

  await Promise.all([customer.hears(AGENT_HZ, 600), agent.hears(CUSTOMER_HZ, 600)]);
  expect(await story(agent)).toEqual([MUSIC_HZ, CUSTOMER_HZ]);
  // Who was assured has heard nobody and nothing but their agent.
  expect(await story(customer)).toEqual([AGENT_HZ]);
  await customer.hangUp();
  await centre.until(
    'the end of the call',
    () => centre.view(1)?.today.contacts === 1 || undefined,
  );
  await finish(centre);
  expect(await results()).toEqual([[phone, 'answer']]);
});

test('assured: an agent who hangs up while it rings takes the call with them', async () => {
  const phone = '+13215550102';
  const { centre, results } = await open(ASSURED, [phone]);
  const { call: customer } = await called(phone);
  await customer.reaches('ringing');
  await (await rig.world.callTo(DESK)).hangUp();
  await customer.reaches('ended');
  expect(customer.talks).toBe(0);
  await centre.until('the result', () => {
    const { counts } = centre.dialer.sessionRow(campaignGroupId(GROUP)) ?? {};
    return counts?.byResult['dropped-on-no-answer'] === 1 || undefined;
  });
  await finish(centre);
  expect(await results()).toEqual([[phone, 'dropped-on-no-answer']]);
});

test('seizing: one leg of the agent serves one customer after the other', async () => {
  const [first, second] = ['+13215550103', '+13215550104'] as const;
  const before = rig.world.calls.filter(({ number }) => number === DESK).length;
  const { centre, results } = await open(SEIZING, [first, second]);
  const { call: one, deskThen } = await called(first);
  expect(deskThen).toBe('answered');
  const empty = centre.view(1)?.interaction;
  expect(empty).toMatchObject({ phase: 'engaging', contactName: '', phone: '' });
  const agent = await rig.world.callTo(DESK);
  await agent.hears(MUSIC_HZ, 800);
  await one.hears(AGENT_HZ, 400);
  expect(centre.view(1)?.interaction).toMatchObject({ id: empty?.id, phone: first });
  await one.hangUp();

  const { call: two } = await called(second);
  await two.hears(AGENT_HZ, 400);
  await two.hangUp();
  // Music before each of the two; at the seams tones may be heard in pieces.
  const twice = [MUSIC_HZ, CUSTOMER_HZ, MUSIC_HZ, CUSTOMER_HZ];
  expect((await story(agent)).slice(0, 4)).toEqual(twice);
  await finish(centre);
  expect(rig.world.calls.filter(({ number }) => number === DESK).length).toBe(before + 1);
  expect(await results()).toEqual([
    [first, 'answer'],
    [second, 'answer'],
  ]);
});
