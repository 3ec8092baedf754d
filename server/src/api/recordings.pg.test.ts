import type { Role } from '@outpace/protocol/sign-in.ts';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { forgetAudit } from '../store/test-audit.ts';
import { addChain, addInteraction, addRecording } from '../store/test-site.ts';
import { FakeRecordings } from './fake-recordings.ts';
import { TestApp } from './test-app.ts';
import { addCampaign } from './test-campaign.ts';

const SOUND = 'RIFF and so on';

let recordings: FakeRecordings;
let app: TestApp;
beforeAll(async () => {
  recordings = new FakeRecordings();
  app = await TestApp.open({ recordings });
  const { list } = await addCampaign(app);
  const { pool, site } = app;
  const chainId = await addChain(pool, site, { listId: list.id, phones: ['+12125550142'] });
  for (const [id, agentId] of [
    ['mine:1', 'agent'],
    ['theirs', 'other'],
    ['lost', 'agent'],
    ['failed', 'agent'],
    ['silent', 'agent'],
  ] as const) {
    await addInteraction(pool, site, { id, chainId, agentId });
  }
  await addRecording(pool, site, 'mine:1', 'kept');
  await addRecording(pool, site, 'theirs', 'kept');
  await addRecording(pool, site, 'lost', 'kept');
  await addRecording(pool, site, 'failed', 'failed');
  recordings.files.set('file-mine:1', SOUND);
  await addInteraction(pool, site, { id: 'twice', chainId, agentId: 'agent' });
  await addRecording(pool, site, 'twice', 'kept');
  await addRecording(pool, site, 'twice', 'kept', 'again');
  await pool.query(`update recordings set started_at = started_at + interval '1 minute'
    where attempt_id = 'again'`);
  recordings.files.set('file-twice', 'the first call');
  recordings.files.set('file-again', 'the second call');
  recordings.files.set('file-theirs', SOUND);
});
afterEach(async () => {
  recordings.isUp = true;
  await forgetAudit(app.pool, `what = 'recording-downloaded'`);
});
afterAll(() => app.close());

const download = (as: Role, id: string) =>
  app.app.inject({
    url: `/api/interactions/${id}/recording`,
    headers: { cookie: app.cookies[as] },
  });

const downloads = async (): Promise<unknown[]> => {
  const noted = await app.pool.query(
    `select by, subject from audit where what = 'recording-downloaded'`,
  );
  return noted.rows;
};

describe('who may listen', () => {
  test.each<[as: Role, id: string, status: number]>([
    ['supervisor', 'mine:1', 200],
    ['supervisor', 'theirs', 200],
    ['administrator', 'theirs', 200],
    ['agent', 'mine:1', 200],
    ['agent', 'theirs', 403],
  ])('%s to %s: %d', async (as, id, status) => {
    const answer = await download(as, id);
    expect(answer.statusCode).toBe(status);
    if (status === 200) expect(answer.body).toBe(SOUND);
    else expect(answer.json()).toMatchObject({ code: 'FORBIDDEN' });
    expect(await downloads()).toEqual(status === 200 ? [{ by: as, subject: id }] : []);
  });
});

test('the file comes whole, under a name that every system can keep', async () => {
  const { headers } = await download('supervisor', 'mine:1');
  expect(headers).toMatchObject({
    'content-type': 'audio/wav',
    'content-length': String(SOUND.length),
    'content-disposition': 'attachment; filename="recording-mine-1.wav"',
    'cache-control': 'no-store',
  });
});

test.each([
  ['it was not recorded', 'silent'],
  ['the switch could not record', 'failed'],
  ['the file is gone', 'lost'],
  ['there is no such interaction', 'gone'],
])('when %s there is nothing to hear', async (_why, id) => {
  const answer = await download('agent', id);
  expect([answer.statusCode, answer.json().code]).toEqual([404, 'NO_RECORDING']);
  expect(await downloads()).toEqual([]);
});

test('asking for the head alone is not listening', async () => {
  const { cookies } = app;
  const url = '/api/interactions/theirs/recording';
  const headers = { cookie: cookies.supervisor };
  const answer = await app.app.inject({ method: 'HEAD', url, headers });
  expect(answer.statusCode).toBe(404);
  expect(await downloads()).toEqual([]);
});

test('a switch that is away is said so', async () => {
  recordings.isUp = false;
  const answer = await download('supervisor', 'theirs');
  expect([answer.statusCode, answer.json().code]).toEqual([503, 'SWITCH_UNAVAILABLE']);
});

test('what cannot be noted is not heard', async () => {
  await app.pool.query('alter table audit rename to audit_away');
  const answer = await download('supervisor', 'theirs');
  await app.pool.query('alter table audit_away rename to audit');
  expect(answer.statusCode).toBe(500);
  expect(answer.body).not.toContain(SOUND);
  expect(recordings.cancelled).toBe(1);
});

test.each<[query: string, sound: string | undefined]>([
  ['?attempt=a-twice', 'the first call'],
  ['?attempt=again', 'the second call'],
  ['', 'the second call'],
  ['?attempt=a-mine:1', undefined],
])('who was called again is heard call by call: %s', async (query, sound) => {
  const url = `/api/interactions/twice/recording${query}`;
  const answer = await app.app.inject({ url, headers: { cookie: app.cookies.agent } });
  if (sound === undefined) expect(answer.json()).toMatchObject({ code: 'NO_RECORDING' });
  else expect(answer.body).toBe(sound);
});
