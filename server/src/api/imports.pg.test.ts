import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { ImportFile, ImportRow } from '@outpace/protocol/calling-lists.ts';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, assert, beforeAll, expect, test } from 'vitest';
import { ImportSandbox } from '../jobs/import-sandbox.ts';
import { fetchOutside } from '../outside/fetch-outside.ts';
import { TestReceiver } from '../outside/test-receiver.ts';
import { testDatabase } from '../store/test-database.ts';
import type { SignedIn } from './auth.ts';
import { importRoutes } from './imports.ts';

let database: Awaited<ReturnType<typeof testDatabase>>;
let sandbox: ImportSandbox;
let receiver: TestReceiver;
let app: FastifyInstance;
let dataDir = '';
const roles = new Set<unknown>();

beforeAll(async () => {
  receiver = await TestReceiver.open();
  database = await testDatabase();
  sandbox = await ImportSandbox.create(database.pool);
  dataDir = await mkdtemp(join(tmpdir(), 'outpace-api-'));
  app = Fastify();
  app.addHook('onRoute', ({ config }) => void roles.add(config?.access));
  app.decorateRequest('signedIn', undefined);
  app.addHook('onRequest', async (request) => {
    request.signedIn = { userId: 'admin' } as SignedIn;
  });
  await app.register(
    importRoutes({
      ...{ pool: database.pool, siteId: sandbox.site, dataDir },
      onImported: async () => {},
      fetch: (url, signal) =>
        fetchOutside(
          { hosts: [receiver.host] },
          { url, signal, bytesMax: 1_000, answerMs: 5_000, idleMs: 5_000, totalMs: 20_000 },
        ),
    }),
  );
});
afterAll(async () => {
  await app.close();
  await database.drop();
  await receiver.close();
  await rm(dataDir, { recursive: true });
});

type Answer = { readonly status: number; readonly body: unknown };

async function send(listId: string, content: Iterable<Buffer | string>): Promise<Answer> {
  function* form(): Generator<Buffer> {
    yield Buffer.from(
      '--edge\r\ncontent-disposition: form-data; name="file"; filename="people.csv"\r\n' +
        'content-type: text/csv\r\n\r\n',
    );
    for (const piece of content) yield Buffer.from(piece);
    yield Buffer.from('\r\n--edge--\r\n');
  }
  const response = await app.inject({
    method: 'POST',
    url: `/calling-lists/${listId}/import-files`,
    headers: { 'content-type': 'multipart/form-data; boundary=edge' },
    payload: Readable.from(form()),
  });
  return { status: response.statusCode, body: response.json() };
}

async function ask(method: 'GET' | 'POST' | 'DELETE', url: string, body?: object) {
  const response = await app.inject({ method, url, ...(body && { payload: body }) });
  return { status: response.statusCode, text: response.body };
}

/** Asks until the import has ended; the thread beside needs the time between. */
async function ended(importId: string): Promise<ImportRow> {
  for (;;) {
    const { text } = await ask('GET', `/imports/${importId}`);
    const row = JSON.parse(text) as ImportRow;
    if (row.state !== 'running') return row;
  }
}

test('a file is sent, looked at, imported, and its refused rows come back', async () => {
  const listId = await sandbox.addList();
  const text = 'Phone,Name,Age\n2125550142,Ada,36\n=1+1,Bo,4\n2125550142,Cy,5\n';
  const sent = await send(listId, [text]);
  expect(sent.status).toBe(200);
  const { fileId, suggested, sample } = sent.body as ImportFile;
  expect(sample).toHaveLength(3);

  const files = `/calling-lists/${listId}/import-files/${fileId}`;
  const preview = await ask('POST', `${files}/preview`, suggested);
  expect(JSON.parse(preview.text)).toMatchObject({
    rows: [
      { line: 2, phone: '+12125550142', contactName: 'Ada', fields: { age: 36 }, problems: [] },
      { line: 3, problems: [{ column: 'Phone', reason: 'This is not a phone number.' }] },
      { line: 4, problems: [] },
    ],
  });

  const begun = await ask('POST', `${files}/import`, suggested);
  expect(begun.status).toBe(200);
  const { id } = JSON.parse(begun.text) as ImportRow;
  expect(await ended(id)).toMatchObject({
    state: 'done',
    rowsRead: 3,
    rowsImported: 1,
    rowsRefused: 2,
    bytesRead: text.length,
    bytesTotal: text.length,
  });
  const errors = await ask('GET', `/imports/${id}/errors.csv`);
  expect(errors.text).toBe(
    'line,column,reason,value\n' +
      "3,Phone,This is not a phone number.,'=1+1\n" +
      '4,Phone,"The number is in the file already, on line 2.",+12125550142\n',
  );
  const newest = await ask('GET', `/imports?listId=${listId}`);
  expect(JSON.parse(newest.text)).toMatchObject([{ id, state: 'done' }]);
});

