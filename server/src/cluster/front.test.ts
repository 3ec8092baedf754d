import { once } from 'node:events';
import { request as ask, createServer, type Server } from 'node:http';
import { siteId } from '@outpace/engine/basics/ids.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { peerOf } from '../api/peer-address.ts';
import { TEST_BOX } from '../store/test-webhooks.ts';
import { kindOf, openFront, siteOf } from './front.ts';
import { Gateway, VIA } from './gateway.ts';
import { FROM, tellAddress } from './told-address.ts';

// biome-ignore format: a table is read in columns.
test.each<[url: string | undefined, kind: ReturnType<typeof kindOf>]>([
  ['/',                     'own'],
  [undefined,               'own'],
  ['/supervisor/groups',    'own'],
  ['/health/ready',         'own'],
  ['/apiary',               'own'],
  ['/api/me?x=/health',     'site'],
  ['/api',                  'site'],
  ['/metrics',              'metrics'],
])('%s is %s', (url, kind) => {
  expect(kindOf(url)).toBe(kind);
});

const known = { sites: () => [siteId('main'), siteId('north')], usualSite: siteId('main') };

// biome-ignore format: a table is read in columns.
test.each<[host: string | undefined, site: string]>([
  ['north.example.com',       'north'],
  ['North.localhost:7600',    'north'],
  ['south.example.com',       'main'],
  ['127.0.0.1:7600',          'main'],
  [undefined,                 'main'],
])('%s is meant for %s', (host, site) => {
  expect(siteOf(host, known)).toBe(site);
});

const named = (name: string): Server => createServer((_request, response) => response.end(name));

let door: Server;
let far: Server;

const listen = async (server: Server): Promise<number> => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
};

let port = 0;
const answer = (path: string, headers: Readonly<Record<string, string>>) =>
  new Promise<string>((resolve) => {
    ask({ port, path, headers }, async (response) => {
      let text = '';
      for await (const part of response) text += String(part);
      resolve(`${response.statusCode} ${text}`);
    }).end();
  });

beforeAll(async () => {
  far = named('far');
  const farAt = `http://127.0.0.1:${await listen(far)}`;
  const here = createServer((request, response) => {
    response.end(`here for ${peerOf({ raw: request, ip: 'whom it sees' })}`);
  });
  const made = openFront({
    sites: () => ['main', 'north', 'lost'].map(siteId),
    usualSite: siteId('main'),
    here: (site) => (site === 'main' ? here : undefined),
    there: (site) => (site === 'north' ? { siteId: site, address: farAt, epoch: 1 } : undefined),
    gateway: new Gateway('a', TEST_BOX),
    secrets: TEST_BOX,
    own: named('own'),
    certificate: undefined,
  });
  if (!('maxHeadersCount' in made)) throw new Error('a door without TLS');
  door = made as Server;
  port = await listen(door);
});
afterAll(() => {
  for (const server of [door, far]) {
    server.closeAllConnections();
    server.close();
  }
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, path: string, host: string, via: boolean, said: RegExp]>([
  ['a site that is here answers itself',      '/api/me',  'main.example',  false, /^200 here for whom it sees$/],
  ['one that is there is passed on to',       '/api/me',  'north.example', false, /^200 far$/],
  ['but only once',                           '/api/me',  'north.example', true,  /^503 .*OWNER_AWAY/],
  ['one that nobody has is away',             '/api/me',  'lost.example',  false, /^503 .*OWNER_AWAY/],
  ['the page is served whoever has the site', '/groups',  'lost.example',  false, /^200 own$/],
  ['what counts is counted by its owner',     '/metrics', 'main.example',  false, /^200 here for whom it sees$/],
  ['and by nobody else',                      '/metrics', 'north.example', false, /^503 /],
])('%s', async (_why, path, host, via, said) => {
  expect(await answer(path, { host, ...(via ? { [VIA]: 'b' } : {}) })).toMatch(said);
});

test('another node is believed who asks, and nobody else', async () => {
  const asked = {
    method: 'GET',
    url: '/api/me',
    headers: {},
    socket: { remoteAddress: '192.0.2.7' },
  };
  const told = { host: 'main.example', [FROM]: tellAddress(TEST_BOX, asked, Date.now()) };
  expect(await answer('/api/me', { ...told, [VIA]: 'b' })).toBe('200 here for 192.0.2.7');
  const forged = { ...told, [VIA]: 'b', [FROM]: told[FROM].replace('192.0.2.7', '192.0.2.8') };
  expect(await answer('/api/me', forged)).toBe('200 here for whom it sees');
});

test('a socket for a site that nobody has is refused', async () => {
  const page = new WebSocket(`ws://127.0.0.1:${port}/api/agent-socket`, {
    headers: { host: 'lost.example' },
  });
  page.on('error', () => undefined);
  const [, response] = await once(page, 'unexpected-response');
  expect(response.statusCode).toBe(503);
  page.terminate();
});
