import { attemptId } from '@outpace/engine/basics/ids.ts';
import { millis } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { RecordingStatements } from '../recording-statements.ts';
import { atText, ownership, writeOf } from '../test-writes.ts';
import { saveRecordings } from './recordings.ts';

test('of beginning and end of one recording the end is written, for each call', async () => {
  const statements = new RecordingStatements();
  const begun = writeOf['save-recording'];
  const durationMs = millis(1_499.6);
  await saveRecordings(statements, ownership, [
    begun,
    { ...begun, attemptId: attemptId('a2'), file: 'i2\u0000' },
    { ...begun, state: 'kept', durationMs },
  ]);
  expect(statements.ran).toEqual([
    {
      name: 'save-recordings',
      values: [
        'main',
        ['a1', 'a2'],
        ['i1', 'i1'],
        ['i1', 'i2'],
        ['kept', 'recording'],
        [atText, atText],
        [1_500, null],
      ],
    },
  ]);
});
