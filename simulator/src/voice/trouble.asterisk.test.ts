import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { must } from '@outpace/engine/basics/assert.ts';
import { campaignGroupId, commandId } from '@outpace/engine/basics/ids.ts';
import type { CallResult } from '@outpace/engine/calling-lists/call-result.ts';
import { CALL_RESULTS } from '@outpace/engine/calling-lists/call-result.ts';
import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import { type TestDatabase, testDatabase } from '@outpace/server/store/test-database.ts';
import { retry } from '@outpace/server/switch/instance/retry.ts';
import { lengthMs } from '@outpace/server/switch/instance/samples.ts';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import type { Habit } from '../crash/quick-agents.ts';
import { GROUP, SITE } from '../crash/scene.ts';
import { SCENE_SETTINGS, type SceneSettings, setScene } from '../crash/set-scene.ts';
import { CAUSES, refusal, steadyTone } from './behaviour.ts';
import { agentOf, CallCentre } from './call-centre.ts';
import { deskHabit, deskOf } from './desk-agents.ts';
import { Gate } from './gate.ts';
import { LateReplies } from './late-replies.ts';
import { leftovers } from './leftovers.ts';
import { startSipp } from './sipp.ts';
import { AGENT_HZ, CUSTOMER_HZ, VoiceRig } from './voice-rig.ts';

/*
 * What becomes of people, records and agents when the telephony is in trouble. That the switch
 * itself tells the right story then, its own tests show.
 */

const CALM_MS_MAX = 20_000;

let rig: VoiceRig;
/** Keeps the server of all databases running between tests. */
let warm: TestDatabase;

beforeAll(async () => {
  rig = await VoiceRig.open();
  warm = await testDatabase();
  for (let nth = 1; nth <= 10; nth += 1) rig.behaveAs(deskOf(agentOf(nth)), steadyTone(AGENT_HZ));
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
    agentLeg: 'nailed-up',
    cpd: { ...SCENE_SETTINGS.voice.cpd, when: 'off' },
  },
};

type Attempt = { readonly phone: string; readonly result: CallResult | undefined };

/** A site of its own, and the call centres that come and go on it. */
class Site {
  static #count = 0;
  /** Its only line out. Lines that were made at the switch before are still there. */
  readonly trunk: string;
  readonly #database: TestDatabase;
  #runs = 0;

  private constructor(database: TestDatabase, trunk: string | undefined) {
    this.#database = database;
    Site.#count += 1;
    this.trunk = trunk ?? `out-${Site.#count}`;
  }

  static async open(
    phones: readonly string[],
    change: Partial<SceneSettings> = {},
    trunk?: string,
  ): Promise<Site> {
    const database = await testDatabase();
    onTestFinished(() => database.drop());
    await setScene(database.pool, phones, { ...SETTINGS, ...change });
    return new Site(database, trunk);
  }

  async centre(order: {
    readonly agents: number;
    readonly habit: Habit;
    readonly url?: string;
    readonly host?: string;
  }): Promise<CallCentre> {
    this.#runs += 1;
    const { user, secret, url } = rig.dialer;
    const host = order.host ?? rig.worldInstance.sipAddress;
    const centre = await CallCentre.open({
      pool: this.#database.pool,
      asterisk: { url: order.url ?? url, user, secret },
      trunks: [{ name: this.trunk, host, callsPerSecond: 100, channels: 100 }],
      run: `run-${this.#runs}`,
      agents: order.agents,
      habit: order.habit,
      log: pino({ level: 'silent' }),
    });
    onTestFinished(() => centre.close('end'));
    return centre;
  }

