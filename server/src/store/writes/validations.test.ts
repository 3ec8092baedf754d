import { callResultNumber } from '@outpace/engine/calling-lists/call-result.ts';
import { expect, test } from 'vitest';
import { RecordingStatements } from '../recording-statements.ts';
import { atText, ownership, writeOf } from '../test-writes.ts';
import { saveValidations } from './validations.ts';

test('what was answered is kept, and that a record waits has no result', async () => {
  const statements = new RecordingStatements();
  const refused = writeOf['save-validation'];
  await saveValidations(statements, ownership, [
    refused,
    { ...refused, answer: 'time-out', result: undefined },
  ]);
  const { attemptId, campaignId, chainId, phone, address } = refused;
  const both = (value: string) => [value, value];
  expect(statements.ran).toEqual([
    {
      name: 'save-validations',
      values: [
        'main',
        both(attemptId),
        both(campaignId),
        both(chainId),
        both(phone),
        both(address),
        ['refuse', 'time-out'],
        [callResultNumber('wrong-number'), null],
        both(atText),
        both(atText),
      ],
    },
  ]);
});
