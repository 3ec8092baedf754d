import { attemptId } from '@outpace/engine/basics/ids.ts';
import { millis } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { RecordingStatements } from '../recording-statements.ts';
import { at, atText, ownership, phone, writeOf } from '../test-writes.ts';
import { closeAttempts, openAttempts } from './attempts.ts';

test('attempts are opened by one statement, under the epoch', async () => {
  const statements = new RecordingStatements();
  const open = writeOf['open-attempt'];
  const shown = { ...open, callerId: phone };
  await openAttempts(statements, ownership, [shown, { ...open, attemptId: attemptId('a2') }]);
  const twice = (value: unknown): unknown[] => [value, value];
  expect(statements.ran).toEqual([
    {
      name: 'open-attempts',
      values: [
        'main',
        3,
        ['a1', 'a2'],
        ...['group', 'campaign', 'list', '7', '70', phone, 'progressive', null, atText].map(twice),
        [phone, null],
        twice(JSON.stringify(open.answers)),
      ],
    },
  ]);
});

test('a close says the result by its number, and nothing of what did not happen', async () => {
  const statements = new RecordingStatements();
  const close = writeOf['close-attempt'];
  const answered = { ...close, attemptId: attemptId('a2'), answeredAt: at, connectedAt: at };
  const cpd = { verdict: 'person', cause: 'HUMAN\u0000', afterMs: millis(1_600.4) } as const;
  await closeAttempts(statements, ownership, [close, { ...answered, result: 'answer', cpd }]);
  expect(statements.valuesOf('close-attempts')).toEqual([
    'main',
    ['a1', 'a2'],
    [6, 33],
    [null, null],
    [null, atText],
    [null, atText],
    [atText, atText],
    [null, 'person'],
    [null, 'HUMAN'],
    [null, 1_600],
  ]);
});
