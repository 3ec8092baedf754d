import { campaignId } from '@outpace/engine/basics/ids.ts';
import { expect, test } from 'vitest';
import { RecordingStatements } from '../recording-statements.ts';
import { atText, ownership, writeOf } from '../test-writes.ts';
import { savePacingMemories } from './pacing-memories.ts';

const kept = writeOf['save-pacing-memory'];

test('of each campaign what was learned last is kept', async () => {
  const statements = new RecordingStatements();
  const other = { ...kept, campaignId: campaignId('other') };
  const newer = { ...kept, memory: { ...kept.memory, talk: [7] } };
  await savePacingMemories(statements, ownership, [kept, other, newer]);
  expect(statements.names).toEqual(['save-pacing-memories']);
  const [site, campaigns, memories, moments] = statements.valuesOf('save-pacing-memories') ?? [];
  expect([site, campaigns, moments]).toEqual(['main', ['campaign', 'other'], [atText, atText]]);
  expect(memories).toEqual([JSON.stringify(newer.memory), JSON.stringify(kept.memory)]);
});
