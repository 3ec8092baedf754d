import { CALL_RESULTS } from '@outpace/engine/calling-lists/call-result.ts';
import { expect, test } from 'vitest';
import { RecordingStatements } from '../recording-statements.ts';
import { ownership, writeOf } from '../test-writes.ts';
import { reportAttempts, reportDelegations } from './webhooks.ts';

test('attempts are reported all at once', async () => {
  const statements = new RecordingStatements();
  const close = writeOf['close-attempt'];
  await reportAttempts(statements, ownership, [close, close]);
  expect(statements.names).toEqual(['report-attempts']);
  expect(statements.valuesOf('report-attempts')).toEqual(['main', ['a1', 'a1'], CALL_RESULTS]);
});

test('of chains only those are told that the plan gives away', async () => {
  const statements = new RecordingStatements();
  const save = writeOf['save-chain'];
  await reportDelegations(statements, ownership, [save]);
  expect(statements.names).toEqual([]);
  const on = { by: 'disposition', code: 'visit' } as const;
  const delegated = { recordId: writeOf['save-recall'].recordId, on };
  await reportDelegations(statements, ownership, [save, { ...save, delegated }]);
  expect(statements.valuesOf('report-delegations')).toMatchObject([
    'main',
    ['7'],
    [JSON.stringify(on)],
    [new Date(save.dueAt).toISOString()],
    [`chain-delegated-7-${save.dueAt}`],
    CALL_RESULTS,
  ]);
});
