import type http from 'node:http';
import { instant, millis, seconds } from '@outpace/engine/basics/time.ts';
import type { ValidationAnswer } from '@outpace/engine/campaigns/validation.ts';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HttpValidator, type ValidatorParts } from './http-validator.ts';
import { TestValidation } from './test-validation.ts';

let server: TestValidation;
let validator: HttpValidator;
let now = instant(0);

function open(parts: Partial<ValidatorParts> = {}): void {
  validator = new HttpValidator({
    clock: { now: () => now },
    outside: { hosts: ['127.0.0.1'] },
    secretOf: () => Promise.resolve(undefined),
    ...parts,
  });
}

beforeEach(async () => {
  server = await TestValidation.open();
  now = instant(0);
  open();
});

afterEach(async () => {
  validator.close();
  await server.close();
});

const json = (status: number, body: string) => (_: unknown, response: http.ServerResponse) => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(body);
};

test('asks about the record, and says what was said', async () => {
  server.answering = json(409, '{"result":"wrong-number"}');
  expect(await validator.ask(server.question())).toEqual({
    said: 'refuse',
    result: 'wrong-number',
  });
  const [asked] = server.asked;
  expect(asked?.body).toMatchObject({ record: { phone: '+12025550123' } });
  expect(asked?.headers['content-type']).toBe('application/json');
});

const error = (why: Extract<ValidationAnswer, { said: 'error' }>['why']): ValidationAnswer => ({
  said: 'error',
  why,
});
const TIME_OUT: ValidationAnswer = { said: 'time-out' };
const REFUSED: ValidationAnswer = { said: 'refuse', result: undefined };

// biome-ignore format: a table is read in columns.
test.each<[why: string, answering: TestValidation['answering'], answer: ValidationAnswer]>([
  ['it hangs',                      () => {},                                   TIME_OUT],
  ['it talks nonsense',             json(200, 'yes, why not'),                  error('not-json')],
  ['it sends somebody elsewhere',
    (_a, response) => { response.writeHead(302, { location: server.url }).end(); }, error('status')],
  ['it has a fault',                json(503, ''),                              error('status')],
  ['it never stops talking',
    (_a, response) => { response.writeHead(200).end(`{"a":"${'x'.repeat(20_000)}"}`); },
    error('too-large')],
  ['it talks too slowly',
    (_a, response) => { response.writeHead(200); response.write('{'); },        TIME_OUT],
  ['it refuses and then says nothing more',
    (_a, response) => { response.writeHead(409); response.write('{'); },        REFUSED],
  ['it refuses at too great a length',
    (_a, response) => { response.writeHead(409).end('x'.repeat(20_000)); },     REFUSED],
  ['it hangs up in the middle',
    (_a, response, socket) => { response.writeHead(200); response.write('{'); socket.destroy(); },
    error('unreachable')],
  ['it is no HTTP server',
    (_a, _response, socket) => { socket.end('SIP/2.0 200 OK\r\n\r\n'); },       error('unreachable')],
])('%s', async (_why, answering, answer) => {
  server.answering = answering;
  expect(await validator.ask(server.question())).toEqual(answer);
  // One bad answer is not the end of it.
  server.answering = json(200, '');
  expect(await validator.ask(server.question())).toEqual({ said: 'dial' });
});

test('nobody is there', async () => {
  const question = server.question();
  await server.close();
  expect(await validator.ask(question)).toEqual(error('unreachable'));
  server = await TestValidation.open();
});

test('an address that is none is not asked', async () => {
  expect(await validator.ask(server.question({ url: 'http://[' }))).toEqual(error('unreachable'));
});

test('connections are kept, used again, and no more than allowed', async () => {
  server.answering = (_asked, response) => void setTimeout(() => response.end(), 5);
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => validator.ask(server.question())),
  );
  expect(answers.every(({ said }) => said === 'dial')).toBe(true);
  expect([server.asked.length, server.connections]).toEqual([10, 2]);
});

