import { agentId } from '@outpace/engine/basics/ids.ts';
import type { TeamFound, TeamMine, TeamTarget } from '@outpace/protocol/team.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addAttempt, addChain, addInteraction } from '../store/test-site.ts';
import { fakeView } from './fake-dialer.ts';
import { TestApp } from './test-app.ts';
import { addCampaign, type TestCampaign } from './test-campaign.ts';

const ME = agentId('agent');
const GONE = 'AGENT_NOT_LOGGED_ON';
let app: TestApp;
let made: TestCampaign;

beforeAll(async () => {
  app = await TestApp.open();
  made = await addCampaign(app);
  await app.addUser('maria', 'agent');
  await app.addUser('mario', 'supervisor');
  await newChain(['+12125550120', '+12125550121'], 'Maria Keller');
  await newChain(['+12125550130'], 'Mona Lee');
});
beforeEach(async () => {
  app.reset();
  await app.pool.query('truncate team_favourites, suppressions');
  mayCall();
});
afterAll(() => app.close());

async function newChain(phones: readonly string[], name: string) {
  const id = await addChain(app.pool, app.site, { listId: made.list.id, phones });
  await app.pool.query('update chains set contact_name = $2 where id = $1', [id, name]);
  return id;
}

/** The agent may call by hand for the one campaign. */
function mayCall(): void {
  const campaigns = [{ groupId: made.groupId, name: 'Renewals' }];
  const { manual } = fakeView(ME, 'Agent');
  app.dialer.change(ME, { manual: { ...manual, permission: 'allowed', campaigns } });
}

const search = async (text: string): Promise<readonly TeamTarget[]> =>
  (await app.ask<TeamFound>('agent', '/api/team/search', { body: { text } })).body.targets;
const keep = (kind: string, id: string, favourite = true) =>
  app.ask<TeamMine>('agent', '/api/team/favourites', {
    method: 'PUT',
    body: { kind, id, favourite },
  });
const words = (targets: readonly TeamTarget[]) =>
  targets.map((each) => `${each.kind} ${each.name || each.id}`);

test('colleagues and contacts by the beginning of a name; supervisors are no targets', async () => {
  expect(words(await search('mario'))).toEqual([]);
  expect(words(await search('one ma'))).toEqual(['agent One maria']);
  expect(words(await search('maria'))).toEqual(['agent One maria', 'number Maria Keller']);
  expect(words(await search('team'))).toEqual(['group Team']);
});

test('a colleague’s state is the dialer’s, and so is whether they can be called in', async () => {
  const gone = { state: 'logged-off', callIn: GONE, call: GONE };
  expect(await search('maria')).toContainEqual(expect.objectContaining(gone));
  app.dialer.permissions.set('maria', 'allowed');
  expect(await search('maria')).toContainEqual(
    expect.objectContaining({ callIn: 'allowed', call: 'allowed' }),
  );
});

test('of a group it is said whether somebody can be called in', async () => {
  const [team] = await search('team');
  expect(team?.callIn).toBe('TARGET_GROUP_NOT_READY');
  app.dialer.permissions.set(team?.id ?? '', 'allowed');
  expect((await search('team'))[0]?.callIn).toBe('allowed');
});

test('what looks like a pattern is only text', async () => {
  expect(await search('%%')).toEqual([]);
  expect(await search('__')).toEqual([]);
});

test('numbers by their beginning, however they are written', async () => {
  expect(words(await search('(212) 555-012'))).toEqual([
    'number Maria Keller',
    'number Maria Keller',
  ]);
  expect(words(await search('+12125550130'))).toEqual(['number Mona Lee']);
});

test('digits that are no number are said to be none', async () => {
  const found = async (text: string) =>
    (await app.ask<TeamFound>('agent', '/api/team/search', { body: { text } })).body;
  expect(await found('312 555')).toEqual({ targets: [], problem: 'NUMBER_INVALID' });
  expect(await found('312 555 0142')).not.toHaveProperty('problem');
  expect(await found('nobody')).toEqual({ targets: [] });
});

