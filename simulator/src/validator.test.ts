import { epoch } from '@outpace/engine/basics/ids.ts';
import { instant, millis, seconds } from '@outpace/engine/basics/time.ts';
import type { Validation } from '@outpace/engine/campaigns/validation.ts';
import { madeUpQuestion } from '@outpace/server/validation/made-up-question.ts';
import { expect, test } from 'vitest';
import { Prng } from './prng.ts';
import { SimulatedValidator, type ValidatorHabits } from './validator.ts';
import { VirtualClock } from './virtual-clock.ts';

const VALIDATION: Validation = {
  url: 'https://validation.example/ask',
  secretHeader: undefined,
  timeoutMs: seconds(1),
  connectionsMax: 1,
  refusedAs: 'no-answer',
  onTimeout: { action: 'dial' },
  onError: { action: 'dial' },
};
const question = madeUpQuestion({ id: 'c', name: 'C' }, VALIDATION);
const KIND = { refuses: 0, hangs: 0, errs: 0, contradicts: 0, fails: false };

/** All that is heard of a hundred questions, one each second. */
function heard(habits: Partial<ValidatorHabits>) {
  const validator = new SimulatedValidator(new Prng(1), { ...KIND, ...habits });
  return Array.from({ length: 100 }, (_, second) =>
    validator.answers(question, instant(seconds(second))),
  );
}

const said = (habits: Partial<ValidatorHabits>): readonly string[] => [
  ...new Set(heard(habits).flatMap((each) => each.map(({ answer }) => answer.said))),
];

// biome-ignore format: a table is read in columns.
test.each<[why: string, habits: Partial<ValidatorHabits>, said: readonly string[]]>([
  ['who is kind says dial',             {},             ['dial']],
  ['who refuses refuses',               { refuses: 1 }, ['refuse']],
  ['who talks nonsense talks nonsense', { errs: 1 },    ['error']],
  ['who hangs times out, or nothing is heard', { hangs: 1 }, ['time-out']],
])('%s', (_why, habits, words) => {
  expect(said(habits)).toEqual(words);
});

test('nothing at all is heard of some who hang, and two words of who contradicts', () => {
  expect(heard({ hangs: 1 }).some((each) => each.length === 0)).toBe(true);
  expect(heard({ contradicts: 1 }).every((each) => each.length === 2)).toBe(true);
});

test('now and then nobody can be asked for a while, and it is said until when', () => {
  const validator = new SimulatedValidator(new Prng(1), { ...KIND, fails: true });
  const open = Array.from({ length: 3_600 }, (_, second) => {
    const at = instant(seconds(second));
    return validator.answers(question, at).map(({ answer }) => ({ at, answer }));
  })
    .flat()
    .flatMap(({ at, answer }) => (answer.said === 'circuit-open' ? [answer.againAt - at] : []));
  expect(open.length).toBeGreaterThan(0);
  expect(open.every((wait) => wait > 0 && wait <= 30_000)).toBe(true);
});

test('some answers come although the process that asked is dead', () => {
  const validator = new SimulatedValidator(new Prng(1), KIND);
  const epochs = Array.from({ length: 50 }, () =>
    validator
      .things(question, epoch(3), instant(0))
      .map(([, thing]) => 'epoch' in thing && thing.epoch),
  ).flat();
  expect(new Set(epochs)).toEqual(new Set([3, undefined]));
});

test('over promises the first word is the answer', async () => {
  const clock = new VirtualClock(instant(0));
  const asked = new SimulatedValidator(new Prng(1), KIND).over(clock).ask(question);
  clock.jump();
  expect(await asked).toEqual({ said: 'dial' });
  expect(millis(clock.now())).toBeGreaterThan(0);
});
