import { agentId, attemptId, type ChainId } from '@outpace/engine/basics/ids.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import type { ContactHistory } from '@outpace/protocol/contacts.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { insertCallingList } from './calling-lists.ts';
import { contactHistory } from './contact-history.ts';
import { asOwner, takeOwnership } from './ownership.ts';
import {
  addAttempt,
  addChain,
  addInteraction,
  addRecording,
  granted,
  listBody,
  openTestSite,
  type TestSite,
} from './test-site.ts';
import { writeOf } from './test-writes.ts';
import { saveValidations } from './writes/validations.ts';

let at: TestSite;
let chain: ChainId;
let count = 0;
beforeAll(async () => {
  at = await openTestSite();
  await at.addUser('ana');
  const age = { key: 'age', label: 'Age', type: 'number', choices: [] } as const;
  const body = { ...listBody('Customers'), fields: [{ ...age, choices: [] }] };
  granted(await insertCallingList(at.pool, at.site, 'l-1', body));
});
beforeEach(async () => {
  count += 1;
  const phones = [`+121255501${60 + count}`];
  chain = await addChain(at.pool, at.site, { listId: 'l-1', phones });
});
afterAll(() => at.drop());

const read = (before?: string | null, limit = 20, hearer?: string): Promise<ContactHistory> =>
  contactHistory(at.pool, at.site, {
    ...{ chainId: chain, before: before ?? undefined, limit },
    hearer: hearer === undefined ? undefined : agentId(hearer),
  });

const recordId = async (): Promise<string> =>
  (await at.pool.query('select id::text as id from records where chain_id = $1', [chain])).rows[0]
    ?.id;

const addChange = (what: string, subject: string, by: string, second: number, detail: object) =>
  at.pool.query(
    `insert into audit (site, at, by, what, subject, detail)
     values ('main', $1::timestamptz + $2 * interval '1 s', $3, $4, $5, $6)`,
    ['2026-01-05T10:00:00Z', second, by, what, subject, detail],
  );

test('calls and changes, newest first', async () => {
  const { pool, site } = at;
  const busy = { chainId: chain, callResult: 6, openedAt: '2026-01-05T09:00:00Z' };
  await addAttempt(pool, site, { ...busy, id: `a-${chain}` });
  await addInteraction(pool, site, {
    ...{ id: `i-${chain}`, chainId: chain, agentId: 'ana', note: 'Call 5 pm' },
  });
  const email = { key: 'email', from: '', to: 'm@mail.example' };
  await addChange('contact-changed', chain, 'ana', 60, email);
  await addChange('record-field-changed', await recordId(), 'gone', 30, {
    ...{ key: 'age', from: 40, to: 41 },
  });
  // The same number as the chain's, of something else.
  await addChange('campaign-changed', chain, 'ana', 90, {});
  const { entries, next } = await read();
  expect(next).toBeNull();
  expect(entries).toMatchObject([
    {
      ...{ type: 'change', by: 'ANA', label: 'E-mail', fieldType: 'text' },
      ...{ from: '', to: 'm@mail.example', at: '2026-01-05T10:01:00.000Z' },
    },
    { type: 'change', by: null, label: 'Age', fieldType: 'number', from: 40, to: 41 },
    {
      ...{ type: 'call', attemptId: `a-i-${chain}`, at: '2026-01-05T10:00:00.000Z' },
      ...{ agentName: 'ANA', callResult: 'answer', agentCallResult: 'answer' },
      ...{ dispositionCode: 'interested', talkMs: 60_000, note: 'Call 5 pm' },
    },
    {
      ...{ type: 'call', interactionId: null, agentName: null, callResult: 'busy' },
      ...{ agentCallResult: null, talkMs: 0, cpd: null, cpdSaid: null, hasRecording: false },
    },
  ]);
});

