import { expect, test } from 'vitest';
import { RecordingStatements } from '../recording-statements.ts';
import { atText, ownership, writeOf } from '../test-writes.ts';
import { logAgentOrders } from './agent-orders.ts';

test('who released whom, and who set which status', async () => {
  const statements = new RecordingStatements();
  const released = writeOf['log-agent-order'];
  const set = { ...released, what: 'agent-status-set', status: 'ready' } as const;
  await logAgentOrders(statements, ownership, [released, set]);
  expect(statements.valuesOf('audit-agent-orders')).toEqual([
    'main',
    [atText, atText],
    ['supervisor', 'supervisor'],
    ['agent-released', 'agent-status-set'],
    ['alice', 'alice'],
    ['{}', '{"status":"ready"}'],
  ]);
});
