import { expect, test } from 'vitest';
import { commitWrites } from './commit-writes.ts';
import { RecordingStatements } from './recording-statements.ts';
import { ownership, writeOf } from './test-writes.ts';

test('what is referred to is written first, whatever order it came in', async () => {
  const statements = new RecordingStatements();
  await commitWrites(statements, ownership, [
    { type: 'release-chains', chainIds: [], toTop: false },
    ...Object.values(writeOf).reverse(),
  ]);
  expect(statements.names).toEqual([
    'open-attempts',
    'open-interactions',
    'save-records',
    'save-recall',
    'connect-interactions',
    'save-call-treatments',
    'close-attempts',
    'report-attempts',
    'save-drafts',
    'save-third-parties',
    'transfer-interactions',
    'close-interactions',
    'save-recordings',
    'save-cpd-corrections',
    'audit-fields',
    'save-fields',
    'save-validations',
    'save-records',
    'save-chains',
    'end-leases',
    'queue-chains',
    'release-chains',
    'add-suppressions',
    'audit-suppressions',
    'save-sessions',
    'audit-sessions',
    'save-pacing-memories',
    'log-agent-states',
    'audit-agent-orders',
  ]);
});

test('each kind is one statement, and no writes are none', async () => {
  const statements = new RecordingStatements();
  const open = writeOf['open-attempt'];
  await commitWrites(statements, ownership, [open, open, open]);
  await commitWrites(statements, ownership, []);
  expect(statements.names).toEqual(['open-attempts']);
});
