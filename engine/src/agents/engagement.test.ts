import { expect, test } from 'vitest';
import { attemptId, chainId, interactionId, recordId } from '../basics/ids.ts';
import { after, seconds } from '../basics/time.ts';
import { GROUP, START } from '../test-site.ts';
import { newPhone, withLeg } from './agent-phone.ts';
import { dialingFor, isForAnybody, isOverdue, newEngagement, raised } from './engagement.ts';

const record = { chainId: chainId('1'), recordId: recordId('1') };
const what = { interactionId: interactionId('i1'), groupId: GROUP, openedAt: START };
const opening = newEngagement({ ...what, record: undefined });
const upAt = after(START, seconds(2));

test('a line is held from the call of the phone to the dial, under one id', () => {
  const common = { ...what, muted: true, note: 'a letter', noteSavedAt: START };
  const up = raised({ ...opening, ...common }, { kind: 'none' }, upAt);
  if (up.phase !== 'engaged') throw new Error('the line is up');
  expect(up).toEqual({ ...common, record: undefined, phase: 'engaged', upAt });
  const attempt = attemptId('a1');
  expect(dialingFor(up, record, attempt)).toEqual({
    ...common,
    record,
    phase: 'dialing',
    upAt,
    attemptId: attempt,
  });
});

test('without a record it is for whoever answers', () => {
  const tied = newEngagement({ ...what, record });
  expect([isForAnybody(opening), isForAnybody(tied)]).toEqual([true, false]);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, engagement: Parameters<typeof isOverdue>[0], s: number, is: boolean]>([
  ['a phone may ring',                   opening,                          39, false],
  ['but not for ever',                   opening,                          40, true],
  ['a line that is up is held for long', raised(opening, { kind: 'none' }, upAt), 90, false],
])('%s', (_why, engagement, s, is) => {
  expect(isOverdue(engagement, after(START, seconds(s)))).toBe(is);
});

test('a line is up when the leg is, and once', () => {
  const phone = newPhone('needed');
  expect(raised(opening, withLeg(phone, 'raising'), upAt)).toBe(opening);
  const up = raised(opening, withLeg(phone, 'up'), upAt);
  expect(up).toMatchObject({ phase: 'engaged', upAt });
  expect(raised(up, withLeg(phone, 'up'), after(upAt, seconds(9)))).toBe(up);
});
