import { must } from '@outpace/engine/basics/assert.ts';
import { attemptId } from '@outpace/engine/basics/ids.ts';
import { after, hours, instant } from '@outpace/engine/basics/time.ts';
import type { OpenAttempt } from '@outpace/engine/effect.ts';
import { chain, GROUP, LIST, phone, plan, record, START } from '@outpace/engine/test-site.ts';
import { expect, test } from 'vitest';
import { CountedAttempts } from './counted-attempts.ts';

const opened = (n: number, hoursAgo = 1): OpenAttempt => ({
  type: 'open-attempt',
  attemptId: attemptId(`a${n}`),
  groupId: GROUP,
  campaignId: plan().campaignId,
  listId: LIST,
  chainId: chain(n).id,
  recordId: record(n).id,
  phone: phone(n),
  agentId: undefined,
  mode: 'progressive',
  answers: [],
  openedAt: instant(START - hours(hoursAgo)),
});

test('a chain brings the calls of its numbers, of itself and of its person', () => {
  const counted = new CountedAttempts();
  counted.opened(opened(1), undefined);
  counted.opened(opened(2), 'c1');
  counted.opened(opened(3), undefined);
  counted.ended(attemptId('a2'), 'busy');
  const person = chain(9, { customerId: 'c1', records: [record(1)] });
  const { past } = counted.withPast(person, hours(24), START);
  expect(past?.map(({ attemptId: id, result }) => [id, result])).toEqual([
    ['a2', 'busy'],
    ['a1', undefined],
  ]);
});

test('only as far back as it is asked, and nothing where nobody counts', () => {
  const counted = new CountedAttempts();
  counted.opened(opened(1, 30), undefined);
  expect(counted.withPast(chain(1), hours(24), START).past).toEqual([]);
  expect(must(counted.withPast(chain(1), hours(31), START).past, 'the past')).toHaveLength(1);
  expect(counted.withPast(chain(1), undefined, after(START, hours(1))).past).toBeUndefined();
});