  /** In the order in which they were dialed. */
  async attempts(): Promise<readonly Attempt[]> {
    const { rows } = await this.#database.pool.query<{ phone: string; result: number | null }>(
      'select phone, call_result as result from attempts where site = $1 order by opened_at, id',
      [SITE],
    );
    return rows.map(({ phone, result }) => ({ phone, result: CALL_RESULTS[result ?? -1] }));
  }

  /** Conversations that the store knows of. */
  async connections(): Promise<number> {
    const { rowCount } = await this.#database.pool.query(
      'select 1 from interactions where site = $1 and connected_at is not null',
      [SITE],
    );
    return rowCount ?? 0;
  }

  /** Of these numbers: how often each counts as called, and whether it will be again. */
  async records(phones: readonly string[]) {
    const { rows } = await this.#database.pool.query<{ attempts: number; state: string }>(
      `select r.attempts, c.state from records r
       join chains c on c.site = r.site and c.id = r.chain_id
       where r.site = $1 and r.phone = any($2) order by r.id`,
      [SITE, phones],
    );
    return rows;
  }
}

/** Nobody is called any more, everybody finishes: then nothing is left, agents' legs neither. */
async function finish(centre: CallCentre): Promise<void> {
  const command = { type: 'complete', groupId: campaignGroupId(GROUP) } as const;
  await centre.dialer.supervisorCommand('test', commandId('finish'), command);
  await centre.until('the end', () => !centre.isLoaded() || undefined, CALM_MS_MAX);
  await centre.dialer.stop();
  expect(await leftovers(rig.dialer)).toEqual([]);
}

const switchOf = (centre: CallCentre): 'up' | 'down' => centre.dialer.health().switch;

function four<Item>([a, b, c, d]: readonly Item[]): readonly [Item, Item, Item, Item] {
  return [must(a, 'a first'), must(b, 'a second'), must(c, 'a third'), must(d, 'a fourth')];
}

const phones = (area: number, count: number): readonly string[] =>
  Array.from({ length: count }, (_, n) => `+1${area}55501${String(n).padStart(2, '0')}`);

const desks = (): string => rig.worldInstance.sipAddress;
const untilTheyHangUp = (): Habit => deskHabit({ desks: desks(), talkMs: () => undefined });
const afterMs = (ms: number): Habit => deskHabit({ desks: desks(), talkMs: () => ms });

const talking = (centre: CallCentre, count: number): Promise<readonly string[]> =>
  centre.until(`${count} conversations`, () => {
    const all = centre
      .views()
      .flatMap(({ interaction }) =>
        interaction?.phase === 'connected' ? [interaction.phone] : [],
      );
    return all.length === count ? all : undefined;
  });

const isUp = (view: AgentView | undefined): boolean =>
  view?.phone.kind === 'desk' && view.phone.leg === 'up';

/** Resolves when so many attempts have ended with this result, or at all. */
async function counted(
  centre: CallCentre,
  result: CallResult | 'any',
  count: number,
): Promise<void> {
  await centre.until(
    `${count} times ${result}`,
    () => {
      const byResult = centre.dialer.sessionRow(campaignGroupId(GROUP))?.counts.byResult ?? {};
      const all = Object.values(byResult).reduce((sum, times) => sum + times, 0);
      return (result === 'any' ? all : byResult[result]) === count || undefined;
    },
    CALM_MS_MAX,
  );
}

const resultsOf = (attempts: readonly Attempt[]): readonly (CallResult | undefined)[] =>
  attempts.map(({ result }) => result);

/** Leaves the switch no port for the sound of one more leg; what comes back gives them again. */
async function takePorts(): Promise<() => Promise<void>> {
  const { folder, ports } = rig.dialer.setup;
  const limit = async (last: number): Promise<void> => {
    const range = `[general]\nrtpstart = ${ports.rtpFirst}\nrtpend = ${last}\n`;
    await writeFile(join(folder, 'etc', 'rtp.conf'), range);
    await rig.reloadAtDialer('res_rtp_asterisk.so');
  };
  const socket = createSocket('udp4').bind(ports.rtpFirst, '127.0.0.1');
  await once(socket, 'listening');
  onTestFinished(async () => {
    socket.close();
    await limit(ports.rtpLast);
  });
  await limit(ports.rtpFirst + 1);
  return () => limit(ports.rtpLast);
}

