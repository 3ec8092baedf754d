import { expect, test } from 'vitest';
import { RecordingStatements } from '../recording-statements.ts';
import { atText, ownership, writeOf } from '../test-writes.ts';
import { logAgentStates } from './agent-states.ts';

test('states are logged in their order, with a reason where there is one', async () => {
  const statements = new RecordingStatements();
  const ready = writeOf['log-agent-state'];
  const lunch = { ...ready, phase: 'not-ready', reason: 'lunch' };
  await logAgentStates(statements, ownership, [ready, lunch]);
  expect(statements.ran).toEqual([
    {
      name: 'log-agent-states',
      values: [
        'main',
        ['alice', 'alice'],
        ['ready', 'not-ready'],
        [null, 'lunch'],
        [atText, atText],
      ],
    },
  ]);
});