test('a typed number comes first, and says whether it may be called', async () => {
  const typed = { kind: 'number', id: '+13125550142', name: '', suppressed: false };
  const barred = { ...typed, suppressed: true, callIn: 'NUMBER_SUPPRESSED' };
  expect(await search('312 555 0142')).toEqual([expect.objectContaining(typed)]);
  await app.pool.query(
    `insert into suppressions (site, kind, value, reason, added_by, added_at)
     values ('main', 'phone', '+13125550142', 'asked', 'sue', now())`,
  );
  expect(await search('+1 312 555 0142')).toMatchObject([barred]);
});

test('contacts of campaigns that the agent does not call for are not found', async () => {
  app.dialer.reset();
  expect(await search('mona')).toEqual([]);
  expect(words(await search('+12125550130'))).toEqual(['number +12125550130']);
});

test('favourites are kept, once each, and let go', async () => {
  await keep('agent', 'maria');
  await keep('number', '+12125550130');
  const { body } = await keep('agent', 'maria');
  expect(words(body.favourites)).toEqual(['agent One maria', 'number Mona Lee']);
  expect(await search('maria')).toContainEqual(
    expect.objectContaining({ kind: 'agent', favourite: true }),
  );
  expect(words((await keep('agent', 'maria', false)).body.favourites)).toEqual(['number Mona Lee']);
});

test('the favourites of another agent are theirs', async () => {
  await keep('number', '+12125550130');
  const cookie = await app.addUser('other', 'agent');
  const mine = await app.ask<TeamMine>(undefined, '/api/team/mine', { cookie });
  expect(mine.body).toEqual({ groups: [], favourites: [], recent: [] });
});

test.each([
  ['nobody', 'agent', 'nobody', 'NOT_FOUND'],
  ['a supervisor', 'agent', 'mario', 'NOT_FOUND'],
  ['no number', 'number', '2125550130', 'NOT_FOUND'],
  ['another kind of thing', 'queue', 'x', 'BAD_REQUEST'],
])('%s cannot be kept', async (_what, kind, id, code) => {
  expect((await keep(kind, id)).code).toBe(code);
});

test('more favourites than are at hand are refused', async () => {
  await app.pool.query(
    `insert into team_favourites (site, agent_id, kind, target)
     select 'main', 'agent', 'number', '+1212555' || n from generate_series(1000, 1049) n`,
  );
  expect((await keep('agent', 'maria')).code).toBe('TOO_MANY');
});

test('recent is who was called by hand or into a call, newest first, each once', async () => {
  const chainId = await newChain(['+12125550150'], 'Rita Ray');
  const again = { chainId, agentId: 'agent', callResult: 7 };
  await addAttempt(app.pool, app.site, { ...again, id: 'm1', openedAt: '2026-01-05T10:00:00Z' });
  await addAttempt(app.pool, app.site, { ...again, id: 'm2', openedAt: '2026-01-05T11:00:00Z' });
  await app.pool.query("update attempts set mode = 'manual' where id in ('m1', 'm2')");
  const { body } = await app.ask<TeamMine>('agent', '/api/team/mine');
  expect(words(body.recent)).toEqual(['number Rita Ray']);
  await addInteraction(app.pool, app.site, { id: 'i-asked', chainId, agentId: 'agent' });
  await app.pool.query(
    `insert into third_parties (site, interaction_id, serial, by_agent_id, agent_id, phone,
       purpose, state, called_at, changed_at)
     values
       ('main', 'i-asked', 1, 'agent', 'maria', null, 'consult', 'ended', now(), now()),
       ('main', 'i-asked', 2, 'agent', null, '+12125550150', 'transfer', 'ended',
        now() - interval '1 hour', now()),
       ('main', 'i-asked', 3, 'other', null, '+12125550120', 'transfer', 'ended', now(), now())`,
  );
  const both = await app.ask<TeamMine>('agent', '/api/team/mine');
  expect(words(both.body.recent)).toEqual(['agent One maria', 'number Rita Ray']);
});

test('only agents have a Team Communicator', async () => {
  const body = { text: 'maria' };
  expect((await app.ask('supervisor', '/api/team/search', { body })).code).toBe('FORBIDDEN');
  expect((await app.ask(undefined, '/api/team/search', { body })).code).toBe('NOT_SIGNED_IN');
});