const FAILURES = 5;

/** A group with an agent who waits, and more people than failures are needed to see one. */
async function beforeTrouble(area: number) {
  const all = phones(area, FAILURES + 2);
  for (const phone of all) rig.behaveAs(phone, steadyTone(CUSTOMER_HZ));
  const site = await Site.open(all);
  const centre = await site.centre({ agents: 1, habit: afterMs(200) });
  await centre.load();
  centre.logOn();
  await centre.until('the leg of the agent', () => isUp(centre.view(1)) || undefined);
  return { all, site, centre };
}

const rowOf = (centre: CallCentre) => centre.dialer.sessionRow(campaignGroupId(GROUP));

/** So many calls have failed, dialing rests and says why, and nobody has lost their place. */
async function restsAfter(centre: CallCentre, result: CallResult): Promise<void> {
  await counted(centre, result, FAILURES);
  expect(rowOf(centre)).toMatchObject({
    waits: { trunks: true },
    pacing: { opened: 0, bound: 'trunks' },
  });
  expect(centre.view(1)?.status.phase).toBe('ready');
}

const untouched = (all: readonly string[]) => all.map(() => ({ attempts: 0, state: 'ready' }));

test('where the trunk is unknown, dialing rests and people keep their place', async () => {
  const { all, site, centre } = await beforeTrouble(301);
  await rig.forgetAtDialer('endpoint', `${SITE}~trunk~${site.trunk}`);
  await centre.run();
  await restsAfter(centre, 'all-trunks-busy');
  await finish(centre);
  expect(resultsOf(await site.attempts())).toEqual(Array(FAILURES).fill('all-trunks-busy'));
  expect(await site.records(all)).toEqual(untouched(all));
});

test('where the switch has no port left, dialing goes on by itself when it has some', async () => {
  const { all, site, centre } = await beforeTrouble(311);
  const giveBack = await takePorts();
  await centre.run();
  await restsAfter(centre, 'no-free-port');
  expect(await site.records(all)).toEqual(untouched(all));
  await giveBack();
  await counted(centre, 'answer', all.length);
  await finish(centre);
  const results = resultsOf(await site.attempts());
  expect(results.filter((result) => result === 'no-free-port').length).toBeLessThan(FAILURES + 3);
  expect(new Set(results)).toEqual(new Set(['no-free-port', 'answer']));
});

test('a trunk that moves, and moves back, is called where it is', async () => {
  const [here, there] = [await startSipp({ rules: [] }), await startSipp({ rules: [] })];
  for (const sipp of [here, there]) onTestFinished(() => sipp.stop());
  const moves = [here, there, here].map((sipp, index) => ({ sipp, phone: phones(300, 3)[index] }));
  let trunk: string | undefined;
  for (const { sipp, phone = '' } of moves) {
    const site = await Site.open([phone], {}, trunk);
    trunk = site.trunk;
    const centre = await site.centre({ agents: 1, habit: afterMs(0), host: sipp.address });
    centre.logOn();
    await centre.run();
    await counted(centre, 'answer', 1);
    await finish(centre);
    expect((await sipp.dialed()).at(-1)).toBe(phone.slice(1));
    await centre.close('end');
  }
});

test('an agent whose phone sends nothing is given nobody', async () => {
  const dumb = await startSipp({ rules: [] });
  onTestFinished(() => dumb.stop());
  const [phone = ''] = phones(302, 1);
  rig.behaveAs(phone, steadyTone(CUSTOMER_HZ));
  const site = await Site.open([phone]);
  const habit = deskHabit({ desks: dumb.address, talkMs: () => 0 });
  const once: Habit = (view, run) => {
    const next = habit(view, run);
    return view.status.reason === 'phone-lost' ? undefined : next;
  };
  const centre = await site.centre({ agents: 1, habit: once });
  // Somebody could be dialed for them from their first moment.
  await centre.run();
  centre.logOn();
  await centre.until('the agent stopped', () => {
    const view = centre.view(1);
    return view?.status.reason === 'phone-lost' || undefined;
  });
  await finish(centre);
  expect(await site.attempts()).toEqual([]);
});

