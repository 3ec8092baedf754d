import { expect, test } from 'vitest';
import { RecordingStatements } from '../recording-statements.ts';
import { atText, ownership, writeOf } from '../test-writes.ts';
import {
  closeInteractions,
  connectInteractions,
  openInteractions,
  saveDrafts,
} from './interactions.ts';

test('an interaction is opened for its attempt, chain, record and agent', async () => {
  const statements = new RecordingStatements();
  await openInteractions(statements, ownership, [writeOf['open-interaction']]);
  const values = ['i1', 'a1', 'group', 'campaign', '7', '70', 'alice', atText];
  expect(statements.valuesOf('open-interactions')).toEqual([
    'main',
    ...values.map((value) => [value]),
  ]);
});

test('from when the two were on the line together is known while they are', async () => {
  const statements = new RecordingStatements();
  await connectInteractions(statements, ownership, [writeOf['connect-interaction']]);
  expect(statements.ran).toEqual([
    { name: 'connect-interactions', values: ['main', ['i1'], [atText], [atText]] },
  ]);
});

test('a draft is kept in a form that the database can keep', async () => {
  const statements = new RecordingStatements();
  const draft = { ...writeOf['save-draft'], dispositionCode: 'a\u0000b', note: '\u0000' };
  await saveDrafts(statements, ownership, [draft]);
  expect(statements.valuesOf('save-drafts')).toEqual([
    'main',
    ['i1'],
    ['{"dispositionCode":"ab"}'],
    [''],
  ]);
});

test('the end of an interaction is a whole row', async () => {
  const statements = new RecordingStatements();
  const close = { ...writeOf['close-interaction'], doNotCall: 'person', note: 'no\u0000' } as const;
  await closeInteractions(statements, ownership, [close]);
  const values = ['i1', 'agent', 33, null, 'person', 'no', null, atText, atText];
  expect(statements.valuesOf('close-interactions')).toEqual([
    'main',
    ...values.map((value) => [value]),
  ]);
});
