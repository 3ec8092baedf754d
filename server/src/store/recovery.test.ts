import { campaignGroupId } from '@outpace/engine/basics/ids.ts';
import type { Draft } from '@outpace/engine/interactions/interaction.ts';
import { expect, test } from 'vitest';
import { StoreFault } from '../ports.ts';
import { parseDraft, plansOf } from './recovery.ts';

const nothing: Draft = {
  callResult: undefined,
  dispositionCode: undefined,
  doNotCall: undefined,
  note: 'n',
};

test.each<[why: string, saved: unknown, draft: Draft]>([
  ['no draft was saved', null, nothing],
  ['a draft comes back', { doNotCall: 'person' }, { ...nothing, doNotCall: 'person' }],
  ['a machine result is not what a person said', { callResult: 'sit-unknown' }, nothing],
  ['what does not fit is not said', { dispositionCode: 7, doNotCall: 'all' }, nothing],
])('%s', (_why, saved, draft) => {
  expect(parseDraft(saved, 'n')).toEqual(draft);
});

test('a plan that cannot be read is a fault of the store, one that is gone is not', async () => {
  const groups = [campaignGroupId('group')];
  expect(await plansOf(groups, { plan: async () => undefined })).toEqual(new Map());
  const failing = plansOf(groups, { plan: () => Promise.reject(new Error('gone away')) });
  await expect(failing).rejects.toThrow(StoreFault);
});
