import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import { millis } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import { type Callee, calleeOf, USUAL_MIX } from '../callees.ts';
import type { Behaviour } from './behaviour.ts';
import { behaviourOf } from './people.ts';

const phoneAt = (index: number): PhoneNumber =>
  `+1${200 + Math.floor(index / 100)}55501${String(index % 100).padStart(2, '0')}` as PhoneNumber;
const phone = phoneAt(0);

const answers = (who: 'person' | 'machine' | 'fax' | 'silence'): Callee => ({
  kind: 'answers',
  who,
  setUpMs: millis(0),
  ringMs: millis(3_000),
  talkMs: millis(60_000),
  patienceMs: millis(4_000),
  verdict: who,
  verdictMs: millis(500),
});
const refuses = (result: 'busy' | 'sit-invalid-number' | 'nu-tone'): Callee => ({
  kind: 'refuses',
  setUpMs: millis(700),
  result,
});

test.each<[callee: Callee, behaviour: Partial<Behaviour>]>([
  [{ kind: 'rings-out', setUpMs: millis(0) }, { kind: 'rings-out' }],
  [{ kind: 'lost', setUpMs: millis(0) }, { kind: 'lost' }],
  [refuses('busy'), { kind: 'refuses', afterMs: 700, cause: 17 }],
  [refuses('sit-invalid-number'), { kind: 'refuses', afterMs: 700, cause: 28 }],
  [refuses('nu-tone'), { kind: 'refuses', afterMs: 700, cause: 22 }],
  [answers('person'), { ringMs: 3_000, afterwards: 'repeats', patienceMs: 15_000, talkMs: 60_000 }],
  [answers('machine'), { ringMs: 3_000, afterwards: 'listens', patienceMs: 60_000 }],
  [answers('fax'), { ringMs: 3_000, afterwards: 'repeats', patienceMs: 60_000 }],
  [answers('silence'), { ringMs: 3_000, says: [], patienceMs: 4_000 }],
])('%o', (callee, behaviour) => {
  expect(behaviourOf(1, phone, callee)).toMatchObject(behaviour);
});

test('a number that is dialed again has the same voice', () => {
  const voices = [0, 1, 2].map(() => behaviourOf(7, phone, answers('person')));
  expect(voices[1]).toEqual(voices[0]);
  expect(voices[2]).toEqual(voices[0]);
});

test('the demo is heard in several tongues', () => {
  const callees = Array.from({ length: 400 }, (_, index) => {
    const number = phoneAt(index);
    return behaviourOf(1, number, calleeOf(1, number, 0, USUAL_MIX));
  });
  const voices = callees.flatMap((behaviour) =>
    behaviour.kind === 'answers' ? behaviour.says : [],
  );
  const tongues = voices.flatMap((part) =>
    part.kind === 'speech' ? [part.speech.voice.slice(0, 2)] : [],
  );
  expect([...new Set(tongues)].toSorted()).toEqual(['en', 'es', 'fr']);
});
