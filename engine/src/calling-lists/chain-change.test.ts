import { expect, test } from 'vitest';
import { recordId } from '../basics/ids.ts';
import type { Instant } from '../basics/time.ts';
import { after, hours, instant, minutes, seconds } from '../basics/time.ts';
import { ANN, chain, phone, record, START } from '../test-site.ts';
import type { Chain } from './chain.ts';
import type { ChainChange, SetFields } from './chain-change.ts';
import { chainChanged, withFields } from './chain-change.ts';
import { suppressionText } from './suppression.ts';

const two = chain(1, {
  records: [record(1), record(2, { chainN: 1, contactType: 'mobile' })],
  treatment: { trigger: 'result:busy', applied: 2 },
  dueAt: after(START, minutes(5)),
});
const promised = chain(1, { records: [record(1, { type: 'personal-callback', agentId: ANN })] });
const replaced = chain(1, {
  records: [record(1, { status: 'cancelled' }), record(2)],
  position: 1,
});
const delegated = chain(1, {
  records: [
    record(1, { status: 'delegated', type: 'campaign-rescheduled', attempts: 1 }),
    record(2, { chainN: 1, status: 'chain-ready' }),
  ],
  treatment: { trigger: 'result:busy', applied: 1 },
  dueAt: after(START, hours(24)),
});
const crowd = chain(1, { records: Array.from({ length: 20 }, (_, n) => record(n + 1)) });
const NEW = recordId('-7');
const dueAt = after(START, hours(3));
const no = (n: number): ReadonlyMap<string, Instant> =>
  new Map([[suppressionText({ kind: 'phone', phone: phone(n) }), instant(0)]]);

type Moving = Exclude<ChainChange, SetFields>;

const ask = (from: Chain, change: Moving, suppressed: ReadonlyMap<string, Instant>) => {
  const done = chainChanged(from, change, { suppressed, at: START, newId: NEW });
  return done.ok ? done.value : done.problem.code;
};
const add = (n: number): Moving => ({ type: 'add-number', phone: phone(n) });
const change = (of: number, n: number): Moving => ({
  type: 'change-number',
  recordId: record(of).id,
  phone: phone(n),
});
const finish: Moving = { type: 'finish' };
const later = (at: Instant | undefined): Moving => ({ type: 'reschedule', dueAt: at });
const as = { state: 'ready', dueAt: two.dueAt, position: 0, treatment: two.treatment } as const;

// biome-ignore format: a table is read in columns.
test.each<[what: string, from: Chain, change: Moving, to: object]>([
  ['dealt with: closed, nothing counted', two, finish, { state: 'closed', records: [{ status: 'updated', attempts: 0 }, { status: 'updated' }] }],
  ['a promise is dealt with, too',        promised, finish, { state: 'closed' }],
  ['what is out stays as it is',          replaced, finish, { state: 'closed', records: [{ id: '2', status: 'updated' }] }],
  ['put off, on the same number',         two, later(dueAt), { state: 'ready', dueAt, position: 0, records: [{ id: '1', type: 'campaign-rescheduled' }] }],
  ['put off to now',                      two, later(undefined), { state: 'ready', dueAt: START, position: 0 }],
  ['given back, now',                     delegated, later(undefined), { state: 'ready', dueAt: START, treatment: delegated.treatment, records: [{ id: '1', status: 'ready', attempts: 1 }] }],
  ['given back for a time',               delegated, later(dueAt), { state: 'ready', dueAt, records: [{ id: '1', status: 'ready' }] }],
  ['delegated, and dealt with',           delegated, finish, { state: 'closed', records: [{ id: '1', status: 'updated' }, { id: '2', status: 'updated' }] }],
  ['delegated, with another number',      delegated, change(1, 9), { state: 'ready', dueAt: delegated.dueAt, position: 2, records: [{ id: '1', status: 'cancelled' }], added: [{ phone: phone(9), status: 'ready' }] }],
  ['one more number, after the others',   two, add(9), { ...as, records: [], added: [{ id: NEW, phone: phone(9), chainN: 2, status: 'ready' }] }],
  ['a number that is there already',      two, add(2), { ...as, records: [] }],
  ['one that was taken out comes again',  replaced, add(1), { added: [{ id: NEW, phone: phone(1) }] }],
  ['another number for the next',         two, change(1, 9), { ...as, position: 2, treatment: undefined, records: [{ id: '1', status: 'cancelled' }], added: [{ id: NEW, phone: phone(9), contactType: 'home' }] }],
  ['another number for a later one',      two, change(2, 9), { ...as, records: [{ id: '2', status: 'cancelled' }], added: [{ phone: phone(9), contactType: 'mobile' }] }],
  ['the number of another record',        two, change(1, 2), { ...as, position: 1, treatment: undefined, records: [{ id: '1', status: 'cancelled' }] }],
  ['the same number',                     two, change(1, 1), { ...as, records: [] }],
  ['asked again after it was done',       replaced, change(1, 2), { position: 1, records: [] }],
])('%s', (_what, from, asked, to) => {
  const done = ask(from, asked, new Map());
  expect(done).toMatchObject(to);
  if (typeof done === 'object' && !('added' in to)) expect(done).not.toHaveProperty('added');
});

// biome-ignore format: a table is read in columns.
test.each<[what: string, from: Chain, change: Moving, code: string]>([
  ['put off to what has passed',     two, later(START), 'CALLBACK_IN_PAST'],
  ['put off for more than a year',   two, later(after(START, hours(24 * 366 + 1))), 'INVALID_PARAMETER'],
  ['a promise is put off',           promised, later(dueAt), 'RECORD_PROMISED'],
  ['a promise gets a number',        promised, add(9), 'RECORD_PROMISED'],
  ['a suppressed number',            two, add(5), 'NUMBER_SUPPRESSED'],
  ['a suppressed one instead',       two, change(1, 5), 'NUMBER_SUPPRESSED'],
  ['a record of somebody else',      two, change(8, 9), 'NUMBER_UNKNOWN'],
  ['one that is out, for a new one', replaced, change(1, 9), 'NUMBER_UNKNOWN'],
  ['one number too many',            crowd, add(30), 'TOO_MANY'],
])('refused: %s', (_what, from, asked, code) => {
  expect(ask(from, asked, no(5))).toBe(code);
});

test('a second more than now is not past', () => {
  expect(ask(two, later(after(START, seconds(1))), new Map())).toMatchObject({ state: 'ready' });
});

test('fields are set of each number or of one, and only what is another is told', () => {
  const known = chain(1, {
    records: [record(1, { fields: { age: 41, plan: 'gold' } }), record(2, { chainN: 1 })],
  });
  const fields = { age: 41, plan: null, city: 'Porto' };
  const all = withFields(known, { type: 'set-fields', fields });
  expect(all.ok && all.value.set).toEqual([
    { recordId: '1', key: 'plan', value: null },
    { recordId: '1', key: 'city', value: 'Porto' },
    { recordId: '2', key: 'age', value: 41 },
    { recordId: '2', key: 'city', value: 'Porto' },
  ]);
  expect(all.ok && all.value.chain.records.map((each) => each.fields)).toEqual([fields, fields]);
  const one = withFields(known, { type: 'set-fields', recordId: recordId('2'), fields });
  expect(one.ok && one.value.set.map((each) => each.recordId)).toEqual(['2', '2']);
  expect(withFields(known, { type: 'set-fields', recordId: NEW, fields })).toMatchObject({
    problem: { code: 'NUMBER_UNKNOWN' },
  });
});
