import type { AttemptEvidence, AttemptRow, ProfileRow } from '@outpace/protocol/compliance.ts';
import type { Role } from '@outpace/protocol/sign-in.ts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addAttempt, addChain } from '../store/test-site.ts';
import { TestApp } from './test-app.ts';
import { addCampaign } from './test-campaign.ts';

const ANSWERS = [
  { rule: 'us-hours', asked: '2026-06-01T11:00 UTC', answer: 'allowed', version: '2025-11' },
];

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.open();
  const { list } = await addCampaign(app);
  const { pool, site } = app;
  const chainId = await addChain(pool, site, { listId: list.id, phones: ['+12125550142'] });
  await addAttempt(pool, site, { id: 'a1', chainId, callResult: 6 });
  await pool.query('insert into attempt_answers values ($1, $2, $3)', [
    site,
    'a1',
    JSON.stringify(ANSWERS),
  ]);
});
afterAll(() => app.close());

describe('who may see why an attempt was allowed', () => {
  test.each<[as: Role | undefined, status: number]>([
    ['administrator', 200],
    ['supervisor', 200],
    ['agent', 403],
    [undefined, 401],
  ])('%s: %d', async (as, status) => {
    expect((await app.ask(as, '/api/attempts/a1/evidence')).status).toBe(status);
  });
});

test('the evidence says what every rule was asked and said', async () => {
  const { body } = await app.ask<AttemptEvidence>('supervisor', '/api/attempts/a1/evidence');
  expect(body).toMatchObject({ phone: '+12125550142', callResult: 'busy', answers: ANSWERS });
});

test('there is none of an attempt that nobody made', async () => {
  const asked = await app.ask('supervisor', '/api/attempts/a9/evidence');
  expect([asked.status, asked.code]).toEqual([404, 'ATTEMPT_NOT_FOUND']);
});

test('the attempts on a number are found, and a number that is none is refused', async () => {
  const on = (phone: string) =>
    app.ask<AttemptRow[]>('supervisor', `/api/attempts?phone=${encodeURIComponent(phone)}`);
  expect((await on('+1 212 555 0142')).body).toMatchObject([{ attemptId: 'a1' }]);
  expect((await on('+12125550143')).body).toEqual([]);
  expect((await on('5')).code).toBe('NUMBER_INVALID');
  expect((await app.ask('agent', '/api/attempts?phone=%2B12125550142')).status).toBe(403);
});

test('the laws are told with their sources', async () => {
  const { body } = await app.ask<ProfileRow[]>('supervisor', '/api/compliance/profiles');
  expect(body.map(({ id, from }) => [id, from])).toContainEqual(['uk', '2017-03-01']);
  expect(body.every(({ sources }) => sources.length > 0)).toBe(true);
  expect((await app.ask('agent', '/api/compliance/profiles')).status).toBe(403);
});
