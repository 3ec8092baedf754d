import { expect, test } from 'vitest';
import { campaignGroupId, noticeId } from '../basics/ids.ts';
import { minutes } from '../basics/time.ts';
import { load } from '../dialing/session-life.ts';
import { AGENTS, ANN, GROUP, plan, START } from '../test-site.ts';
import type { Notice } from './agent-session.ts';
import { newAgent } from './agent-session.ts';
import { NOTICES_MAX, newNotice, withNotice } from './notice.ts';

const field = (key: string, label: string) =>
  ({ key, label, type: 'text', editable: false, choices: [] }) as const;
const fields = [field('@description', 'About'), field('job', 'Job')];
const session = load(plan({ noticeFields: fields }), false, START, minutes(10));
const ann = newAgent({ agentId: ANN, name: 'Ann', groupIds: [AGENTS] }, 'none', START);

const notice = (n: number, kind: Notice['kind'], groupId = GROUP): Notice => ({
  ...newNotice(noticeId(`n${n}`), session, kind, START),
  groupId,
});

test('a notice says what was loaded, with the administrator’s fields', () => {
  expect(newNotice(noticeId('n1'), session, 'loaded', START)).toEqual({
    id: 'n1',
    kind: 'loaded',
    groupId: GROUP,
    campaignName: 'Campaign',
    groupName: 'Group',
    mode: 'progressive',
    fields: [
      { label: 'About', value: 'A campaign' },
      { label: 'Job', value: '' },
    ],
    at: START,
  });
});

const other = campaignGroupId('other');

// biome-ignore format: a table is read in columns.
test.each<[why: string, before: readonly Notice[], told: Notice, after: readonly Notice[]]>([
  ['notices pile up in order', [notice(1, 'loaded')], notice(2, 'started'),
    [notice(1, 'loaded'), notice(2, 'started')]],
  ['once unloaded, that it was loaded is no news', [notice(1, 'loaded'), notice(2, 'started')],
    notice(3, 'unloaded'), [notice(3, 'unloaded')]],
  ['that it was stopped still is', [notice(1, 'started'), notice(2, 'stopped')],
    notice(3, 'unloaded'), [notice(2, 'stopped'), notice(3, 'unloaded')]],
  ['another group’s notices stay', [notice(1, 'loaded', other)], notice(2, 'unloaded'),
    [notice(1, 'loaded', other), notice(2, 'unloaded')]],
])('%s', (_why, before, told, then) => {
  expect(withNotice({ ...ann, notices: before }, told)).toEqual({ ...ann, notices: then });
});

test('an agent who never looks keeps the newest', () => {
  let told = ann;
  for (let n = 1; n <= NOTICES_MAX + 5; n += 1) told = withNotice(told, notice(n, 'stopped'));
  expect(told.notices.map(({ id }) => id)).toEqual(
    Array.from({ length: NOTICES_MAX }, (_, index) => `n${index + 6}`),
  );
});
