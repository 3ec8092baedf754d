import type { CallingListRow } from '@outpace/protocol/calling-lists.ts';
import type { Role } from '@outpace/protocol/sign-in.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addChain, listBody } from '../store/test-site.ts';
import { TestApp } from './test-app.ts';

let app: TestApp;
let listId = '';
beforeAll(async () => {
  app = await TestApp.open();
  const body = listBody('Leavers');
  listId = (await app.ask<CallingListRow>('administrator', '/api/calling-lists', { body })).body.id;
  await addChain(app.pool, app.site, { listId, phones: ['+12125550100'] });
});
afterAll(() => app.close());

const get = (as: Role, file: string, id = listId) =>
  app.app.inject({
    url: `/api/calling-lists/${id}/${file}.csv`,
    headers: { host: 'localhost', cookie: app.cookies[as] },
  });

test.each(['records', 'attempts'])('%s come as a file to keep, and that is noted', async (file) => {
  const answer = await get('administrator', file);
  expect(answer.statusCode).toBe(200);
  expect(answer.headers).toMatchObject({
    'content-type': 'text/csv; charset=utf-8',
    'content-disposition': `attachment; filename="${file}.csv"`,
    'cache-control': 'no-store',
  });
  expect(answer.body.startsWith('Record,Chain,Place in chain,Name,')).toBe(true);
  expect(answer.body.trim().split('\n')).toHaveLength(file === 'records' ? 2 : 1);
  const { rows } = await app.pool.query('select by, subject from audit where what = $1', [
    `${file}-exported`,
  ]);
  expect(rows).toEqual([{ by: 'administrator', subject: listId }]);
});

test('only administrators take records away', async () => {
  for (const role of ['agent', 'supervisor'] as const) {
    expect((await get(role, 'records')).json()).toMatchObject({ code: 'FORBIDDEN' });
    expect((await get(role, 'attempts')).json()).toMatchObject({ code: 'FORBIDDEN' });
  }
});

test('a list that is not there has no file', async () => {
  expect((await get('administrator', 'records', 'nowhere')).json()).toMatchObject({
    code: 'NOT_FOUND',
  });
});
