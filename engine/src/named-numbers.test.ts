import { expect, test } from 'vitest';
import { interactionId } from './basics/ids.ts';
import type { PhoneNumber } from './basics/phone-number.ts';
import type { AgentCommand } from './event.ts';
import { namedNumbers } from './named-numbers.ts';
import { BEN, draft, phone, record } from './test-site.ts';

const id = interactionId('i1');
const typed = { kind: 'new-number', phone: phone(5) } as const;
const known = { kind: 'record', recordId: record(1).id } as const;
const time = { local: '2026-11-30T10:00', zone: 'UTC', reading: undefined };
const promised = draft({ callback: { time, kind: 'campaign', to: typed } });

test.each<[why: string, command: AgentCommand, numbers: readonly PhoneNumber[]]>([
  ['a typed number', { type: 'recall', interactionId: id, to: typed }, [phone(5)]],
  ['a known one', { type: 'recall', interactionId: id, to: known }, []],
  ['of a promise', { type: 'mark-done', interactionId: id, draft: promised }, [phone(5)]],
  ['of a draft', { type: 'save-draft', interactionId: id, draft: promised }, [phone(5)]],
  ['no promise', { type: 'save-draft', interactionId: id, draft: draft() }, []],
  [
    'of a third party, as people type it',
    { type: 'consult', interactionId: id, target: { kind: 'number', phone: '+1 (212) 555-0105' } },
    [phone(5)],
  ],
  [
    'what is no number',
    { type: 'transfer', interactionId: id, target: { kind: 'number', phone: '0105' } },
    [],
  ],
  [
    'a colleague',
    { type: 'conference', interactionId: id, target: { kind: 'agent', agentId: BEN } },
    [],
  ],
  ['anything else', { type: 'set-ready' }, []],
])('%s', (_why, command, numbers) => {
  expect(namedNumbers(command)).toEqual(numbers);
});
