import { createHmac } from 'node:crypto';
import { must } from '@outpace/engine/basics/assert.ts';
import type { ChainId } from '@outpace/engine/basics/ids.ts';
import type { Instant, Millis } from '@outpace/engine/basics/time.ts';
import { after, hours, instant, minutes, seconds } from '@outpace/engine/basics/time.ts';
import type { WebhookDeliveryRow } from '@outpace/protocol/webhooks.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { OutsideAnswer, OutsideAsk } from '../outside/ask-outside.ts';
import { askOutside } from '../outside/ask-outside.ts';
import { type Received, TestReceiver } from '../outside/test-receiver.ts';
import { PostgresDialerStore } from '../store/dialer-store.ts';
import type { Queryable } from '../store/queryable.ts';
import { addCustomer, openTestList, type TestSite } from '../store/test-site.ts';
import { addReceiver, endAttempts, TEST_BOX, TEST_SECRET } from '../store/test-webhooks.ts';
import { newestDeliveries, sendAgain } from '../store/webhooks.ts';
import { nextTryAt, TRIES_MAX, WebhookSender } from './webhook-sender.ts';

let at: TestSite;
let store: PostgresDialerStore;
let chain: ChainId;
let receiver: TestReceiver;
let other: TestReceiver;
/** What the sender takes for the time. Deliveries are written by the clock of the database. */
let now: Instant;
const faults: unknown[] = [];

beforeAll(async () => {
  at = await openTestList();
  store = new PostgresDialerStore(at.pool, at.site, { plan: async () => undefined });
  await store.takeSite();
  chain = await addCustomer(at);
  receiver = await TestReceiver.open();
  other = await TestReceiver.open();
});
afterAll(async () => {
  await receiver.close();
  await other.close();
  await at.drop();
  expect(faults).toEqual([]);
});
beforeEach(async () => {
  await at.pool.query('delete from webhook_receivers');
  now = after(instant(Date.now()), minutes(1));
  for (const each of [receiver, other]) {
    each.received.length = 0;
    each.reply = () => TAKEN;
  }
});

const TAKEN = 'HTTP/1.1 204 No Content\r\n\r\n';
const BUSY = 'HTTP/1.1 503 Busy\r\ncontent-length: 4\r\n\r\nbusy';

const pooled: Queryable = { query: (text, values = []) => at.pool.query(text, [...values]) };

const newSender = (
  timeoutMs = 2_000,
  parts: Partial<ConstructorParameters<typeof WebhookSender>[0]> = {},
): WebhookSender =>
  new WebhookSender({
    db: pooled,
    secrets: TEST_BOX,
    siteId: at.site,
    now: () => now,
    ask: askReceivers,
    onFault: (fault) => faults.push(fault),
    timeoutMs,
    ...parts,
  });
const askReceivers = (ask: OutsideAsk): Promise<OutsideAnswer> =>
  askOutside({ hosts: [receiver.host, other.host] }, ask);

/** Looks every so often until that much time has passed. */
async function passes(sender: WebhookSender, time: Millis, every: Millis): Promise<void> {
  const end = after(now, time);
  while (now < end) {
    await sender.look();
    await sender.idle();
    now = after(now, every);
  }
}

const deliveries = async (id: string): Promise<readonly WebhookDeliveryRow[]> =>
  must(await newestDeliveries(at.pool, at.site, id), 'deliveries');
const names = (prefix: string, count: number): readonly string[] =>
  Array.from({ length: count }, (_, n) => `${prefix}-${n}`);
const idsOf = (received: readonly Received[]): readonly string[] =>
  received.map(({ headers }) => headers['webhook-id'] ?? '');

test('a receiver that fails for an hour misses nothing, and takes everything once', async () => {
  await addReceiver(at, 'one', { url: receiver.url() });
  const sender = newSender();
  receiver.reply = () => BUSY;
  await endAttempts(store, chain, names('hour', 10), instant(Date.now()));
  await passes(sender, hours(1), seconds(10));
  expect(await deliveries('one')).toMatchObject(
    names('hour', 10).map(() => ({ state: 'waiting', status: 503, answer: 'busy' })),
  );
  const before = receiver.received.length;
  expect(before).toBeGreaterThan(20);
  const taken: string[] = [];
  receiver.reply = ({ headers }) => {
    taken.push(headers['webhook-id'] ?? '');
    return TAKEN;
  };
  await passes(sender, hours(1), minutes(1));
  expect(taken.toSorted()).toEqual(names('attempt-ended-hour', 10));
  expect((await deliveries('one')).every(({ state }) => state === 'delivered')).toBe(true);
  expect(new Set(idsOf(receiver.received)).size).toBe(10);
});