test('a called side that sends nothing keeps nobody', async () => {
  const dumb = await startSipp({ rules: [] });
  onTestFinished(() => dumb.stop());
  const site = await Site.open(phones(303, 4));
  const centre = await site.centre({ agents: 2, habit: afterMs(300), host: dumb.address });
  centre.logOn();
  await centre.run();
  await counted(centre, 'answer', 4);
  await finish(centre);
  expect(resultsOf(await site.attempts())).toEqual(Array(4).fill('answer'));
});

test('Asterisk is killed: calls end, records are right, and dialing goes on', async () => {
  const [one = '', two = '', rings = '', ...later] = phones(304, 6);
  for (const phone of [one, two, ...later]) rig.behaveAs(phone, steadyTone(CUSTOMER_HZ));
  rig.behaveAs(rings, { kind: 'rings-out' });
  const site = await Site.open([one, two, rings, ...later]);
  const talkMs = (phone: string) => (later.includes(phone) ? 300 : undefined);
  const centre = await site.centre({ agents: 3, habit: deskHabit({ desks: desks(), talkMs }) });
  centre.logOn();
  await centre.run();
  await talking(centre, 2);
  const inAir = () => centre.dialer.sessionRow(campaignGroupId(GROUP))?.inAir;
  await centre.until('one that rings', () => inAir()?.ringing === 1 || undefined);

  await rig.dialer.kill();
  await centre.until(
    'the switch away',
    () => centre.dialer.health().switch === 'down' || undefined,
  );
  expect(inAir()?.dialing).toBe(0);
  await rig.dialer.start();
  await counted(centre, 'answer', 5);
  await finish(centre);
  const byPhone = new Map((await site.attempts()).map(({ phone, result }) => [phone, result]));
  expect([...byPhone]).toEqual([
    [one, 'answer'],
    [two, 'answer'],
    [rings, 'switch-error'],
    ...later.map((phone) => [phone, 'answer']),
  ]);
  expect(await site.records([rings])).toEqual([{ attempts: 0, state: 'ready' }]);
});

test('Asterisk is out of reach for ten seconds: people talk on, and all is put right', async () => {
  const [one = '', two = '', late = '', rings = '', next = ''] = phones(305, 5);
  for (const phone of [one, two, next]) rig.behaveAs(phone, steadyTone(CUSTOMER_HZ));
  for (const phone of [late, rings]) rig.behaveAs(phone, { kind: 'rings-out' });
  const gate = await Gate.before(rig.dialer.setup.ports.http);
  onTestFinished(() => gate.close());
  // Longer than the line is cut, and everything around it, on a busy machine.
  const limits = { ...SETTINGS.limits, ringMs: 60_000 };
  const site = await Site.open([one, two, late, rings, next], { limits });
  const centre = await site.centre({ agents: 4, habit: untilTheyHangUp(), url: gate.url });
  centre.logOn();
  await centre.run();
  await talking(centre, 2);
  const calls = await Promise.all([one, two, late, rings].map((phone) => rig.world.callTo(phone)));
  const [first, second, answers, ringing] = four(calls);
  for (const call of [answers, ringing]) await call.reaches('ringing');
  await Promise.all([first, second].map((call) => call.hears(AGENT_HZ, 400)));

  gate.shut();
  await centre.until('the switch away', () => switchOf(centre) === 'down' || undefined);
  await second.hangUp();
  await first.hearsOn(AGENT_HZ, 10_000);
  // Nobody is called into the dark, and who answers now hears the message.
  expect(rig.world.calls.filter(({ number }) => number === next)).toEqual([]);
  await answers.pickUp();
  await answers.hearsSomething(600);
  gate.open();
  await centre.until('the switch back', () => switchOf(centre) === 'up' || undefined);

  // Who talked talks on, who still rang is served, and the next one is called.
  await first.hearsOn(AGENT_HZ, 400);
  await ringing.pickUp();
  const another = await rig.world.callTo(next);
  await Promise.all([ringing, another].map((call) => call.hears(AGENT_HZ, 400)));
  await answers.reaches('ended');
  for (const call of [first, ringing, another]) await call.hangUp();
  await finish(centre);
  const byPhone = new Map((await site.attempts()).map(({ phone, result }) => [phone, result]));
  expect([...byPhone]).toEqual([
    [one, 'answer'],
    [two, 'answer'],
    [late, 'dropped'],
    [rings, 'answer'],
    [next, 'answer'],
  ]);
});

