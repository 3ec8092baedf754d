import type { AgentGroupRow } from '@outpace/protocol/people.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestApp } from './test-app.ts';
import { addCampaign } from './test-campaign.ts';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.open();
});
afterAll(() => app.close());

const url = '/api/agent-groups';
const add = (name: string, members: readonly string[]) =>
  app.ask<AgentGroupRow>('administrator', url, { body: { name, members } });

test('a group is added, changed with its version, and removed', async () => {
  const { id } = (await add('North', ['agent'])).body;
  const put = (version: number) =>
    app.ask('administrator', `${url}/${id}?version=${version}`, {
      method: 'PUT',
      body: { name: 'South', members: [] },
    });
  expect((await put(1)).body).toEqual({ id, name: 'South', members: [], version: 2 });
  expect((await put(1)).code).toBe('CHANGED_MEANWHILE');
  expect((await app.ask<AgentGroupRow[]>('supervisor', url)).body).toContainEqual({
    id,
    name: 'South',
    members: [],
    version: 2,
  });
  const remove = { method: 'DELETE' } as const;
  expect((await app.ask('administrator', `${url}/${id}`, remove)).status).toBe(204);
  expect((await app.ask('administrator', `${url}/${id}`, remove)).code).toBe('NOT_FOUND');
  const trail = await app.pool.query('select what from audit where subject = $1 order by id', [id]);
  expect(trail.rows.map(({ what }) => what)).toEqual([
    'agent-group-added',
    'agent-group-changed',
    'agent-group-removed',
  ]);
});

test('a member who is no user, and a name that is taken', async () => {
  expect((await add('East', ['nobody'])).body).toMatchObject({
    code: 'BAD_REQUEST',
    detail: 'a member is no user',
  });
  await add('West', []);
  expect((await add('West', [])).code).toBe('NAME_TAKEN');
});

test('a group that works for a campaign stays', async () => {
  const { agentGroup } = await addCampaign(app);
  const removed = await app.ask('administrator', `${url}/${agentGroup.id}`, { method: 'DELETE' });
  expect(removed).toMatchObject({ status: 409, code: 'IN_USE' });
});
