import { agentId, attemptId, siteId } from '@outpace/engine/basics/ids.ts';
import { instant, seconds } from '@outpace/engine/basics/time.ts';
import type { SwitchEvent } from '@outpace/engine/event.ts';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AsteriskSwitch } from './asterisk-switch.ts';
import { legId } from './leg-id.ts';
import { TestAriServer } from './test-ari-server.ts';
import { channelOf, TestTimers, TRUNK } from './test-exchange.ts';

let server: TestAriServer;
let timers: TestTimers;
let events: SwitchEvent[];
let waiting: (() => void)[];
const opened: AsteriskSwitch[] = [];

beforeEach(async () => {
  server = new TestAriServer();
  server.answer = (uri) => ({ status: 200, body: bodyFor(uri) });
  await server.listen();
  timers = new TestTimers();
  events = [];
  waiting = [];
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((each) => each.close('keep')));
  await server.close();
});

const site = siteId('main');
const customer = legId({ site, kind: 'customer', owner: 'a1', serial: 0 });
let channels: readonly object[] = [];
/** Parts of the names of variables that the switch has. */
let marked: readonly string[] = [];

const waitingCustomer = channelOf(customer);

/** What a switch answers that has nothing against us. */
function bodyFor(uri: string): unknown {
  if (uri.startsWith('applications/')) return { name: 'outpace-main', channel_ids: [] };
  if (uri.startsWith('asterisk/config/')) return [];
  if (uri.startsWith('asterisk/variable'))
    return { value: marked.some((id) => decodeURIComponent(uri).includes(id)) ? '1' : '' };
  if (uri === 'channels') return channels;
  if (uri === 'bridges' || uri === 'endpoints') return [];
  return { technology: 'PJSIP', resource: 'x', state: 'online', channel_ids: [] };
}

function carrier(trunk = TRUNK): AsteriskSwitch {
  const settings = { siteId: site, url: server.url, user: 'us', secret: 'secret', trunks: [trunk] };
  const made = new AsteriskSwitch(settings, timers, pino({ level: 'silent' }));
  made.onEvent((event) => {
    events.push(event);
    for (const look of waiting.splice(0)) look();
  });
  opened.push(made);
  return made;
}

async function until(type: SwitchEvent['type']): Promise<SwitchEvent> {
  for (;;) {
    const found = events.find((event) => event.type === type);
    if (found !== undefined) return found;
    await new Promise<void>((resolve) => waiting.push(resolve));
  }
}

const order = {
  type: 'originate',
  attemptId: attemptId('a2'),
  phone: '+12025550142' as never,
  giveUpAt: instant(Date.UTC(2026, 0, 6)),
  detect: undefined,
  message: 'sorry',
} as const;

test('asked before it is used, it says what is alive, and not again as an event', async () => {
  channels = [waitingCustomer];
  const legs = await carrier().survey();
  expect(legs).toMatchObject([{ attemptId: 'a1', state: 'waiting' }]);
  expect(events).toEqual([]);
});

test('asked of attempts without a result, it says whom it told the message meanwhile', async () => {
  channels = [];
  marked = ['customer~a2'];
  const legs = await carrier().survey([attemptId('a1'), attemptId('a2')]);
  expect(legs).toMatchObject([{ attemptId: 'a2', state: 'message' }]);
  marked = [];
});

test('what happens while it asks is told afterwards', async () => {
  channels = [waitingCustomer];
  server.answer = (uri) => {
    if (uri === 'bridges') {
      server.say({
        type: 'ChannelDestroyed',
        application: 'outpace-main',
        timestamp: '',
        channel: waitingCustomer,
        cause: 16,
        cause_txt: '',
      });
    }
    return { status: 200, body: bodyFor(uri) };
  };
  expect(await carrier().survey()).toHaveLength(1);
  expect(events).toEqual([]);
  timers.pass(seconds(0));
  expect(await until('call-ended')).toMatchObject({ attemptId: 'a1' });
});

