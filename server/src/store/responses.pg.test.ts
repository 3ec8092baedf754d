import { campaignGroupId } from '@outpace/engine/basics/ids.ts';
import type { RefusalCode } from '@outpace/engine/basics/refusal.ts';
import type { ResponseCategoryBody } from '@outpace/protocol/responses.ts';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { demoCampaigns } from '../jobs/demo-campaigns.ts';
import { insertCallingList } from './calling-lists.ts';
import { insertCampaign } from './campaigns.ts';
import { StoredPlans } from './plans.ts';
import {
  allResponseCategories,
  codedFields,
  deleteResponseCategory,
  insertResponseCategory,
  updateResponseCategory,
} from './responses.ts';
import { granted, listBody, openTestSite, type TestSite } from './test-site.ts';
import { transact } from './transaction.ts';

const opened = openTestSite();
let at: TestSite;
beforeEach(async () => {
  at = await opened;
  await at.pool.query('delete from campaigns; delete from calling_lists');
  await at.pool.query('truncate response_categories cascade');
});
afterAll(() => at.drop());

type Text = ResponseCategoryBody['responses'][number];
const text = (title: string, more: Partial<Text> = {}): Text => ({
  ...{ id: null, title, text: `This is ${title}.`, language: '' },
  ...{ validFrom: null, validUntil: null },
  ...more,
});
const category = (
  name: string,
  parentId: string | null = null,
  ...responses: Text[]
): ResponseCategoryBody => ({ name, parentId, responses });

const refusing = { code: 'IN_USE' } as const;
const add = (id: string, body: ResponseCategoryBody) =>
  transact(at.pool, refusing, (db) => insertResponseCategory(db, at.site, id, body));
const put = (id: string, version: number, body: ResponseCategoryBody) =>
  transact(at.pool, refusing, (db) => updateResponseCategory(db, at.site, id, version, body));
const remove = (id: string) =>
  transact(at.pool, refusing, (db) => deleteResponseCategory(db, at.site, id));

test('the library is read as a tree, with texts in their order and their days', async () => {
  const summer = text('Summer', {
    language: 'es',
    validFrom: '2026-06-01',
    validUntil: '2026-08-31',
  });
  granted(await add('s', category('Scripts')));
  granted(await add('b', category('Offers', 's', text('Second'), summer)));
  granted(await add('a', category('Closing', 's')));
  granted(await add('o', category('Objections')));
  const library = await allResponseCategories(at.pool, at.site);
  expect(library.map(({ path, name }) => [...path, name].join('/'))).toEqual([
    'Objections',
    'Scripts',
    'Scripts/Closing',
    'Scripts/Offers',
  ]);
  expect(library.at(-1)).toEqual({
    ...{ id: 'b', version: 1, name: 'Offers', parentId: 's', path: ['Scripts'] },
    responses: [
      { ...text('Second'), id: expect.any(String) },
      { ...summer, id: expect.any(String) },
    ],
  });
});

test('an edited text keeps its id, one not sent goes, and the order is the new one', async () => {
  const { responses } = granted(await add('c', category('All', null, text('One'), text('Two'))));
  const [one, two] = responses;
  if (one === undefined || two === undefined) throw new Error('two texts were added');
  const body = category('All', null, text('New'), { ...two, text: 'Better' });
  const changed = granted(await put('c', 1, body));
  expect(changed).toMatchObject({ version: 2, responses: [{ title: 'New' }, { id: two.id }] });
  expect(changed.responses[1]?.text).toBe('Better');
  expect(changed.responses).toHaveLength(2);
});

test('a text of another category, or one that is sent twice, is not taken over', async () => {
  const other = granted(await add('o', category('Other', null, text('Theirs')))).responses[0];
  const mine = granted(await add('m', category('Mine', null, text('Mine')))).responses[0];
  if (other === undefined || mine === undefined) throw new Error('two texts were added');
  const notOurs = { code: 'BAD_REQUEST', detail: 'a text is not of this category' };
  expect(await put('m', 1, category('Mine', null, other))).toEqual({ ok: false, problem: notOurs });
  expect(await put('m', 1, category('Mine', null, mine, mine))).toMatchObject({ problem: notOurs });
  const theirs = (await allResponseCategories(at.pool, at.site)).find(({ id }) => id === 'o');
  expect(theirs?.responses).toEqual([other]);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, ask: () => Promise<unknown>, code: RefusalCode]>([
  ['a name twice at the top',         () => add('x', category('Scripts')),            'NAME_TAKEN'],
  ['a name twice in one category',    () => add('x', category('Offers', 's')),        'NAME_TAKEN'],
  ['a category above that is gone',   () => add('x', category('X', 'gone')),          'NOT_FOUND'],
  ['a category in itself',            () => put('s', 1, category('Scripts', 'b')),    'CATEGORY_LOOP'],
  ['an old version',                  () => put('b', 7, category('Offers', 's')),     'CHANGED_MEANWHILE'],
  ['one that is gone',                () => put('x', 1, category('X')),               'NOT_FOUND'],
  ['the removal of one that is gone', () => remove('x'),                              'NOT_FOUND'],
  ['the removal of what is not empty', () => remove('s'),                             'IN_USE'],
])('%s is refused', async (_why, ask, code) => {
  granted(await add('s', category('Scripts')));
  granted(await add('b', category('Offers', 's')));
  expect(await ask()).toMatchObject({ ok: false, problem: { code } });
});

test('the same name may lie in two places', async () => {
  granted(await add('s', category('Scripts')));
  granted(await add('a', category('Scripts', 's')));
  expect(await allResponseCategories(at.pool, at.site)).toHaveLength(2);
});

test('the branch of a campaign reaches its plan, and stays while it is used', async () => {
  const { pool, site } = at;
  const [demo] = demoCampaigns('none');
  if (demo === undefined) throw new Error('the demo has campaigns');
  granted(await add('s', category('Scripts')));
  await insertCampaign(pool, site, 'c-1', { ...demo, lists: [], responseCategoryId: 's' });
  expect(await remove('s')).toMatchObject({
    problem: { code: 'IN_USE', detail: 'by campaign Summer renewals' },
  });
  await pool.query(`insert into agent_groups (site, id, name) values ('main', 'g', 'G')
    on conflict do nothing`);
  await pool.query(`insert into campaign_groups (site, id, name, campaign_id, agent_group_id)
    values ('main', 'cg', 'CG', 'c-1', 'g')`);
  const plan = await new StoredPlans(pool, site).plan(campaignGroupId('cg'));
  expect(plan?.responseCategoryId).toBe('s');
});

test('the site has only so many categories', async () => {
  await at.pool.query(
    `insert into response_categories (site, id, name)
     select 'main', 'n' || n, 'N' || n from generate_series(1, 300) n`,
  );
  expect(await add('x', category('One more'))).toMatchObject({ problem: { code: 'TOO_MANY' } });
});

test('a key that two lists use is read as the list of the call has it', async () => {
  const { pool, site } = at;
  const field = (label: string) =>
    ({ key: 'balance', label, type: 'number', choices: [] }) as const;
  const add = async (id: string, label: string): Promise<void> => {
    const body = { ...listBody(id), fields: [{ ...field(label), choices: [] }] };
    granted(await insertCallingList(pool, site, id, body));
  };
  await add('first', 'Balance');
  await add('second', 'Saldo');
  const labels = async (first: string | undefined) =>
    (await codedFields(pool, site, first)).map(({ label }) => label);
  expect(await labels(undefined)).toEqual(['Balance']);
  expect(await labels('second')).toEqual(['Saldo']);
});
