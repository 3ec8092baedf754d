import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestSite, type TestSite } from '../store/test-site.ts';
import { UrlFetches } from './url-fetches.ts';

let at: TestSite;
beforeAll(async () => {
  at = await openTestSite();
});
afterAll(() => at.drop());

const order = { listId: 'l-1', url: 'https://crm.example/a.csv?key=secret', by: 'ana' };
const never = new AbortController().signal;

function fetches(file: Readable): UrlFetches {
  const fetch = async () => ({ fileName: 'a.csv', file });
  return new UrlFetches({ pool: at.pool, siteId: at.site, fetch });
}
const trail = async () => (await at.pool.query('select subject, detail from audit')).rows;

test('what is refused is not noted, and nothing more of it is fetched', async () => {
  const file = Readable.from([Buffer.from('Phone\n')]);
  const kept = await fetches(file).receive(order, never, async () => fail(refusal('TOO_MANY')));
  expect(kept).toMatchObject({ ok: false, problem: { code: 'TOO_MANY' } });
  expect([file.destroyed, await trail()]).toEqual([true, []]);
});

test('what is kept is noted without what may be secret', async () => {
  const file = Readable.from([Buffer.from('Phone\n')]);
  const kept = await fetches(file).receive(order, never, async (sent) =>
    ok([sent.filename, await text(sent.file)]),
  );
  expect(kept).toEqual(ok(['a.csv', 'Phone\n']));
  expect(await trail()).toEqual([
    { subject: 'l-1', detail: { from: 'https://crm.example/a.csv' } },
  ]);
});

test('a fault of ours is no answer of somebody outside', async () => {
  const broken = fetches(Readable.from([])).receive(order, never, () =>
    Promise.reject(new Error('no disk')),
  );
  await expect(broken).rejects.toThrow('no disk');
});