test('one that is not there yet is told when it is, and takes no order until then', async () => {
  channels = [];
  server.version = 404;
  const made = carrier();
  expect(await made.survey()).toBeUndefined();
  made.originate(order);
  expect(await until('originate-failed')).toMatchObject({ result: 'switch-error' });
  made.raiseAgent({ type: 'raise-agent', agentId: agentId('ann'), music: false });
  expect(await until('agent-leg')).toMatchObject({ leg: 'failed' });
  await expect(made.provision(agentId('ann'), 'shift')).rejects.toThrow(/not there/);
  server.version = '22.10.1';
  timers.pass(seconds(2));
  expect(await until('switch-up')).toEqual({ type: 'switch-up', legs: [] });
});

test('an Asterisk that is too old stops the process that wanted to use it', async () => {
  server.version = '20.9.1';
  await expect(carrier().survey()).rejects.toThrow(
    'Asterisk 20.9.1 is too old: 22.5 or newer is needed',
  );
});

test('a lost line is told, and again what is alive when it is back', async () => {
  channels = [];
  const made = carrier();
  await made.survey();
  server.drop();
  await until('switch-down');
  channels = [waitingCustomer];
  // Either of the two connections tries again in its own time.
  const isBack = (): boolean => {
    timers.pass(seconds(0.1));
    return events.some(({ type }) => type === 'switch-up');
  };
  await expect.poll(isBack).toBe(true);
  expect(await until('switch-up')).toMatchObject({ legs: [{ attemptId: 'a1' }] });
});

test('a switch that does not say what is alive is asked again', async () => {
  channels = [];
  let refusals = 1;
  server.answer = (uri) => {
    if (uri !== 'channels' || refusals === 0) return { status: 200, body: bodyFor(uri) };
    refusals -= 1;
    return { status: 500 };
  };
  let legs: unknown;
  void carrier()
    .survey()
    .then((found) => {
      legs = found;
    });
  // Time passes while the answers are on their way.
  const now = (): unknown => {
    timers.pass(seconds(0.1));
    return legs;
  };
  await expect.poll(now).toEqual([]);
  expect(refusals).toBe(0);
});

test('who is replaced is told to end, and hears and orders nothing more', async () => {
  channels = [];
  const made = carrier();
  await made.survey();
  const ended = new Promise<Error>((resolve) => made.onEnd(resolve));
  server.say({ type: 'ApplicationReplaced', application: 'outpace-main', timestamp: '' });
  expect((await ended).message).toMatch(/taken over the application outpace-main/);
  const asked = server.heard.length;
  made.originate(order);
  made.hangUp({ type: 'hang-up', attemptId: attemptId('a2') });
  await made.close('end');
  expect([server.heard.length - asked, events]).toEqual([0, []]);
});

test('where browsers sign in is known without asking', () => {
  expect(carrier().sipSocketUrl).toBe(`${server.url.replace('http', 'ws')}/ws`);
});

/** What was asked over the websocket, without what is asked at each arrival. */
const orders = (): readonly string[] =>
  server.heard
    .filter(({ method }) => method !== 'SOCKET')
    .map(({ method, uri }) => `${method} ${uri.split('?')[0]}`)
    .filter((line) => /^(POST|DELETE) (channels|bridges)/.test(line));

test('on arrival: what is not wanted, the trunks, then what is alive', async () => {
  channels = [];
  await carrier().survey();
  const asked = server.heard.map(({ method, uri }) => `${method} ${uri.split('?')[0]}`);
  const firstOf = (line: string): number => asked.indexOf(line);
  const filter = firstOf('PUT applications/outpace-main/eventFilter');
  const trunk = firstOf('PUT asterisk/config/dynamic/res_pjsip/endpoint/main~trunk~carrier');
  const alive = firstOf('GET channels');
  expect(filter).toBeGreaterThan(0);
  expect(trunk).toBeGreaterThan(filter);
  expect(alive).toBeGreaterThan(trunk);
});

