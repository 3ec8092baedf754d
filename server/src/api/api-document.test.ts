import helmet from '@fastify/helmet';
import Fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { describeApi, showApi } from './api-document.ts';

let app: FastifyInstance;
beforeAll(async () => {
  app = Fastify();
  const directives = { 'script-src': ["'self'"], 'default-src': ["'self'"] };
  await app.register(helmet, { contentSecurityPolicy: { useDefaults: false, directives } });
  await describeApi(app);
  app.get('/api/thing', { schema: { summary: 'A thing' } }, async () => ({}));
  await showApi(app);
});
afterAll(() => app.close());

test('the document describes the routes and not itself', async () => {
  const document = (await app.inject('/api/openapi.json')).json();
  expect(document.openapi).toBe('3.1.0');
  expect(Object.keys(document.paths)).toEqual(['/api/thing']);
});

test('the page comes from here alone, its inline script is let in by a nonce', async () => {
  const page = await app.inject('/api/docs/');
  expect(page.statusCode).toBe(200);
  expect(page.body).not.toMatch(/https?:\/\/(cdn|fonts)/);
  const nonce = /nonce="([^"]+)"/.exec(page.body)?.[1];
  expect(nonce).toBeDefined();
  expect(page.headers['content-security-policy']).toContain(`'nonce-${nonce}'`);
  expect(page.headers['content-security-policy']).not.toContain('unsafe-inline');
  expect((await app.inject('/api/docs/js/scalar.js')).statusCode).toBe(200);
});

test('other pages are not relaxed', async () => {
  const { headers } = await app.inject('/api/thing');
  expect(headers['content-security-policy']).not.toContain('nonce');
});
