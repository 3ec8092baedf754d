import { agentId, attemptId, siteId } from '@outpace/engine/basics/ids.ts';
import { instant, seconds } from '@outpace/engine/basics/time.ts';
import type { SwitchEvent } from '@outpace/engine/event.ts';
import { pino } from 'pino';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { AsteriskSwitch } from './asterisk-switch.ts';
import { legId } from './leg-id.ts';
import { TestAriServer } from './test-ari-server.ts';
import { TestTimers, TRUNK } from './test-exchange.ts';

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

const waitingCustomer = {
  id: customer,
  protocol_id: '',
  name: 'PJSIP/main~trunk~carrier-00000001',
  state: 'Up',
  caller: { name: '', number: '' },
  dialplan: { context: 'outpace-dial', exten: 's', app_name: 'Stasis', app_data: '' },
  creationtime: '',
};

/** What a switch answers that has nothing against us. */
function bodyFor(uri: string): unknown {
  if (uri.startsWith('applications/')) return { name: 'outpace-main', channel_ids: [] };
  if (uri.startsWith('asterisk/config/')) return [];
  if (uri === 'channels') return channels;
  if (uri === 'bridges') return [];
  return { technology: 'PJSIP', resource: 'x', state: 'online', channel_ids: [] };
}

function carrier(): AsteriskSwitch {
  const settings = { siteId: site, url: server.url, user: 'us', secret: 'secret', trunks: [TRUNK] };
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
  timers.pass(seconds(2));
  expect(await until('switch-up')).toMatchObject({ legs: [{ attemptId: 'a1' }] });
});

test('a switch that does not say what is alive is asked again', async () => {
  channels = [];
  let refusals = 1;
  server.answer = (uri) => {
    if (uri !== 'channels' || refusals === 0) return { status: 200, body: bodyFor(uri) };
    refusals -= 1;
    waiting.splice(0);
    return { status: 500 };
  };
  const legs = carrier().survey();
  // Time passes while the answers are on their way.
  for (let count = 0; count < 200; count += 1) {
    await new Promise<void>((resolve) => setImmediate(() => resolve()));
    timers.pass(seconds(0.1));
  }
  expect(await legs).toEqual([]);
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