test('while it is away orders are dropped, and phones are remembered', async () => {
  channels = [];
  server.version = 404;
  const made = carrier();
  await made.survey();
  const [id, ann] = [attemptId('a2'), agentId('ann')];
  made.setAgentPhone({ type: 'set-agent-phone', agentId: ann, phone: DESK });
  expect(await until('phone-reachable')).toMatchObject({ agentId: 'ann', reachable: true });
  for (const give of [
    () => made.hangUp({ type: 'hang-up', attemptId: id }),
    () => made.bridge({ type: 'bridge', attemptId: id, agentId: ann, beep: false }),
    () => made.dropAgent({ type: 'drop-agent', agentId: ann }),
    () => made.consult({ attemptId: id, target: { kind: 'agent', agentId: ann } }),
    () => made.supervise({ attemptId: id, supervisorId: ann, how: 'listen' }),
  ]) {
    give();
  }
  server.version = '22.10.1';
  timers.pass(seconds(2));
  await until('switch-up');
  expect(orders()).toEqual([]);
  made.raiseAgent({ type: 'raise-agent', agentId: ann, music: false });
  await expect.poll(orders).toEqual(['POST channels']);
  expect(server.heard.at(-1)?.uri).toContain('main%7Edesk%2Fsip%3Aann%40desk.example');
});

const DESK = { kind: 'desk', address: 'sip:ann@desk.example' } as const;

test('what waits for a trunk is refused when the line breaks, then the break told', async () => {
  channels = [];
  const made = carrier({ ...TRUNK, callsPerSecond: 1 });
  await made.survey();
  // What an earlier process started is waited out.
  timers.pass(seconds(1));
  made.originate({ ...order, attemptId: attemptId('a1') });
  made.originate(order);
  server.drop();
  await until('switch-down');
  expect(events).toEqual([
    { type: 'originate-failed', attemptId: 'a2', result: 'switch-error' },
    { type: 'switch-down' },
  ]);
});

test('a line that breaks while it asks what is alive is asked again on the next one', async () => {
  channels = [];
  const made = carrier();
  await made.survey();
  server.drop();
  await until('switch-down');
  let breaks = 1;
  server.answer = (uri) => {
    if (uri === 'bridges' && breaks > 0) {
      breaks -= 1;
      server.drop();
      return undefined;
    }
    return { status: 200, body: bodyFor(uri) };
  };
  channels = [waitingCustomer];
  const isUp = (): boolean => events.some(({ type }) => type === 'switch-up');
  await expect
    .poll(() => {
      timers.pass(seconds(0.1));
      return isUp();
    })
    .toBe(true);
  expect(events.map(({ type }) => type)).toEqual(['switch-down', 'switch-up']);
});

test('phones that can be called are told after what is alive', async () => {
  channels = [];
  const made = carrier();
  made.setAgentPhone({ type: 'set-agent-phone', agentId: agentId('ann'), phone: DESK });
  await until('phone-reachable');
  events.length = 0;
  await made.survey();
  expect(events).toEqual([]);
  timers.pass(seconds(0));
  expect(await until('phone-reachable')).toMatchObject({ agentId: 'ann', reachable: true });
});

test('closed with its legs, it hangs up all of them; without, none', async () => {
  channels = [waitingCustomer];
  const hangUp = `DELETE channels/${encodeURIComponent(customer)}`;
  const hungUp: number[] = [];
  for (const legs of ['keep', 'end'] as const) {
    const made = carrier();
    await made.survey();
    await made.close(legs);
    hungUp.push(orders().filter((line) => line === hangUp).length);
  }
  expect(hungUp).toEqual([0, 1]);
});

test('nothing is told any more once it is closed', async () => {
  channels = [waitingCustomer];
  const made = carrier();
  await made.survey();
  await made.close('keep');
  made.originate(order);
  made.raiseAgent({ type: 'raise-agent', agentId: agentId('ann'), music: false });
  made.setAgentPhone({ type: 'set-agent-phone', agentId: agentId('ann'), phone: DESK });
  timers.pass(seconds(60));
  await new Promise<void>((resolve) => setImmediate(() => resolve()));
  expect(events).toEqual([]);
});

test('an account is made for a browser', async () => {
  channels = [];
  const made = carrier();
  await made.survey();
  expect(await made.provision(agentId('ann'), 'shift')).toMatchObject({ user: 'main~agent~ann' });
});