test('an attempt says who was heard, and what may be listened to', async () => {
  const { pool, site } = at;
  const id = `i-${chain}`;
  await addInteraction(pool, site, { id, chainId: chain, agentId: 'ana' });
  await addRecording(pool, site, id, 'kept');
  await pool.query(
    `update attempts set cpd_verdict = 'machine', cpd_cause = 'MAXWORDS-7-6', cpd_after_ms = 3100
     where id = $1`,
    [`a-${id}`],
  );
  await pool.query(`insert into cpd_corrections values ('main', $1, 'person', 'ana', now())`, [
    `a-${id}`,
  ]);
  const heard = {
    interactionId: id,
    cpd: { verdict: 'machine', cause: 'MAXWORDS-7-6', afterMs: 3_100 },
    cpdSaid: 'person',
  };
  const of = async (hearer?: string) => (await read(null, 20, hearer)).entries;
  expect(await of()).toMatchObject([{ ...heard, hasRecording: true }]);
  expect(await of('ana')).toMatchObject([{ ...heard, hasRecording: true }]);
  expect(await of('ben')).toMatchObject([{ ...heard, hasRecording: false }]);
});

test('each call of a conversation has its own recording, also the first of two', async () => {
  const { pool, site } = at;
  const id = `i-twice-${chain}`;
  await addInteraction(pool, site, { id, chainId: chain, agentId: 'ana' });
  await addInteraction(pool, site, { id: `${id}-2`, chainId: chain, agentId: 'ana' });
  await pool.query('delete from interactions where id = $1', [`${id}-2`]);
  await addRecording(pool, site, id, 'kept');
  await addRecording(pool, site, id, 'kept', `a-${id}-2`);
  await pool.query('update interactions set attempt_id = $2 where id = $1', [id, `a-${id}-2`]);
  const of = async (hearer?: string) => (await read(null, 20, hearer)).entries;
  const both = [
    {
      attemptId: `a-${id}-2`,
      interactionId: id,
      hasRecording: true,
      dispositionCode: 'interested',
    },
    { attemptId: `a-${id}`, interactionId: id, hasRecording: true, dispositionCode: null },
  ];
  expect(await of('ana')).toMatchObject(both);
  expect(await of('ben')).toMatchObject(both.map((call) => ({ ...call, hasRecording: false })));
});

test('page by page everything is read once, also what happened at one instant', async () => {
  for (let n = 0; n < 4; n += 1) {
    await addAttempt(at.pool, at.site, { id: `p${n}-${chain}`, chainId: chain, callResult: 6 });
    await addChange('contact-changed', chain, 'ana', 0, { key: 'name', from: `${n}`, to: 'x' });
  }
  const whole = (await read(null, 100)).entries;
  expect(whole).toHaveLength(8);
  const pages: ContactHistory['entries'] = [];
  let next: string | null = null;
  do {
    const page: ContactHistory = await read(next, 3);
    expect(page.entries.length).toBeLessThanOrEqual(3);
    pages.push(...page.entries);
    next = page.next;
  } while (next !== null);
  expect(pages).toEqual(whole);
});

test('nothing has happened to somebody new', async () => {
  expect(await read()).toEqual({ entries: [], next: null });
});

test('a dial that was refused, or waits, is told among the calls', async () => {
  const ours = { site: at.site, epoch: await takeOwnership(at.pool, at.site) };
  const refused = { ...writeOf['save-validation'], chainId: chain };
  const answeredAt = instant(Date.parse('2026-01-05T10:00:00Z'));
  const waits = {
    ...refused,
    attemptId: attemptId('a2'),
    answer: 'error status',
    result: undefined,
    answeredAt,
  };
  await asOwner(at.pool, ours, async (statements) => {
    await saveValidations(statements, ours, [{ ...refused, answeredAt }, waits]);
    // Written twice after a commit of which nobody knows.
    await saveValidations(statements, ours, [waits]);
  });
  await addAttempt(at.pool, at.site, {
    ...{ id: `v-${chain}`, chainId: chain, callResult: 6, openedAt: '2026-01-05T09:00:00Z' },
  });
  const first = await read(undefined, 2);
  expect(first.entries).toMatchObject([
    { type: 'validation', id: 'a2', answer: 'error status', callResult: null },
    { type: 'validation', id: 'a1', answer: 'refuse', callResult: 'wrong-number' },
  ]);
  expect((await read(first.next)).entries).toMatchObject([{ type: 'call' }]);
});
