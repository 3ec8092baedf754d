import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { serveNoPages, servePages } from './web-pages.ts';

let app: FastifyInstance;
let webRoot: string;
beforeAll(async () => {
  webRoot = mkdtempSync(join(tmpdir(), 'outpace-web-'));
  mkdirSync(join(webRoot, 'assets'));
  writeFileSync(join(webRoot, 'index.html'), '<title>Outpace</title>');
  writeFileSync(join(webRoot, 'favicon.svg'), '<svg/>');
  writeFileSync(join(webRoot, 'assets', 'main-abc123.js'), 'export {};');
  app = Fastify();
  await servePages(app, webRoot);
});
afterAll(async () => {
  await app.close();
  rmSync(webRoot, { recursive: true });
});

test.each(['/', '/agent', '/supervisor/sessions/x?tab=1'])(
  '%s is the page, and is asked for anew each time',
  async (url) => {
    const page = await app.inject(url);
    expect(page.body).toBe('<title>Outpace</title>');
    expect(page.headers['content-type']).toMatch(/^text\/html/);
    expect(page.headers['cache-control']).toBe('no-cache');
  },
);

test('a file with a hash in its name is kept for ever, another is not', async () => {
  const script = await app.inject('/assets/main-abc123.js');
  expect(script.headers['cache-control']).toBe('public, max-age=31536000, immutable');
  expect((await app.inject('/favicon.svg')).headers['cache-control']).toBe('no-cache');
});

test.each([
  ['GET', '/assets/gone.js'],
  ['GET', '/api/gone'],
  ['GET', '/health/gone'],
  ['POST', '/agent'],
] as const)('%s %s is nothing', async (method, url) => {
  const answer = await app.inject({ method, url });
  expect([answer.statusCode, answer.json().code]).toEqual([404, 'NOT_FOUND']);
});

test.each(['/../../etc/passwd', '/..%2f..%2fetc%2fpasswd', '/assets/%2e%2e/%2e%2e/etc/passwd'])(
  '%s leads nowhere outside the folder',
  async (url) => {
    expect((await app.inject(url)).body).not.toContain('root:');
  },
);

test('without a built page everything else is refused by code', async () => {
  const bare = Fastify();
  serveNoPages(bare);
  expect((await bare.inject('/agent')).json()).toEqual({
    code: 'NOT_FOUND',
    message: 'There is nothing here.',
  });
});
