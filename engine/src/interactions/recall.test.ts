import { expect, test } from 'vitest';
import { interactionId } from '../basics/ids.ts';
import type { RefusalCode } from '../basics/refusal.ts';
import { after, hours, instant, seconds } from '../basics/time.ts';
import { suppressionText } from '../calling-lists/suppression.ts';
import { dialing } from '../dialing/attempt.ts';
import { ANN, chain, draft, FIRST_DIAL, phone, plan, record, START } from '../test-site.ts';
import type { Draft } from './interaction.ts';
import { newInteraction, talking, wrappingUp } from './interaction.ts';
import { afterCall, numberViews, recallProblem } from './recall.ts';

const person = chain(1, { records: [record(1), record(2, { chainN: 1, attempts: 5 })] });
const begun = newInteraction(dialing(FIRST_DIAL, seconds(25)), ANN, interactionId('i1'), START);
const call = {
  connectedAt: START,
  endedAt: START,
  endedBy: 'agent',
  cpd: undefined,
  wasLive: true,
} as const;
const over = (said: Partial<Draft> = {}) =>
  wrappingUp({ ...talking(begun, START), draft: draft(said) }, call, seconds(30));
const blocked = new Map([[suppressionText({ kind: 'phone', phone: phone(1) }), true]]);
const now = {
  plan: plan(),
  chain: person,
  suppressed: new Map<string, unknown>(),
  takenBack: undefined,
  at: START,
};
const NIGHT = instant(after(START, hours(11)));

// biome-ignore format: a table is read in columns.
test.each<[why: string, n: number, said: Partial<Draft>, changes: Partial<Parameters<typeof recallProblem>[2]>, problem: RefusalCode | undefined]>([
  ['the same number again',           1, {}, {}, undefined],
  ['not at night',                    1, {}, { at: NIGHT }, 'WINDOW_CLOSED'],
  ['not when suppressed',             1, {}, { suppressed: blocked }, 'NUMBER_SUPPRESSED'],
  ['not when just asked not to',      1, { doNotCall: 'number' }, {}, 'NUMBER_SUPPRESSED'],
  ['another number may be',           3, { doNotCall: 'number' }, {}, undefined],
  ['but no number of the person',     3, { doNotCall: 'person' }, {}, 'NUMBER_SUPPRESSED'],
  ['no attempt is left',              2, {}, {}, 'NUMBER_USED_UP'],
  ['somebody took it back',           1, {}, { takenBack: 'cancelled' }, 'RECORD_TAKEN_BACK'],
])('%s', (_why, n, said, changes, problem) => {
  const [first, second] = person.records;
  const wanted = [first, second][n - 1] ?? record(n);
  expect(recallProblem(wanted, over(said), { ...now, ...changes })).toBe(problem);
});

test('the call that is over is counted; one that goes on is not yet', () => {
  const counted = afterCall(now.plan, person, over({ callResult: 'wrong-party' }));
  expect(counted.records[0]).toMatchObject({ attempts: 1, callResult: 'wrong-party' });
  expect(afterCall(now.plan, person, talking(begun, START))).toBe(person);
});

test('every number is shown with what was last heard of it, and whether it may be called', () => {
  expect(numberViews(over(), now)).toMatchObject([
    { recordId: '1', attempts: 1, lastResult: 'answer', isCurrent: true, now: 'allowed' },
    { recordId: '2', attempts: 5, lastResult: 'unknown', isCurrent: false, now: 'NUMBER_USED_UP' },
  ]);
});