test('who answered while no server was there counts as abandoned', async () => {
  const [heard = '', hurries = '', rings = ''] = phones(310, 3);
  for (const phone of [heard, hurries, rings]) rig.behaveAs(phone, { kind: 'rings-out' });
  const limits = { ...SETTINGS.limits, ringMs: 60_000 };
  const site = await Site.open([heard, hurries, rings], { limits });
  const first = await site.centre({ agents: 3, habit: untilTheyHangUp() });
  first.logOn();
  await first.run();
  const calls = await Promise.all([heard, hurries, rings].map((phone) => rig.world.callTo(phone)));
  await Promise.all(calls.map((call) => call.reaches('ringing')));
  const [hears, leaves, stays] = [must(calls[0], 'a'), must(calls[1], 'b'), must(calls[2], 'c')];
  await first.close('keep');
  await hears.pickUp();
  await leaves.pickUp();
  await leaves.hearsSomething(400);
  await leaves.hangUp();
  await hears.reaches('ended');
  expect(lengthMs(await hears.heard())).toBeGreaterThan(3_000);
  await leaves.reaches('ended');

  const second = await site.centre({ agents: 1, habit: untilTheyHangUp() });
  await stays.reaches('ended');
  expect(second.dialer.sessionRow(campaignGroupId(GROUP))?.counts).toMatchObject({
    liveAnswers: 2,
    abandoned: 2,
  });
  await finish(second);
  const byPhone = new Map((await site.attempts()).map(({ phone, result }) => [phone, result]));
  expect([...byPhone].toSorted()).toEqual([
    [heard, 'dropped'],
    [hurries, 'dropped'],
    [rings, 'switch-error'],
  ]);
  expect((await site.records([heard, hurries])).map(({ attempts }) => attempts)).toEqual([1, 1]);
});

test('a second server takes everything over, and the first one ends', async () => {
  const [one = '', two = '', next = ''] = phones(306, 3);
  for (const phone of [one, two, next]) rig.behaveAs(phone, steadyTone(CUSTOMER_HZ));
  const site = await Site.open([one, two, next]);
  const first = await site.centre({ agents: 2, habit: untilTheyHangUp() });
  first.logOn();
  await first.run();
  await talking(first, 2);
  const calls = await Promise.all([one, two].map((phone) => rig.world.callTo(phone)));
  await retry(CALM_MS_MAX, async () => (await site.connections()) === 2 || undefined);
  const before = first.views().map(({ interaction }) => interaction?.id);

  const second = await site.centre({ agents: 2, habit: untilTheyHangUp() });
  await first.until('its end', () => first.endedBy);
  await talking(second, 2);
  expect(second.views().map(({ interaction }) => interaction?.id)).toEqual(before);
  second.logOn();
  await Promise.all(calls.map((call) => call.hearsOn(AGENT_HZ, 400)));
  const [agent] = first.views();
  const hangUp = {
    type: 'end-call',
    interactionId: must(agent?.interaction, 'a call').id,
  } as const;
  const refused = await first.dialer.agentCommand(agentOf(1), commandId('late'), hangUp);
  expect(refused).toMatchObject({ ok: false, problem: { code: 'RESTARTING' } });
  for (const call of calls) await call.hangUp();
  await (await rig.world.callTo(next)).hears(AGENT_HZ, 400);
  await (await rig.world.callTo(next)).hangUp();
  await finish(second);
  expect(await site.attempts()).toEqual(
    [one, two, next].map((phone) => ({ phone, result: 'answer' })),
  );
});