test('each try is signed, and tells the same under the same id', async () => {
  await addReceiver(at, 'one', { url: receiver.url() });
  const sender = newSender();
  receiver.reply = () => BUSY;
  await endAttempts(store, chain, ['signed'], instant(Date.now()));
  await passes(sender, minutes(2), seconds(10));
  expect(receiver.received.length).toBeGreaterThan(2);
  const key = Buffer.from(TEST_SECRET.slice('whsec_'.length), 'base64');
  for (const { headers, body } of receiver.received) {
    const { 'webhook-id': id, 'webhook-timestamp': timestamp } = headers;
    const mac = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${mac}`);
    expect(Math.abs(Number(timestamp) * 1_000 - now)).toBeLessThan(minutes(3));
    expect(JSON.parse(body)).toMatchObject({ type: 'attempt-ended', data: { callResult: 'busy' } });
  }
  expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
  expect(new Set(idsOf(receiver.received)).size).toBe(1);
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(
    receiver.received.length,
  );
});

test('one that hangs is cut off, and holds up nobody else', async () => {
  await addReceiver(at, 'hangs', { url: receiver.url() });
  await addReceiver(at, 'works', { url: other.url() });
  receiver.reply = () => undefined;
  await endAttempts(store, chain, names('hang', 12), instant(Date.now()));
  const sender = newSender(300);
  // Four of it are under way all the time, and the other one has all of its own meanwhile.
  for (let turn = 0; turn < 5_000 && other.received.length < 12; turn += 1) await sender.look();
  expect(other.received).toHaveLength(12);
  expect(receiver.received.length).toBeLessThanOrEqual(8);
  await sender.idle();
  const hung = (await deliveries('hangs')).filter(({ tries }) => tries > 0);
  expect(hung.length).toBeGreaterThanOrEqual(4);
  for (const each of hung) {
    expect(each).toMatchObject({ state: 'waiting', status: null, answer: 'no answer in time' });
  }
  await sender.close();
});

test('what ends while the store is asked what is due is not made once more', async () => {
  await addReceiver(at, 'one', { url: receiver.url() });
  await endAttempts(store, chain, ['once'], instant(Date.now()));
  const isRead = Promise.withResolvers<void>();
  let isSecond = false;
  const sender = newSender(2_000, {
    ask: async (ask) => {
      await isRead.promise;
      return askReceivers(ask);
    },
    db: {
      query: async (text, values) => {
        const answer = await pooled.query(text, values);
        if (isSecond) {
          isSecond = false;
          isRead.resolve();
          await sender.idle();
        }
        return answer as never;
      },
    },
  });
  await sender.look();
  isSecond = true;
  await sender.look();
  await sender.idle();
  expect(idsOf(receiver.received)).toEqual(['attempt-ended-once']);
});

test('what an end of the server breaks off is no try, and is made by the next start', async () => {
  await addReceiver(at, 'one', { url: receiver.url() });
  receiver.reply = () => undefined;
  await endAttempts(store, chain, ['broken-off'], instant(Date.now()));
  const first = newSender(60_000);
  await first.look();
  await first.close();
  expect(await deliveries('one')).toMatchObject([{ state: 'waiting', tries: 0 }]);
  receiver.reply = () => TAKEN;
  await passes(newSender(), minutes(1), minutes(1));
  expect(await deliveries('one')).toMatchObject([{ state: 'delivered', tries: 1 }]);
});

// biome-ignore format: a table is read in columns.
test.each<[what: string, reply: string, state: string, status: number | null]>([
  ['a redirect is not followed, and takes nothing',
    'HTTP/1.1 307 Moved\r\nlocation: /elsewhere\r\ncontent-length: 0\r\n\r\n', 'waiting', 307],
  ['a length that is a lie does not undo a yes',
    'HTTP/1.1 200 OK\r\ncontent-length: 100000\r\n\r\nshort', 'delivered', 200],
  ['nor does more than there was to be',
    'HTTP/1.1 202 OK\r\ncontent-length: 1\r\n\r\nlong', 'delivered', 202],
  ['what is no HTTP is no answer', 'hello\r\n\r\n', 'waiting', null],
  ['a no is tried again, whatever its kind',
    'HTTP/1.1 410 Gone\r\ncontent-length: 0\r\n\r\n', 'waiting', 410],
])('%s', async (what, reply, state, status) => {
  await addReceiver(at, 'one', { url: receiver.url() });
  receiver.reply = () => reply;
  await endAttempts(store, chain, [what.slice(0, 20)], instant(Date.now()));
  const sender = newSender(300);
  await sender.look();
  await sender.idle();
  expect(await deliveries('one')).toMatchObject([{ state, status, tries: 1 }]);
  expect(receiver.received.map(({ path }) => path)).toEqual(['/hook']);
});

test('an address that may not be asked is not, and says so', async () => {
  await addReceiver(at, 'one', { url: 'http://127.0.0.1:9/' });
  await endAttempts(store, chain, ['inside'], instant(Date.now()));
  const sender = newSender();
  await sender.look();
  await sender.idle();
  expect(await deliveries('one')).toMatchObject([{ state: 'waiting', answer: 'not-outside' }]);
});

test('after the last try it is given up, and can be sent again', async () => {
  await addReceiver(at, 'one', { url: receiver.url() });
  receiver.reply = () => BUSY;
  await endAttempts(store, chain, ['last'], instant(Date.now()));
  const sender = newSender();
  await passes(sender, hours(30), minutes(15));
  expect(await deliveries('one')).toMatchObject([{ state: 'failed', tries: TRIES_MAX }]);
  receiver.reply = () => TAKEN;
  await passes(sender, hours(2), minutes(15));
  expect(await deliveries('one')).toMatchObject([{ state: 'failed' }]);
  await sendAgain(at.pool, at.site, 'one', 'attempt-ended-last', now);
  await passes(sender, minutes(1), minutes(1));
  expect(await deliveries('one')).toMatchObject([{ state: 'delivered', tries: 1, status: 204 }]);
});

test('waits grow to an hour, and go on for more than a day', () => {
  const start = instant(0);
  let last = start;
  const waits: number[] = [];
  for (let tries = 1; ; tries += 1) {
    const next = nextTryAt(last, tries);
    if (next === undefined) break;
    waits.push((next - last) / seconds(1));
    last = next;
  }
  expect(waits.slice(0, 8)).toEqual([10, 30, 60, 300, 900, 1_800, 3_600, 3_600]);
  expect(last - start).toBeGreaterThan(hours(24));
  expect(waits).toHaveLength(TRIES_MAX - 1);
});
