import { expect, test } from 'vitest';
import { RecordingStatements } from '../recording-statements.ts';
import { atText, ownership, writeOf } from '../test-writes.ts';
import { saveSessions } from './dial-sessions.ts';

const running = writeOf['save-session'];

test('of several phases in one turn the last is kept, and all are in the audit trail', async () => {
  const statements = new RecordingStatements();
  await saveSessions(statements, ownership, [running, { ...running, phase: 'active' }]);
  expect(statements.names).toEqual(['save-sessions', 'audit-sessions']);
  const values = ['group', 'active', 'progressive', 1, false, atText, null];
  expect(statements.valuesOf('save-sessions')).toEqual(['main', ...values.map((each) => [each])]);
  expect(statements.valuesOf('audit-sessions')?.[3]).toEqual(['group', 'group']);
});

test('a target is kept as it is, and the audit trail tells of it', async () => {
  const statements = new RecordingStatements();
  const target = { kind: 'busy-factor', share: 0.8 } as const;
  await saveSessions(statements, ownership, [{ ...running, target }]);
  expect(statements.valuesOf('save-sessions')?.at(-1)).toEqual([JSON.stringify(target)]);
  expect(statements.valuesOf('audit-sessions')?.[4]).toEqual([expect.stringContaining('0.8')]);
});

test('an unloaded group does not come back', async () => {
  const statements = new RecordingStatements();
  await saveSessions(statements, ownership, [running, { ...running, phase: 'unloaded' }]);
  expect(statements.names).toEqual(['forget-sessions', 'audit-sessions']);
});