test('one question at a time on each connection: none waits behind one that hangs', async () => {
  const inside = new Map<number, number>();
  let most = 0;
  server.answering = ({ connection }, response) => {
    inside.set(connection, (inside.get(connection) ?? 0) + 1);
    most = Math.max(most, ...inside.values());
    setTimeout(() => {
      inside.set(connection, (inside.get(connection) ?? 1) - 1);
      response.end();
    }, 5);
  };
  await Promise.all(Array.from({ length: 8 }, () => validator.ask(server.question())));
  expect(most).toBe(1);
});

test('a kept connection that was closed meanwhile is not taken for a fault', async () => {
  expect((await validator.ask(server.question())).said).toBe('dial');
  let isFirst = true;
  server.answering = (_asked, response, socket) => {
    if (!isFirst) return void response.end();
    isFirst = false;
    socket.resetAndDestroy();
  };
  expect(await validator.ask(server.question())).toEqual({ said: 'dial' });
});

test('more than can be asked in time are not even begun', async () => {
  server.answering = () => {};
  const question = server.question({ connectionsMax: 1 });
  const answers = await Promise.all(Array.from({ length: 52 }, () => validator.ask(question)));
  const count = (said: ValidationAnswer['said']) =>
    answers.filter((answer) => answer.said === said).length;
  expect([count('time-out'), count('error')]).toEqual([51, 1]);
});

test('a server that does not answer is spared, and tried again', async () => {
  server.answering = json(500, '');
  for (let n = 0; n < 5; n += 1) await validator.ask(server.question());
  const againAt = instant(seconds(5));
  expect(await validator.ask(server.question())).toEqual({ said: 'circuit-open', againAt });
  expect([server.asked.length, validator.openCircuits]).toEqual([5, 1]);

  now = againAt;
  server.answering = json(200, '');
  expect(await validator.ask(server.question())).toEqual({ said: 'dial' });
  expect(validator.openCircuits).toBe(0);
  expect(Object.fromEntries(validator.answers)).toEqual({ error: 5, 'circuit-open': 1, dial: 1 });
});

test('refusals are answers: they open no circuit', async () => {
  server.answering = json(409, '');
  for (let n = 0; n < 9; n += 1) {
    expect(await validator.ask(server.question())).toEqual(REFUSED);
  }
});

test('a question on trial is asked whatever came of others, and counts for nothing', async () => {
  server.answering = json(500, '');
  for (let n = 0; n < 5; n += 1) await validator.ask(server.question());
  server.answering = json(200, '');
  expect(await validator.tryOut(server.question())).toEqual({ said: 'dial' });
  expect([validator.openCircuits, validator.answers.get('dial')]).toEqual([1, undefined]);
});

test('the campaign’s secret is in its header, and without it nobody is asked', async () => {
  const question = server.question({ secretHeader: 'authorization' });
  expect(await validator.ask(question)).toEqual(error('no-secret'));
  validator.close();
  open({ secretOf: (campaignId) => Promise.resolve(`Bearer of ${campaignId}`) });
  expect(await validator.ask(question)).toEqual({ said: 'dial' });
  expect(server.asked.map(({ headers }) => headers.authorization)).toEqual([
    'Bearer of campaign-1',
  ]);
  validator.close();
  open({ secretOf: () => Promise.reject(new Error('the store is away')) });
  expect(await validator.ask(question)).toEqual(error('no-secret'));
});

test('whoever is inside is not asked, unless the operator has named them', async () => {
  const looked: string[] = [];
  open({
    outside: { hosts: [] },
    find: (name, _options, found) => {
      looked.push(name);
      found(null, [{ address: '127.0.0.1', family: 4 }]);
    },
  });
  const { port } = new URL(server.question().validation.url);
  for (const host of ['validation.example', '127.0.0.1']) {
    const url = `http://${host}:${port}/ask`;
    expect(await validator.ask(server.question({ url }))).toEqual(error('unreachable'));
  }
  expect(looked).toEqual(['validation.example']);
  expect(server.asked).toEqual([]);
});

test('places that nobody asks at any more are forgotten', async () => {
  await validator.ask(server.question());
  now = instant(seconds(601));
  await validator.ask(server.question({ connectionsMax: 1 }));
  await validator.ask(server.question({ timeoutMs: millis(300) }));
  // The first place is gone, so its connection is too.
  expect(server.connections).toBe(3);
});
