import { expect, test } from 'vitest';
import { interactionId } from '../basics/ids.ts';
import { after, millis, seconds } from '../basics/time.ts';
import { CALL_RESULTS } from '../calling-lists/call-result.ts';
import type { CpdTime } from '../campaigns/voice.ts';
import { ANN, FIRST_DIAL, heard, START } from '../test-site.ts';
import type { Attempt, CpdVerdict } from './attempt.ts';
import { connected, detecting, dialing, ringing, waiting } from './attempt.ts';
import { cpdStep, isByVerdict, isDetectedFirst, withFinding } from './cpd.ts';

const in1 = after(START, seconds(1));
const dials = dialing(FIRST_DIAL, seconds(25));
const rings = ringing(dials, in1, seconds(25));
const listens = detecting(rings, in1, seconds(3));
const waits = waiting(rings, in1, seconds(2));
const talks = connected(waits, ANN, interactionId('i1'), in1);

type Said = 'person' | 'machine' | undefined;
type Row = [
  why: string,
  attempt: Attempt,
  when: CpdTime,
  verdict: CpdVerdict | undefined,
  said: Said,
  step: string,
];

// biome-ignore format: a table is read in columns.
test.each<Row>([
  ['nothing has been found',               listens, 'before', undefined, undefined, 'nothing'],
  ['a person is greeted',                  listens, 'before', 'person',  undefined, 'greet'],
  ['nobody speaks to a machine',           listens, 'before', 'machine', undefined, 'treat machine'],
  ['nor to a fax',                         listens, 'before', 'fax',     undefined, 'treat fax'],
  ['nor into silence',                     listens, 'before', 'silence', undefined, 'treat silence'],
  ['before the answer it is too early',    dials,   'beside', 'machine', undefined, 'nothing'],
  ['while it rings too',                   rings,   'before', 'machine', undefined, 'nothing'],
  ['a machine found beside gets nobody',   waits,   'beside', 'machine', undefined, 'treat machine'],
  ['a fax found beside too',               waits,   'beside', 'fax',     undefined, 'treat fax'],
  ['a person found beside waits on',       waits,   'beside', 'person',  undefined, 'nothing'],
  ['silence beside is left to the agent',  waits,   'beside', 'silence', undefined, 'nothing'],
  ['the agent is taken off a machine',     talks,   'beside', 'machine', undefined, 'treat machine'],
  ['and off a fax',                        talks,   'beside', 'fax',     undefined, 'treat fax'],
  ['not off a person',                     talks,   'beside', 'person',  undefined, 'nothing'],
  ['not because nobody speaks',            talks,   'beside', 'silence', undefined, 'nothing'],
  ['not who has heard a person',           talks,   'beside', 'machine', 'person',  'nothing'],
  ['who has heard a machine, gladly',      talks,   'beside', 'machine', 'machine', 'treat machine'],
  ['a verdict that comes too late to be waited for changes nothing',
    talks, 'before', 'machine', undefined, 'nothing'],
  ['nor for who waits for an agent',       waits,   'before', 'machine', undefined, 'nothing'],
])('%s', (_why, attempt, when, verdict, said, expected) => {
  const found = verdict === undefined ? attempt : withFinding(attempt, heard(verdict));
  const step = cpdStep(found, when, said);
  const words: string[] = [step.type];
  if ('verdict' in step) words.push(step.verdict);
  expect(words.join(' ')).toBe(expected);
});

test('a person’s patience counts from their answer', () => {
  expect(cpdStep(withFinding(listens, heard('person')), 'before', undefined)).toEqual({
    type: 'greet',
    answeredAt: in1,
  });
});

test('the first finding counts', () => {
  const found = withFinding(talks, heard('person'));
  expect(found.cpd).toEqual(heard('person'));
  expect(withFinding(found, heard('machine'))).toBe(found);
});

const machineKnown = withFinding(rings, heard('machine'));
const byHand: Attempt = { ...rings, kind: 'manual' };
const personKnown = withFinding(rings, heard('person'));

// biome-ignore format: a table is read in columns.
test.each<[why: string, attempt: Attempt, when: CpdTime, verdictMs: number, isFirst: boolean]>([
  ['who answers waits for the verdict',          rings,        'before', 3_000, true],
  ['where nobody is kept waiting they do not',   rings,        'before', 0,     false],
  ['beside the call nobody waits',               rings,        'beside', 3_000, false],
  ['without detection neither',                  machineKnown, 'off',    3_000, false],
  ['what is known for a machine gets no agent',  machineKnown, 'beside', 0,     true],
  ['who calls by hand hears it themselves',      byHand,       'before', 3_000, false],
  ['a person who is known gets one at once',     personKnown,  'beside', 0,     false],
])('%s', (_why, attempt, when, verdictMs, isFirst) => {
  expect(isDetectedFirst(attempt, when, millis(verdictMs))).toBe(isFirst);
});

test('three results are a verdict’s', () => {
  expect(CALL_RESULTS.filter(isByVerdict)).toEqual(['answering-machine', 'fax', 'silence']);
});
