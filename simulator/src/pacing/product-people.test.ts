import { must } from '@outpace/engine/basics/assert.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import { expect, test } from 'vitest';
import type { Callee } from '../callees.ts';
import { fictionPhone } from '../lists.ts';
import { floorScenario } from './floor-scenarios.ts';
import { answerOf, type Fate, People } from './people.ts';
import { ProductPeople } from './product-people.ts';

const RECORDS = 400;
const SHIFT_AT = instant(1_000);
const scenario = { ...floorScenario('ordinary-5'), joinMs: 200 };
const phones = Array.from({ length: RECORDS }, (_, n) => fictionPhone(n));

/** What the callee does, in the words of a fate; times from dialing. */
function told(callee: Callee): object {
  if (callee.kind === 'refuses') {
    const { setUpMs: ringsMs, ringMs = 0, result } = callee;
    return { ringsMs, result, endsMs: ringsMs + ringMs };
  }
  if (callee.kind !== 'answers') throw new Error(`nobody here ${callee.kind}`);
  const { setUpMs: ringsMs, ringMs, who, verdict, verdictMs, talkMs } = callee;
  return { ringsMs, who, answersMs: ringsMs + ringMs, verdict, verdictMs, talkMs };
}

const RESULT = { busy: 'busy', invalid: 'sit-invalid-number', 'no-answer': 'no-answer' };

function fated(fate: Fate): object {
  const { ringsMs } = fate;
  if (!('answer' in fate)) return { ringsMs, result: RESULT[fate.outcome], endsMs: fate.endsMs };
  const { outcome: who, answersMs, answer } = fate;
  const verdict = answer.isTakenForPerson ? 'person' : 'machine';
  return {
    ringsMs,
    who,
    answersMs,
    verdict,
    verdictMs: answer.verdictMs,
    talkMs: answer.talkMs + 200,
  };
}

test('the carrier reaches the people of the floor, by their numbers', () => {
  const people = new ProductPeople(scenario, 7, phones, SHIFT_AT);
  const floor = new People(scenario, 7);
  for (const [record, phone] of phones.entries()) {
    const { fate } = floor.dial(record, 0);
    expect(told(people.calleeOf(phone, 0, SHIFT_AT))).toEqual(fated(fate));
  }
});

test('what really happened is known of each dial, and of no other', () => {
  const people = new ProductPeople(scenario, 7, phones, SHIFT_AT);
  const dialedAt = instant(SHIFT_AT + 60_000);
  const persons = phones.slice(1).filter((phone) => {
    people.calleeOf(phone, 0, dialedAt);
    const { fate, resolvesAt } = must(people.dialOf(phone), phone);
    expect(resolvesAt - dialedAt).toBe('answer' in fate ? fate.answersMs : fate.endsMs);
    return fate.outcome === 'person';
  });
  expect(people.dialOf(must(phones[0], 'a number'))).toBeUndefined();
  expect(persons.length).toBeGreaterThan(50);
  for (const phone of persons) {
    const { fate } = must(people.dialOf(phone), phone);
    expect(people.heardAt(phone)).toEqual({ isPerson: true, wrapUpMs: answerOf(fate).wrapUpMs });
  }
});
