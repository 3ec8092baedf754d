import { afterAll, beforeAll, expect, test } from 'vitest';
import { askOutside, type LookUp, type OutsideAsk, OutsideFault } from './ask-outside.ts';
import { type Reply, TestReceiver } from './test-receiver.ts';

let receiver: TestReceiver;
beforeAll(async () => {
  receiver = await TestReceiver.open();
});
afterAll(() => receiver.close());

const ask = (url: string, more: Partial<OutsideAsk> = {}): OutsideAsk => ({
  url,
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: '{"a":1}',
  timeoutMs: 5_000,
  bodyBytesMax: 20,
  ...more,
});
/** The answer, or why there is none. */
const asked = (of: OutsideAsk, hosts: readonly string[], find?: LookUp) =>
  askOutside({ hosts }, of, find).catch((problem: unknown) =>
    problem instanceof OutsideFault ? `${problem.failure}: ${problem.message}` : problem,
  );
const whole = (status: string, body: string): string =>
  `HTTP/1.1 ${status}\r\ncontent-length: ${body.length}\r\n\r\n${body}`;

// biome-ignore format: a table is read in columns.
test.each<[what: string, reply: string, answer: object]>([
  ['what is taken',                whole('200 OK', 'thanks'), { status: 200, body: 'thanks' }],
  ['what is not',                  whole('500 Oh', 'no'),     { status: 500, body: 'no' }],
  ['a redirect is not followed',   whole('302 Found\r\nlocation: http://127.0.0.1:1/', ''), { status: 302, body: '' }],
  ['a long body is cut',           whole('200 OK', 'x'.repeat(100_000)), { status: 200, body: 'x'.repeat(20) }],
  ['a body longer than it says',   'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nthat is a lie', { status: 200, body: 'th' }],
  ['a status of nobody',           whole('299 Fine', ''), { status: 299, body: '' }],
])('%s', async (_what, reply, answer) => {
  receiver.reply = () => reply;
  expect(await asked(ask(receiver.url()), [receiver.host])).toEqual(answer);
});

test('the request comes as it was asked for', async () => {
  receiver.reply = () => whole('200 OK', '');
  await asked(ask(receiver.url('/a?b=c'), { headers: { 'webhook-id': 'one' } }), [receiver.host]);
  expect(receiver.received.at(-1)).toMatchObject({
    path: '/a?b=c',
    headers: { 'webhook-id': 'one' },
    body: '{"a":1}',
  });
});

test.each<[what: string, reply: Reply, answer: unknown]>([
  ['whoever hangs is cut off', () => undefined, 'timed-out: no answer in time'],
  [
    'a body that never ends does not change the status',
    () => 'HTTP/1.1 200 OK\r\ncontent-length: 1000000\r\n\r\nwait',
    { status: 200, body: 'wait' },
  ],
  ['headers that never end are no answer', () => 'HTTP/1.1 200 OK\r\nx: y\r\n', /^timed-out/],
  ['nor is what is not HTTP', () => 'SSH-2.0-OpenSSH\r\n\r\n', /^no-answer: HPE_/],
])('%s', async (_what, reply, answer) => {
  receiver.reply = reply;
  const said = await asked(ask(receiver.url(), { timeoutMs: 300 }), [receiver.host]);
  if (answer instanceof RegExp) expect(said).toMatch(answer);
  else expect(said).toEqual(answer);
});

/** Names lead where a test says. */
const foundAt =
  (...addresses: readonly string[]): LookUp =>
  (_hostname, _options, found) => {
    found(
      null,
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );
  };

test('a name that leads inside is not asked, nor is one that does so among others', async () => {
  const count = receiver.received.length;
  const url = receiver.url().replace('127.0.0.1', 'rebound.example');
  for (const find of [foundAt('127.0.0.1'), foundAt('8.8.8.8', '127.0.0.1'), foundAt()]) {
    expect(await asked(ask(url), [], find)).toBe('refused: the name leads inside');
  }
  expect(await asked(ask(receiver.url()), [])).toBe('refused: not-outside');
  expect(receiver.received).toHaveLength(count);
});

test('a name is looked up at each connection: what it said before does not count', async () => {
  const seen: string[] = [];
  const find: LookUp = (hostname, options, found) => {
    seen.push(hostname);
    foundAt('127.0.0.1')(hostname, options, found);
  };
  const url = receiver.url().replace('127.0.0.1', 'twice.example');
  for (let turn = 0; turn < 2; turn += 1) {
    expect(await asked(ask(url), [], find)).toBe('refused: the name leads inside');
  }
  expect(seen).toEqual(['twice.example', 'twice.example']);
});

test('a name that the operator allows is asked wherever it leads', async () => {
  receiver.reply = () => whole('200 OK', '');
  const url = receiver.url().replace('127.0.0.1', 'crm.internal');
  expect(await asked(ask(url), ['crm.internal'], foundAt('127.0.0.1'))).toMatchObject({
    status: 200,
  });
});

test('nobody there is no answer', async () => {
  const gone = await TestReceiver.open();
  const { host } = gone;
  await gone.close();
  expect(await asked(ask(`http://${host}/`), [host])).toBe('no-answer: ECONNREFUSED');
});
