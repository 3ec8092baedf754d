import { expect, test } from 'vitest';
import { seconds } from '../basics/time.ts';
import type { CallTreatment, NoPerson, TreatedCall } from './call-treatments.ts';
import {
  CALL_TREATMENT_KINDS,
  callTreatmentProblem,
  DROP_ALL,
  NO_PERSON_VERDICTS,
  treatmentNow,
  verdictResult,
} from './call-treatments.ts';

const message: CallTreatment = { kind: 'message', message: 'call-us' };
const transfer = { kind: 'transfer', to: '+12025550100', ringMs: seconds(30) } as const;
const EXAMPLES: Readonly<Record<CallTreatment['kind'], CallTreatment>> = {
  drop: { kind: 'drop' },
  connect: { kind: 'connect' },
  message,
  transfer,
};

test('what spoke without being a person has its call result', () => {
  expect(NO_PERSON_VERDICTS.map(verdictResult)).toEqual(['answering-machine', 'fax', 'silence']);
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, verdict: NoPerson, treatment: CallTreatment, code: string | undefined]>([
  ['a machine is told something',    'machine', message,                                 undefined],
  ['silence too',                    'silence', message,                                 undefined],
  ['a fax cannot be',                'fax',     message,                                 'FAX_HEARS_NO_MESSAGE'],
  ['nothing is no message',          'machine', { ...message, message: ' ' },            'MESSAGE_NOT_NAMED'],
  ['neither into silence',           'silence', { ...message, message: '' },             'MESSAGE_NOT_NAMED'],
  ['a number is a destination',      'machine', transfer,                                undefined],
  ['a phone of the house is one',    'fax',     { ...transfer, to: 'sip:fax@pbx.example' }, undefined],
  ['an extension alone is none',     'silence', { ...transfer, to: '100' },              'DESTINATION_INVALID'],
  ['nothing is none',                'fax',     { ...transfer, to: '' },                 'DESTINATION_INVALID'],
  ['nor a number of one country',    'machine', { ...transfer, to: '2025550100' },       'DESTINATION_INVALID'],
  ['an agent for whoever it is',     'fax',     { kind: 'connect' },                     undefined],
])('%s', (_why, verdict, treatment, code) => {
  expect(callTreatmentProblem({ ...DROP_ALL, [verdict]: treatment })?.code).toBe(code);
});

const FREE: TreatedCall = { isTakenBack: false, isAgents: false, hasPort: true };

test.each(
  NO_PERSON_VERDICTS.flatMap((verdict) =>
    CALL_TREATMENT_KINDS.map((kind) => [verdict, kind] as const),
  ),
)('%s: %s as planned, unless it may not be any more', (verdict, kind) => {
  const treatments = { ...DROP_ALL, [verdict]: EXAMPLES[kind] };
  const now = (change: Partial<TreatedCall>) =>
    treatmentNow(treatments, verdict, { ...FREE, ...change }).kind;
  const unlessHandedOn = kind === 'transfer' ? 'drop' : kind;
  expect([
    now({}),
    now({ isAgents: true }),
    now({ hasPort: false }),
    now({ isTakenBack: true }),
    now({ isTakenBack: true, isAgents: true, hasPort: false }),
  ]).toEqual([kind, unlessHandedOn, unlessHandedOn, 'drop', 'drop']);
});
