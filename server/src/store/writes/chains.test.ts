import { chainId } from '@outpace/engine/basics/ids.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { RecordingStatements } from '../recording-statements.ts';
import { atText, ownership, record, writeOf } from '../test-writes.ts';
import { releaseChains, saveChains } from './chains.ts';

const save = writeOf['save-chain'];

test('a ready chain is saved, its lease ends, and it waits in the queue', async () => {
  const statements = new RecordingStatements();
  await saveChains(statements, ownership, [save]);
  expect(statements.ran).toEqual([
    { name: 'save-records', values: ['main', ['70'], [2], [1], [6], [1], [atText], [null]] },
    { name: 'save-chains', values: ['main', ['7'], ['ready'], [0], ['null'], [atText], [null]] },
    { name: 'end-leases', values: ['main', ['7']] },
    { name: 'queue-chains', values: ['main', ['7'], [false]] },
  ]);
});

test('a closed chain without changed records waits nowhere', async () => {
  const statements = new RecordingStatements();
  await saveChains(statements, ownership, [{ ...save, state: 'closed', records: [] }]);
  expect(statements.names).toEqual(['save-chains', 'end-leases']);
});

test('of two saves of one chain the last stands, with the records of both', async () => {
  const statements = new RecordingStatements();
  const second = { ...record, chainN: 1, id: writeOf['save-field'].recordId };
  const treatment = { trigger: 'result:busy', applied: 2 };
  await saveChains(statements, ownership, [
    { ...save, state: 'closed' },
    { ...save, treatment, dueAt: instant(0), toTop: true, records: [{ ...second, attempts: 2 }] },
  ]);
  expect(statements.valuesOf('save-records')?.[5]).toEqual([2]);
  const last = ['main', ['7'], ['ready'], [0], [JSON.stringify(treatment)], ['-infinity'], [null]];
  expect(statements.valuesOf('save-chains')).toEqual(last);
  expect(statements.valuesOf('queue-chains')).toEqual(['main', ['7'], [true]]);
});

test('releases of one turn go together, each to its place', async () => {
  const statements = new RecordingStatements();
  const release = { type: 'release-chains' } as const;
  await releaseChains(statements, ownership, [
    { ...release, chainIds: [chainId('7'), chainId('8')], toTop: false },
    { ...release, chainIds: [chainId('9')], toTop: true },
  ]);
  expect(statements.ran).toEqual([
    { name: 'release-chains', values: ['main', ['7', '8', '9'], [false, false, true]] },
  ]);
});
