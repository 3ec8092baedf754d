import { expect, test } from 'vitest';
import { seconds } from '../basics/time.ts';
import type { CallFate } from './call-dry-run.ts';
import { callDryRun } from './call-dry-run.ts';
import type { CallTreatments } from './call-treatments.ts';
import type { CpdTime } from './voice.ts';

const callTreatments: CallTreatments = {
  machine: { kind: 'message', message: 'call-us' },
  fax: { kind: 'transfer', to: 'sip:fax@pbx.example', ringMs: seconds(20) },
  silence: { kind: 'connect' },
};

// biome-ignore format: a table is read in columns.
test.each<[why: string, when: CpdTime, waits: number, fates: [CallFate, CallFate, CallFate]]>([
  ['before the agent each is treated',       'before', 3, ['message', 'transfer', 'connect']],
  ['an answer that does not wait is treated as a person', 'before', 0, ['agent', 'agent', 'agent']],
  ['beside the call the agent hears silence', 'beside', 3, ['message', 'transfer', 'agent']],
  ['beside it no answer waits anyway',       'beside', 0, ['message', 'transfer', 'agent']],
  ['nothing listens',                        'off',    3, ['agent', 'agent', 'agent']],
])('%s', (_why, when, waits, fates) => {
  const calls = callDryRun({ when, verdictMs: seconds(waits), callTreatments });
  expect(calls.map(({ verdict, fate }) => [verdict, fate])).toEqual([
    ['machine', fates[0]],
    ['fax', fates[1]],
    ['silence', fates[2]],
  ]);
});

test('a chain goes on by the verdict, and by what the agent says where there is none', () => {
  const calls = callDryRun({ when: 'beside', verdictMs: seconds(3), callTreatments });
  expect(calls.map(({ result }) => result)).toEqual(['answering-machine', 'fax', undefined]);
});
