import { agentId } from '@outpace/engine/basics/ids.ts';
import { expect, test } from 'vitest';
import { RecordingStatements } from '../recording-statements.ts';
import { atText, ownership, phone, writeOf } from '../test-writes.ts';
import { saveThirdParties, transferInteractions } from './third-parties.ts';

test('of the news of one third party the last is written', async () => {
  const statements = new RecordingStatements();
  const called = writeOf['save-third-party'];
  const bob = { kind: 'agent', agentId: agentId('bob') } as const;
  await saveThirdParties(statements, ownership, [
    called,
    { ...called, serial: 2, target: bob, purpose: 'transfer' },
    { ...called, state: 'there' },
  ]);
  expect(statements.ran).toEqual([
    {
      name: 'save-third-parties',
      values: [
        'main',
        ['i1', 'i1'],
        [1, 2],
        ['alice', 'alice'],
        [null, 'bob'],
        [phone, null],
        ['consult', 'transfer'],
        ['there', 'called'],
        [atText, atText],
      ],
    },
  ]);
});

test('handed on twice, the last one has it', async () => {
  const statements = new RecordingStatements();
  const moved = writeOf['transfer-interaction'];
  const [bob, cat] = [agentId('bob'), agentId('cat')];
  await transferInteractions(statements, ownership, [
    { ...moved, to: bob },
    { ...moved, from: bob, to: cat },
  ]);
  expect(statements.ran).toEqual([
    { name: 'transfer-interactions', values: ['main', ['i1'], ['cat']] },
  ]);
});
