import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type { ImportRow } from '@outpace/protocol/calling-lists.ts';
import type { SuppressionFile } from '@outpace/protocol/suppression-imports.ts';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, assert, beforeAll, expect, test, vi } from 'vitest';
import { FetchFault } from '../outside/fetch-outside.ts';
import { insertSuppressionList } from '../store/suppression-lists.ts';
import { addChain, openTestList, type TestSite } from '../store/test-site.ts';
import type { SignedIn } from './auth.ts';
import { FakeDialer } from './fake-dialer.ts';
import { ScreenHub } from './screen-hub.ts';
import { suppressionImportRoutes } from './suppression-imports.ts';

const HOME = '+12125550142';
let place: TestSite;
let app: FastifyInstance;
let dataDir = '';
const dialer = new FakeDialer(new ScreenHub(5));
const roles = new Set<unknown>();

beforeAll(async () => {
  place = await openTestList();
  const { pool, site } = place;
  dataDir = await mkdtemp(join(tmpdir(), 'outpace-api-'));
  for (const id of ['register', 'other']) {
    const about = { id, name: id, callingListId: null, endsAt: null, by: 'sue' };
    await insertSuppressionList(pool, site, about);
  }
  const chain = await addChain(pool, site, { listId: 'l-1', phones: [HOME] });
  await pool.query(
    `insert into leases (site, chain_id, group_id, epoch, until, rank)
     values ($1, $2, 'g', 1, now(), 3)`,
    [site, chain],
  );
  app = Fastify();
  app.addHook('onRoute', ({ config }) => void roles.add(config?.access));
  app.decorateRequest('signedIn', undefined);
  app.addHook('onRequest', async (request) => {
    request.signedIn = { userId: 'sue' } as SignedIn;
  });
  await app.register(
    suppressionImportRoutes({ pool, siteId: site, dataDir, dialer, fetch: fetched }),
  );
});
afterAll(async () => {
  await app.close();
  await place.drop();
  await rm(dataDir, { recursive: true });
});

const fetched = async (url: string) => {
  if (url.startsWith('http://10.')) throw new FetchFault('refused', 'not-outside');
  return {
    fileName: 'register.csv',
    file: Readable.from([Buffer.from('Phone\n2125550142\n')]),
  };
};

async function send(listId: string, text: string) {
  const response = await app.inject({
    method: 'POST',
    url: `/suppression-lists/${listId}/import-files`,
    headers: { 'content-type': 'multipart/form-data; boundary=edge' },
    payload:
      '--edge\r\ncontent-disposition: form-data; name="file"; filename="register.csv"\r\n' +
      `content-type: text/csv\r\n\r\n${text}\r\n--edge--\r\n`,
  });
  return { status: response.statusCode, body: response.json<SuppressionFile>() };
}

async function ask(method: 'GET' | 'POST' | 'DELETE', url: string, body?: object) {
  const response = await app.inject({ method, url, ...(body && { payload: body }) });
  return { status: response.statusCode, text: response.body };
}

async function start(listId: string, { fileId, suggested }: SuppressionFile): Promise<string> {
  const files = `/suppression-lists/${listId}/import-files/${fileId}`;
  const begun = await ask('POST', `${files}/import`, suggested);
  assert(begun.status === 200, begun.text);
  return (JSON.parse(begun.text) as ImportRow).id;
}

const ended = (listId: string, importId: string): Promise<ImportRow> =>
  vi.waitFor(
    async () => {
      const { text } = await ask('GET', `/suppression-lists/${listId}/imports/${importId}`);
      const row = JSON.parse(text) as ImportRow;
      assert(row.state !== 'running');
      return row;
    },
    { timeout: 60_000 },
  );

test('a file is sent, shown and imported, and the dialer is told', async () => {
  const sent = await send('register', 'Phone,Reason\n212-555-0142,register\n5,x\n');
  expect(sent.status).toBe(200);
  const { fileId, suggested } = sent.body;
  const files = `/suppression-lists/register/import-files/${fileId}`;
  const shown = await ask('POST', `${files}/preview`, suggested);
  expect(JSON.parse(shown.text).rows).toMatchObject([{ phone: HOME }, { problems: [{}] }]);
  const how = { separator: ';', encoding: 'utf-8' };
  const again = await ask('POST', `${files}/look`, how);
  expect(JSON.parse(again.text).suggested).toMatchObject({ separator: ';' });
  const id = await start('register', sent.body);
  expect(await ended('register', id)).toMatchObject({
    ...{ state: 'done', listId: 'register', rowsImported: 1, rowsRefused: 1 },
  });
  const key = { kind: 'phone', phone: HOME };
  await expect
    .poll(() => dialer.supervisorCommands, { timeout: 60_000 })
    .toMatchObject([
      { command: { type: 'apply-listed', anew: [{ kind: 'everybody' }], entries: [{ key }] } },
    ]);
  const imports = '/suppression-lists/register/imports';
  const errors = await ask('GET', `${imports}/${id}/errors.csv`);
  expect(errors.text).toBe('line,column,reason,value\n3,Phone,This is not a phone number.,5\n');
  expect(JSON.parse((await ask('GET', imports)).text)).toMatchObject([{ id, state: 'done' }]);
});

test('what is not there, or of another list, is not found', async () => {
  expect((await send('nowhere', 'Phone\n2125550142\n')).status).toBe(404);
  const sent = await send('register', 'Phone\n2125550142\n');
  const elsewhere = `/suppression-lists/other/import-files/${sent.body.fileId}`;
  expect((await ask('POST', `${elsewhere}/import`, sent.body.suggested)).status).toBe(404);
  const id = await start('register', sent.body);
  await ended('register', id);
  for (const path of [`other/imports/${id}`, 'register/imports/none']) {
    expect((await ask('GET', `/suppression-lists/${path}`)).status).toBe(404);
    expect((await ask('DELETE', `/suppression-lists/${path}`)).status).toBe(404);
    expect((await ask('GET', `/suppression-lists/${path}/errors.csv`)).status).toBe(404);
  }
  expect((await ask('POST', '/suppression-lists/other/import-files', {})).status).toBe(400);
});

test('one that has ended cannot be cancelled any more', async () => {
  const sent = await send('other', 'Phone\n2125550143\n');
  const id = await start('other', sent.body);
  await ended('other', id);
  const cancelled = await ask('DELETE', `/suppression-lists/other/imports/${id}`);
  expect(JSON.parse(cancelled.text)).toMatchObject({ id, state: 'done' });
});

test('supervisors import, and administrators', () => {
  expect([...roles]).toEqual([['supervisor', 'administrator']]);
});

test('a file is fetched from an address, and not from the inside', async () => {
  const ask = async (url: string) => {
    const path = '/suppression-lists/register/import-urls';
    const response = await app.inject({ method: 'POST', url: path, payload: { url } });
    return { status: response.statusCode, body: response.json<SuppressionFile>() };
  };
  const file = await ask('https://register.example/list.csv');
  expect(file).toMatchObject({ status: 200, body: { fileName: 'register.csv' } });
  expect(await ask('http://10.0.0.1/list.csv')).toMatchObject({
    status: 422,
    body: { code: 'URL_REFUSED' },
  });
});
