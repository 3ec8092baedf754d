import { attemptId, epoch } from '@outpace/engine/basics/ids.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import type { SaveCallTreatment } from '@outpace/engine/effect.ts';
import { heard } from '@outpace/engine/test-site.ts';
import { writeOf } from '@outpace/server/store/test-writes.ts';
import { expect, test } from 'vitest';
import { newlyOpened, treatedBy } from './stored-rows.ts';

const id = attemptId('a1');
const treatment: SaveCallTreatment = {
  type: 'save-call-treatment',
  attemptId: id,
  treatment: 'transfer',
  answeredAt: instant(5),
  cpd: heard('fax'),
};

test('a treatment is kept beside the attempt, which is otherwise as it was', () => {
  const attempt = {
    ...writeOf['open-attempt'],
    epoch: epoch(1),
    result: undefined,
    endedAt: undefined,
  };
  expect(treatedBy(new Map([[id, attempt]]), treatment)).toEqual({
    ...attempt,
    treated: { treatment: 'transfer', answeredAt: instant(5), cpd: heard('fax') },
  });
  expect(() => treatedBy(new Map(), treatment)).toThrow('attempt a1');
});

test('an interaction begins with nothing entered', () => {
  const opened = newlyOpened(writeOf['open-interaction']);
  expect([opened.draft.note, opened.connectedAt, opened.done]).toEqual(['', undefined, undefined]);
});