const megabytes = function* (piece: string, count: number): Generator<string> {
  for (let n = 0; n < count; n += 1) yield piece.repeat(1_048_576 / piece.length);
};
const junk = Buffer.from(Array.from({ length: 4_000 }, (_, n) => ((n * 7919) >> 3) & 0xff));

test.each<[why: string, content: () => Iterable<Buffer | string>, code: string]>([
  ['nothing', () => [], 'FILE_EMPTY'],
  ['junk', () => [junk], 'FILE_NOT_CSV'],
  ['UTF-16', () => [Buffer.from('\uFEFFphone\n2125550142\n', 'utf16le')], 'FILE_ENCODING'],
  ['a million columns', () => megabytes('c,', 2), 'TOO_MANY_COLUMNS'],
  ['a line of 100 MB', () => megabytes('x', 100), 'LINE_TOO_LONG'],
])('%s is refused with its code', async (_why, content, code) => {
  const before = process.memoryUsage().rss;
  const { status, body } = await send(await sandbox.addList(), content());
  expect([status, body]).toEqual([422, expect.objectContaining({ code })]);
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1_048_576);
});

test('what is not there is not found, what is no form is no good request', async () => {
  expect(await send('nowhere', ['Phone\n2125550142\n'])).toMatchObject({ status: 404 });
  const listId = await sandbox.addList();
  expect(await ask('POST', `/calling-lists/${listId}/import-files`, {})).toMatchObject({
    status: 400,
  });
  const mapping = {
    columns: [{ target: 'phone' }],
    hasHeader: true,
    separator: ',',
    encoding: 'utf-8',
    newFields: [],
    chainByCustomerId: false,
    refuseDuplicatesIn: 'list',
    way: 'append',
    key: 'phone',
  };
  const files = `/calling-lists/${listId}/import-files/..`;
  expect((await ask('POST', `${files}/import`, mapping)).status).toBe(404);
  expect((await ask('GET', '/imports/nothing')).status).toBe(404);
  expect((await ask('GET', '/imports/nothing/errors.csv')).status).toBe(404);
  expect((await ask('DELETE', '/imports/nothing')).status).toBe(404);
});

test('a list takes one import at a time, and a running one can be cancelled', async () => {
  const listId = await sandbox.addList();
  const running = await sandbox.addImport(listId);
  const sent = await send(listId, ['Phone\n2125550142\n']);
  const { fileId, suggested } = sent.body as ImportFile;
  const start = `/calling-lists/${listId}/import-files/${fileId}/import`;
  const busy = await ask('POST', start, suggested);
  expect([busy.status, JSON.parse(busy.text).code]).toEqual([409, 'IMPORT_BUSY']);
  const cancelled = await ask('DELETE', `/imports/${running}`);
  expect(JSON.parse(cancelled.text)).toMatchObject({ id: running, state: 'cancelled' });
  const begun = await ask('POST', start, suggested);
  assert(begun.status === 200);
  expect(await ended(JSON.parse(begun.text).id)).toMatchObject({ state: 'done' });
});

test('only administrators import', () => {
  expect([...roles]).toEqual([['administrator']]);
});

test('a file is fetched from an address, and then imported as one that was sent', async () => {
  const listId = await sandbox.addList();
  const people = 'Phone\n2125550142\n';
  receiver.reply = () => `HTTP/1.1 200 OK\r\ncontent-length: ${people.length}\r\n\r\n${people}`;
  const url = `/calling-lists/${listId}/import-urls`;
  const file = await ask('POST', url, { url: receiver.url('/files/people.csv') });
  expect(file.status).toBe(200);
  expect(JSON.parse(file.text)).toMatchObject({ fileName: 'people.csv', header: ['Phone'] });
  receiver.reply = () => 'HTTP/1.1 404 Gone\r\ncontent-length: 0\r\n\r\n';
  const gone = await ask('POST', url, { url: receiver.url('/gone.csv') });
  expect(gone.status).toBe(422);
  expect(JSON.parse(gone.text)).toMatchObject({
    code: 'FILE_NOT_FETCHED',
    detail: 'it answers with status 404',
  });
  const inside = await ask('POST', url, { url: 'http://169.254.169.254/latest' });
  expect(JSON.parse(inside.text)).toMatchObject({ code: 'URL_REFUSED' });
});
