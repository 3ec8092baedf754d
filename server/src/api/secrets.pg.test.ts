import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { safeError } from './safe-error.ts';
import { PASSWORD, TestApp } from './test-app.ts';
import { addCampaign } from './test-campaign.ts';

const logged: string[] = [];
let app: TestApp;
beforeAll(async () => {
  const sink = { write: (line: string): void => void logged.push(line) };
  const logger = pino({ level: 'trace', serializers: { err: safeError } }, sink);
  app = await TestApp.open({ logger });
});
afterAll(() => app.close());

const SECRETS = {
  wrong: 'wrong-password-4711',
  added: 'password-of-the-added-user',
  changed: 'the-changed-password',
  validation: 'secret-of-the-validation',
};

test('no password, secret or cookie is logged, at any level', async () => {
  const signIn = (password: string) =>
    app.ask(undefined, '/api/sign-in', { body: { name: 'agent.one', password } });
  expect((await signIn(SECRETS.wrong)).status).toBe(401);
  expect((await signIn(PASSWORD)).status).toBe(200);
  const user = { name: 'new.one', displayName: 'New', role: 'agent', active: true };
  const added = { ...user, password: SECRETS.added };
  expect((await app.ask('administrator', '/api/users', { body: added })).status).toBe(200);
  // Twice: what breaks in the database carries the values of the row.
  expect((await app.ask('administrator', '/api/users', { body: added })).status).toBe(409);
  const misfit = { ...added, password: SECRETS.added, role: 'king' };
  expect((await app.ask('administrator', '/api/users', { body: misfit })).status).toBe(400);
  const change = { old: PASSWORD, new: SECRETS.changed };
  const put = { method: 'PUT', body: change } as const;
  expect((await app.ask('supervisor', '/api/me/password', put)).status).toBe(204);
  const campaign = await addCampaign(app);
  const secret = { method: 'PUT', body: { secret: SECRETS.validation } } as const;
  const path = `/api/campaigns/${campaign.campaign.id}/validation-secret`;
  expect((await app.ask('administrator', path, secret)).status).toBe(200);
  const socket = await (await app.socket('agent', '/api/agent-socket')).opened();
  socket.send('{"type":"hello"');
  await socket.next('refused');

  const log = logged.join('');
  expect(log).toContain('"answered"');
  const cookies = Object.values(app.cookies).map((cookie) => cookie.replace('outpace=', ''));
  const hidden = [...Object.values(SECRETS), PASSWORD, ...cookies];
  expect(hidden.filter((each) => log.includes(each))).toEqual([]);
});
