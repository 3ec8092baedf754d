import { agentId, attemptId } from '@outpace/engine/basics/ids.ts';
import { instant } from '@outpace/engine/basics/time.ts';
import type { Effect } from '@outpace/engine/effect.ts';
import { expect, test } from 'vitest';
import { fictionPhone } from '../lists.ts';
import type { Fate } from './people.ts';
import { ProductTally } from './product-tally.ts';

const ANN = agentId('ann');
const PHONE = fictionPhone(1);
const id = attemptId('a1');
const answer = {
  verdictMs: 900,
  isTakenForPerson: true,
  inTimeMs: 2_000,
  patienceMs: Number.POSITIVE_INFINITY,
  talkMs: 60_000,
  wrapUpMs: 5_000,
};
const person: Fate = { ringsMs: 1_000, outcome: 'person', answersMs: 10_000, answer };
const machine: Fate = { ...person, outcome: 'machine' };
const missed: Fate = { ...person, answer: { ...answer, isTakenForPerson: false } };
const busy: Fate = { ringsMs: 1_000, outcome: 'busy', endsMs: 4_000 };

/** Dialed at 0: answered after ten seconds, or failing by itself after four. */
function tallied(
  fate: Fate,
  ...steps: readonly (readonly [at: number, what: 'bridge' | 'close'])[]
) {
  const resolvesAt = instant('answer' in fate ? fate.answersMs : fate.endsMs);
  const dialOf = () => ({ fate, resolvesAt });
  const tally = new ProductTally({ shiftAt: instant(0), endsAt: instant(1_800_000), dialOf });
  const see = (effect: object, at: number) => tally.see([effect as Effect], instant(at));
  see({ type: 'open-attempt', attemptId: id, phone: PHONE }, 0);
  for (const [at, what] of steps) {
    see({ type: what === 'bridge' ? 'bridge' : 'close-attempt', attemptId: id, agentId: ANN }, at);
  }
  const { dials, contacts, people, abandoned, silenced, takenBack } = tally.end(1);
  return { dials, contacts, people, abandoned, silenced, takenBack };
}

const NONE = { dials: 1, contacts: 0, people: 0, abandoned: 0, silenced: 0, takenBack: 0 };

// biome-ignore format: a table is read in columns.
test.each<[why: string, counted: ReturnType<typeof tallied>, wanted: object]>([
  ['an agent in time',      tallied(person, [12_000, 'bridge'], [72_000, 'close']), { contacts: 1, people: 1 }],
  ['an agent too late',     tallied(person, [12_001, 'bridge'], [72_000, 'close']), { contacts: 1, people: 1, abandoned: 1 }],
  ['joined a second time',  tallied(person, [11_000, 'bridge'], [20_000, 'bridge']), { contacts: 1, people: 1 }],
  ['no agent',              tallied(person, [12_000, 'close']),  { people: 1, abandoned: 1 }],
  ['taken back too late',   tallied(person, [10_000, 'close']),  { people: 1, abandoned: 1 }],
  ['taken back',            tallied(person, [9_999, 'close']),   { takenBack: 1 }],
  ['taken for a machine',   tallied(missed, [11_000, 'close']),  { silenced: 1 }],
  ['a machine, heard out',  tallied(machine, [11_000, 'bridge']), { contacts: 1 }],
  ['a machine, hung up on', tallied(machine, [11_000, 'close']), {}],
  ['busy',                  tallied(busy, [4_010, 'close']),     {}],
  ['taken back before',     tallied(busy, [3_000, 'close']),     { takenBack: 1 }],
  ['in the air at the end', tallied(person, [1_800_000, 'close']), {}],
])('%s', (_why, counted, wanted) => {
  expect(counted).toEqual({ ...NONE, ...wanted });
});

test('the time of agents is what the engine logs, and ends with the shift', () => {
  const setup = { shiftAt: instant(0), endsAt: instant(60_000), dialOf: () => undefined };
  const tally = new ProductTally(setup);
  const phases = [
    ['not-ready', 1_000],
    ['ready', 2_000],
    ['talking', 12_000],
    ['wrap-up', 32_000],
    ['ready', 42_000],
    ['not-ready', 45_000],
    ['logged-off', 50_000],
    ['ready', 70_000],
  ] as const;
  for (const [phase, at] of phases) {
    const change = { type: 'log-agent-state', agentId: ANN, phase, at: instant(at) } as Effect;
    tally.see([change], instant(at));
  }
  const { readyMs, busyMs, awayMs, waitMsSum } = tally.end(1);
  expect({ readyMs, busyMs, awayMs, waitMsSum }).toEqual({
    readyMs: 13_000,
    busyMs: 30_000,
    awayMs: 6_000,
    waitMsSum: 10_000,
  });
});
