import { recordId } from '@outpace/engine/basics/ids.ts';
import { expect, test } from 'vitest';
import { RecordingStatements } from '../recording-statements.ts';
import { ownership, phone, record, writeOf } from '../test-writes.ts';
import { addRecords } from './added-records.ts';

test('each number goes into its chain, with its hours', async () => {
  const statements = new RecordingStatements();
  const { chainId } = writeOf['save-chain'];
  const added = [{ ...record, id: recordId('-5'), chainN: 2 }];
  await addRecords(statements, ownership.site, [{ chainId, added }, { chainId }]);
  expect(statements.valuesOf('add-windows')).toEqual([['UTC'], [28_800], [64_800]]);
  expect(statements.valuesOf('add-records')?.slice(0, 5)).toEqual([
    'main',
    ['-5'],
    ['7'],
    [2],
    [phone],
  ]);
});

test('without one nothing is asked of the store', async () => {
  const statements = new RecordingStatements();
  await addRecords(statements, ownership.site, [writeOf['save-chain']]);
  expect(statements.names).toEqual([]);
});