test('answers that come after the events they caused change nothing', async () => {
  const line = await LateReplies.before(rig.dialer.url, 120);
  onTestFinished(() => line.close());
  const all = phones(307, 24);
  const expected = all.map((phone, index): Attempt => {
    const kinds = [
      ['answer', steadyTone(CUSTOMER_HZ, 30)],
      ['busy', refusal(CAUSES.busy)],
      ['answer', { ...steadyTone(CUSTOMER_HZ, 0), says: [], patienceMs: 300 }],
      ['sit-vacant-code', refusal(CAUSES.unallocated)],
    ] as const;
    const [result, behaviour] = must(kinds[index % 4], 'a kind');
    rig.behaveAs(phone, behaviour);
    return { phone, result };
  });
  const voice = { ...SETTINGS.voice, agentLeg: 'per-call', recording: RECORD_ALL } as const;
  const site = await Site.open(all, { voice });
  const centre = await site.centre({ agents: 3, habit: afterMs(400), url: line.url });
  centre.logOn();
  await centre.run();
  await counted(centre, 'any', all.length);
  await finish(centre);
  const attempts = await site.attempts();
  expect(attempts.toSorted((a, b) => (a.phone < b.phone ? -1 : 1))).toEqual(expected);
});

const RECORD_ALL = { of: 'all', share: 1, announcement: 'none' } as const;

const RACES = 120;
const RING_MS = 200;
/** Around the answer, as early and as late. */
const JITTER_MS = 40;

test('a cancel in the instant of the answer leaves one end and nobody on the line', async () => {
  const answers = { kind: 'answers', ringMs: RING_MS } as const;
  const gone = { kind: 'answers', ringMs: RING_MS, hangsUpAfterMs: 0 } as const;
  const sipp = await startSipp({
    rules: [
      { dialed: '1308', outcome: answers },
      { dialed: '1309', outcome: gone },
    ],
    toneHz: CUSTOMER_HZ,
  });
  onTestFinished(() => sipp.stop());
  const all = [...phones(308, RACES), ...phones(309, RACES / 2)];
  const site = await Site.open(all, { delivery: SCENE_SETTINGS.delivery });
  let cancelled = 0;
  const desk = afterMs(0);
  const impatient: Habit = (view, run) => {
    const { interaction } = view;
    if (interaction?.phase !== 'ringing') return desk(view, run);
    cancelled += 1;
    const late = ((cancelled * 17) % (2 * JITTER_MS)) - JITTER_MS;
    const command = { type: 'end-call', interactionId: interaction.id } as const;
    return { once: `cancel ${interaction.id}`, command, afterMs: RING_MS + late };
  };
  const centre = await site.centre({ agents: 5, habit: impatient, host: sipp.address });
  centre.logOn();
  await centre.run();
  await counted(centre, 'any', all.length);
  await finish(centre);
  const attempts = await site.attempts();
  expect(attempts.map(({ phone }) => phone).toSorted()).toEqual(all.toSorted());
  const counts = new Map<string, number>();
  for (const { result } of attempts) counts.set(`${result}`, (counts.get(`${result}`) ?? 0) + 1);
  // Both sides of the instant were tried.
  expect(counts.get('answer')).toBeGreaterThan(5);
  expect(counts.get('dropped-on-no-answer')).toBeGreaterThan(5);
  const defined = ['answer', 'dropped-on-no-answer', 'remote-release', 'abandoned'];
  expect([...counts.keys()].filter((result) => !defined.includes(result))).toEqual([]);
  expect((await sipp.dialed()).length).toBe(all.length);
  console.log(`${all.length} calls cancelled around their answer:`, Object.fromEntries(counts));
});
