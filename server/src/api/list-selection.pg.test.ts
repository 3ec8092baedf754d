import type { SelectionBody, SelectionRow } from '@outpace/protocol/dialing-order.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { TestApp } from './test-app.ts';

let app: TestApp;
const URL = '/api/calling-lists/l-1/selection';

beforeAll(async () => {
  app = await TestApp.open();
  await app.pool.query(`insert into calling_lists (site, id, name) values ('main', 'l-1', 'List')`);
});
afterAll(() => app.close());

const FRESH: SelectionBody = {
  filter: { match: 'any', conditions: [{ field: '@attempts', operator: 'equals', value: 0 }] },
  sort: [{ field: '@zone', descending: true }],
};

test('a supervisor says whom to call, and whoever dials the list hears of it', async () => {
  const before = await app.ask<SelectionRow>('supervisor', URL);
  expect(before).toMatchObject({ status: 200, body: { version: 0, passing: 0, sort: [] } });
  const put = { method: 'PUT', body: FRESH } as const;
  const set = await app.ask<SelectionRow>('supervisor', `${URL}?version=0`, put);
  expect(set).toMatchObject({ status: 200, body: { ...FRESH, version: 1 } });
  expect(app.dialer.supervisorCommands).toMatchObject([
    { by: 'supervisor', command: { type: 'reorder-list', listId: 'l-1' } },
  ]);
  const { rows } = await app.pool.query('select by, what, subject, detail from audit');
  expect(rows).toEqual([
    { by: 'supervisor', what: 'list-selection-changed', subject: 'l-1', detail: FRESH },
  ]);
  expect(await app.ask('supervisor', `${URL}?version=0`, put)).toMatchObject({
    status: 409,
    code: 'CHANGED_MEANWHILE',
  });
});

test('a filter is never a piece of a query', async () => {
  const condition = { field: "tier'; drop table records", operator: 'equals', value: 'x' };
  const body = { ...FRESH, filter: { match: 'all', conditions: [condition] } };
  expect(await app.ask('supervisor', `${URL}?version=1`, { method: 'PUT', body })).toMatchObject({
    status: 400,
    code: 'BAD_REQUEST',
  });
  const named = { ...condition, field: 'tier' };
  const strange = { ...FRESH, filter: { match: 'all', conditions: [named] } };
  const asked = await app.ask('supervisor', `${URL}?version=1`, { method: 'PUT', body: strange });
  expect(asked).toMatchObject({ code: 'INVALID_PARAMETER' });
});

test('an agent sees nothing of it', async () => {
  expect(await app.ask('agent', URL)).toMatchObject({ status: 403, code: 'FORBIDDEN' });
});
