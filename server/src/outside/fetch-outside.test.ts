import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LookUp } from './ask-outside.ts';
import { FetchFault, fetchOutside, type OutsideFetch } from './fetch-outside.ts';
import { TestReceiver } from './test-receiver.ts';

let receiver: TestReceiver;
let other: TestReceiver;
beforeAll(async () => {
  receiver = await TestReceiver.open();
  other = await TestReceiver.open();
});
afterAll(async () => {
  await receiver.close();
  await other.close();
});

const wanted = (url: string, more: Partial<OutsideFetch> = {}): OutsideFetch => ({
  url,
  bytesMax: 100,
  answerMs: 5_000,
  idleMs: 5_000,
  totalMs: 20_000,
  ...more,
});

const whole = (status: string, body: string, more = ''): string =>
  `HTTP/1.1 ${status}\r\ncontent-length: ${body.length}\r\n${more}\r\n${body}`;
const redirect = (to: string): string => whole('302 Found', '', `location: ${to}\r\n`);

/** The name and the text of the file, or why there is none. */
async function fetched(of: OutsideFetch, hosts: readonly string[], find?: LookUp) {
  try {
    const { fileName, file } = await fetchOutside({ hosts }, of, find);
    return [fileName, await text(file)];
  } catch (problem) {
    if (problem instanceof FetchFault) return `${problem.failure}: ${problem.message}`;
    throw problem;
  }
}

const PEOPLE = 'Phone\n2125550142\n';

// biome-ignore format: a table is read in columns.
test.each<[what: string, reply: string, said: unknown]>([
  ['a file comes as it is',             whole('200 OK', PEOPLE), ['people.csv', PEOPLE]],
  ['also where nobody says how long',   `HTTP/1.1 200 OK\r\nconnection: close\r\ntransfer-encoding: chunked\r\n\r\n5\r\nPhone\r\n0\r\n\r\n`, ['people.csv', 'Phone']],
  ['what is not there',                 whole('404 Gone', 'no'), 'status: it answers with status 404'],
  ['a part is no file',                 whole('206 Partial', PEOPLE), 'status: it answers with status 206'],
  ['a redirect to nowhere',             redirect('http://'), 'refused: not-a-url'],
  ['a redirect without a place',        whole('302 Found', ''), 'status: it answers with status 302'],
  ['one that says it is too long',      'HTTP/1.1 200 OK\r\ncontent-length: 101\r\n\r\n', 'too-large: the file is too large'],
  ['one that does not say so',          `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n65\r\n${'x'.repeat(101)}\r\n0\r\n\r\n`, 'too-large: the file is too large'],
])('%s', async (_what, reply, said) => {
  receiver.reply = () => reply;
  expect(await fetched(wanted(receiver.url('/a/people.csv?b=c')), [receiver.host])).toEqual(said);
});

test('a redirect is followed, and one to the inside refused wherever it comes from', async () => {
  receiver.reply = () => redirect(other.url('/b/people.csv'));
  other.reply = () => whole('200 OK', PEOPLE);
  const url = receiver.url();
  expect(await fetched(wanted(url), [receiver.host, other.host])).toEqual(['people.csv', PEOPLE]);
  const count = other.received.length;
  // The second host is not one of those that the operator names.
  expect(await fetched(wanted(url), [receiver.host])).toBe('refused: not-outside');
  receiver.reply = () => redirect(other.url().replace('127.0.0.1', 'rebound.example'));
  const inside: LookUp = (_hostname, _options, found) =>
    found(null, [{ address: '127.0.0.1', family: 4 }]);
  const rebound = await fetched(wanted(url), [receiver.host], inside);
  expect(rebound).toBe('refused: the name leads inside');
  receiver.reply = () => redirect('file:///etc/hostname');
  expect(await fetched(wanted(url), [receiver.host])).toBe('refused: not-http');
  expect(other.received).toHaveLength(count);
});

test('a redirect in a ring ends', async () => {
  const count = receiver.received.length;
  receiver.reply = () => redirect('/again');
  const said = await fetched(wanted(receiver.url()), [receiver.host]);
  expect(said).toBe('too-many-redirects: it redirects too often');
  expect(receiver.received.length - count).toBe(6);
});

// biome-ignore format: a table is read in columns.
test.each<[what: string, reply: string | undefined, limits: Partial<OutsideFetch>, said: RegExp]>([
  ['nobody answers',           undefined, { answerMs: 200 },  /^timed-out: no answer in time/],
  ['a file stops in the middle', 'HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nPhone', { idleMs: 200 }, /^timed-out: the file has stopped/],
  ['all of it takes too long', 'HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nPhone', { totalMs: 300 }, /^timed-out/],
  ['it is no HTTP',            'SSH-2.0-OpenSSH\r\n\r\n', {}, /^no-answer: HPE_/],
])('%s', async (_what, reply, limits, said) => {
  receiver.reply = () => reply;
  expect(await fetched(wanted(receiver.url(), limits), [receiver.host])).toMatch(said);
});

test('a connection that breaks off is no end of the file', async () => {
  receiver.reply = () => 'HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nPhone';
  const { file } = await fetchOutside({ hosts: [receiver.host] }, wanted(receiver.url()));
  const reading = text(file);
  await receiver.close();
  receiver = await TestReceiver.open();
  await expect(reading).rejects.toThrow('ECONNRESET');
});

test('who does not wait any more is sent nothing more', async () => {
  const gone = new AbortController();
  receiver.reply = () => undefined;
  const asking = fetched(wanted(receiver.url(), { signal: gone.signal }), [receiver.host]);
  await expect.poll(() => receiver.received.length).toBeGreaterThan(0);
  gone.abort();
  expect(await asking).toMatch(/^timed-out/);
});
