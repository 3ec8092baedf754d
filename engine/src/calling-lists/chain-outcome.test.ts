import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { must } from '../basics/assert.ts';
import type { AgentId } from '../basics/ids.ts';
import { agentId, recordId } from '../basics/ids.ts';
import type { Instant } from '../basics/time.ts';
import { after, hours, millis, minutes } from '../basics/time.ts';
import { ANN, chain, record, START } from '../test-site.ts';
import type { CallResult } from './call-result.ts';
import type { Chain } from './chain.ts';
import { recordToDial } from './chain.ts';
import type { ChainChange, SetFields } from './chain-change.ts';
import { chainChanged } from './chain-change.ts';
import type { ChainAfter, ChainOutcome, Ended } from './chain-outcome.ts';
import {
  blockedOutcome,
  outcomeOf,
  refusedUndialed,
  restAfterFault,
  returnedOutcome,
  suppressedUnanswered,
  suppressedUndialed,
  unreachedOutcome,
  usedUp,
} from './chain-outcome.ts';
import type { CallingRecord } from './record.ts';
import { isDelegated } from './record.ts';
import { FAULTS_MAX } from './treat.ts';
import type { Treatment, TreatmentAction, TreatmentTrigger } from './treatment.ts';

const at = after(START, minutes(3));
const home = record(1, { attempts: 2 });
const mobile = record(2, { chainN: 1 });
const position = { trigger: 'result:no-answer', applied: 1 };
const alone = chain(1, { records: [home], treatment: position });
const both = chain(1, { records: [home, mobile], treatment: position });
const rules: readonly Treatment[] = [
  {
    on: { by: 'call-result', result: 'no-answer' },
    action: 'redial',
    intervalMs: minutes(10),
    incrementMs: millis(0),
    cycleAttempts: 3,
  },
  { on: { by: 'call-result', result: 'fax' }, action: 'next-in-chain' },
];
const ended = (of: typeof alone, result: CallResult, code?: string): Ended => ({
  chain: of,
  recordId: home.id,
  result,
  code,
  endedAt: at,
});

const dialed = (result: CallResult) => ({ ...home, attempts: 3, callResult: result, calledAt: at });
const redialed: ChainAfter = {
  state: 'ready',
  position: 0,
  treatment: { trigger: 'result:no-answer', applied: 2 },
  dueAt: after(at, minutes(10)),
  toTop: false,
  records: [{ ...dialed('no-answer'), status: 'ready', type: 'campaign-rescheduled' }],
};
const closed = (...records: ChainAfter['records']): ChainAfter => ({
  state: 'closed',
  position: 0,
  treatment: position,
  dueAt: at,
  toTop: false,
  records,
});
const goesOn = (result: CallResult): ChainOutcome => ({
  next: { type: 'next-in-chain' },
  after: {
    state: 'ready',
    position: 1,
    treatment: undefined,
    dueAt: at,
    toTop: true,
    records: [{ ...dialed(result), status: 'updated' }],
  },
});
const closes = (...records: ChainAfter['records']): ChainOutcome => ({
  next: { type: 'close' },
  after: closed(...records),
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, ended: Ended, attemptsMax: number, outcome: ChainOutcome]>([
  ['nobody home: rescheduled, and the position in the plan is kept', ended(alone, 'no-answer'), 5, {
    next: {
      type: 'redial',
      dueAt: after(at, minutes(10)),
      position: { trigger: 'result:no-answer', applied: 2 },
    },
    after: redialed,
  }],
  ['the last attempt allowed closes instead', ended(alone, 'no-answer'), 3,
    closes({ ...dialed('no-answer'), status: 'updated' })],
  ['or goes on to the next number', ended(both, 'no-answer'), 3, goesOn('no-answer')],
  ['a fax: the next number comes now, on top', ended(both, 'fax'), 5, goesOn('fax')],
  ['a fax at the last number closes', ended(alone, 'fax'), 5,
    closes({ ...dialed('fax'), status: 'updated' })],
  ['a conversation closes the whole chain', ended(both, 'answer'), 5,
    closes({ ...dialed('answer'), status: 'updated' }, { ...mobile, status: 'chain-updated' })],
  ['a cancelled record closes as cancelled', ended(both, 'cancel-record'), 5,
    closes(
      { ...dialed('cancel-record'), status: 'cancelled' },
      { ...mobile, status: 'chain-updated' },
    )],
])('%s', (_why, what, attemptsMax, outcome) => {
  expect(outcomeOf(what, rules, attemptsMax)).toEqual(outcome);
});

const fault = { ...position, faults: 1 };
const rested = (result: CallResult): ChainOutcome => ({
  next: { type: 'redial', dueAt: after(at, hours(1)), position: fault },
  after: {
    ...redialed,
    treatment: fault,
    dueAt: after(at, hours(1)),
    records: [{ ...dialed(result), attempts: 2, status: 'ready', type: 'campaign-rescheduled' }],
  },
});

test('after a fault of ours the record rests, and its attempt does not count', () => {
  expect(restAfterFault(ended(alone, 'switch-error'), hours(1))).toEqual(rested('switch-error'));
});

// biome-ignore format: a table is read in columns.
test.each<[why: string, rules: readonly Treatment[], result: CallResult, outcome: ChainOutcome]>([
  ['a fault the plan says nothing of rests', rules, 'no-free-port', rested('no-free-port')],
  ['a fault the plan knows follows the plan',
    [{ on: { by: 'call-result', result: 'no-free-port' }, action: 'close' }], 'no-free-port',
    closes({ ...dialed('no-free-port'), attempts: 2, status: 'updated' })],
  ['what is no fault follows the plan', rules, 'busy',
    closes({ ...dialed('busy'), status: 'updated' })],
])('%s', (_why, known, result, outcome) => {
  expect(unreachedOutcome(ended(alone, result), known, 5, hours(1))).toEqual(outcome);
});

test('but not for ever: what never works is left alone', () => {
  const often = { ...alone, treatment: { ...position, faults: FAULTS_MAX } };
  const { next, after: saved } = restAfterFault(ended(often, 'switch-error'), hours(1));
  expect([next, saved.state]).toEqual([{ type: 'close' }, 'closed']);
});

const BOB = agentId('bob');
const on = { by: 'call-result', result: 'busy' } as const;
const cycle = { intervalMs: minutes(10), incrementMs: millis(0), cycleAttempts: 2 };
const owned: Partial<CallingRecord> = { type: 'personal-callback', agentId: ANN };
const third = record(3, { chainN: 2, type: 'no-call', status: 'updated' });
const busy = (status: CallingRecord['status'], more: Partial<CallingRecord> = {}) => ({
  ...dialed('busy'),
  status,
  ...more,
});

type Links = readonly Partial<CallingRecord>[];

/** The record that was dialed is the first of three, the last of which is never called. */
const links = (rule: Treatment, first: Partial<CallingRecord>, agentId: AgentId | undefined) => {
  const of = chain(1, { records: [{ ...home, ...first }, mobile, third] });
  return outcomeOf({ ...ended(of, 'busy'), agentId }, [rule], 9).after;
};

// biome-ignore format: a table is read in columns.
test.each<[why: string, rule: Treatment, first: Partial<CallingRecord>, by: AgentId | undefined,
  after: Pick<ChainAfter, 'state' | 'position' | 'toTop'>, links: Links]>([
  ['a redial is the campaign’s, and the chain is ready behind its head',
    { on, action: 'redial', ...cycle }, {}, ANN, { state: 'ready', position: 0, toTop: false },
    [busy('ready', { type: 'campaign-rescheduled' }), { status: 'chain-ready' }]],
  ['what is one agent’s stays theirs',
    { on, action: 'redial', ...cycle }, owned, BOB, { state: 'ready', position: 0, toTop: false },
    [busy('ready', { type: 'personal-rescheduled', agentId: ANN }), { status: 'chain-ready' }]],
  ['a personal redial is that of whoever had the record',
    { on, action: 'redial', ...cycle, owner: 'personal' }, {}, BOB,
    { state: 'ready', position: 0, toTop: false },
    [busy('ready', { type: 'personal-rescheduled', agentId: BOB }), { status: 'chain-ready' }]],
  ['and anybody’s where nobody had it',
    { on, action: 'retry-in', ...cycle, owner: 'personal' }, {}, undefined,
    { state: 'ready', position: 0, toTop: false },
    [busy('ready', { type: 'campaign-rescheduled' }), { status: 'chain-ready' }]],
  ['a campaign redial takes it from its agent',
    { on, action: 'redial', ...cycle, owner: 'campaign' }, owned, ANN,
    { state: 'ready', position: 0, toTop: false },
    [busy('ready', { type: 'campaign-rescheduled', agentId: ANN }), { status: 'chain-ready' }]],
  ['a callback that goes to the group is a callback still',
    { on, action: 'assign-to-group', intervalMs: minutes(1) }, owned, ANN,
    { state: 'ready', position: 0, toTop: false },
    [busy('ready', { type: 'campaign-callback', agentId: ANN }), { status: 'chain-ready' }]],
  ['what was rescheduled for one agent is rescheduled for all',
    { on, action: 'assign-to-group', intervalMs: minutes(1) },
    { ...owned, type: 'personal-rescheduled' }, ANN, { state: 'ready', position: 0, toTop: false },
    [busy('ready', { type: 'campaign-rescheduled', agentId: ANN }), { status: 'chain-ready' }]],
  ['the next number comes on top, and the one that is left is done',
    { on, action: 'next-in-chain' }, {}, ANN, { state: 'ready', position: 1, toTop: true },
    [busy('updated')]],
  ['it waits for another turn where the chain comes round',
    { on, action: 'next-in-chain', cycleAttempts: 2 }, {}, ANN,
    { state: 'ready', position: 1, toTop: true }, [busy('chain-ready')]],
  ['a next number that waits is not behind the whole list',
    { on, action: 'next-in-chain-after', ...cycle }, {}, ANN,
    { state: 'ready', position: 1, toTop: false },
    [busy('chain-ready'), { status: 'ready', type: 'campaign-rescheduled' }]],
  ['delegated: out of dialing, with its chain behind it',
    { on, action: 'delegate' }, {}, ANN, { state: 'ready', position: 0, toTop: false },
    [busy('delegated', { type: 'campaign-rescheduled' }), { status: 'chain-ready' }]],
  ['and no promise of anybody’s any more',
    { on, action: 'delegate' }, owned, ANN, { state: 'ready', position: 0, toTop: false },
    [busy('delegated', { type: 'campaign-rescheduled', agentId: ANN }), { status: 'chain-ready' }]],
  ['the end is the number’s, and the chain’s behind it',
    { on, action: 'close' }, {}, ANN, { state: 'closed', position: 0, toTop: false },
    [busy('updated'), { status: 'chain-updated', callResult: 'unknown' },
      { status: 'chain-updated' }]],
  ['or the result is that of all its numbers',
    { on, action: 'update-chain' }, {}, ANN, { state: 'closed', position: 0, toTop: false },
    [busy('updated'), { status: 'chain-updated', callResult: 'busy' },
      { status: 'chain-updated', callResult: 'unknown' }]],
  ['an agent’s error is marked as one',
    { on, action: 'mark-agent-error' }, {}, ANN, { state: 'closed', position: 0, toTop: false },
    [busy('agent-error'), { status: 'chain-updated' }, { status: 'chain-updated' }]],
])('%s', (_why, rule, first, by, saved, expected) => {
  const { records, ...rest } = links(rule, first, by);
  expect(rest).toMatchObject(saved);
  expect(records).toMatchObject(expected);
  expect(records).toHaveLength(expected.length);
});

describe('a delegated chain', () => {
  const plan: readonly Treatment[] = [
    { on, action: 'delegate', returnAfterMs: hours(2) },
    { on, sequence: 2, action: 'redial', ...cycle },
  ];
  const { next, after: given } = outcomeOf(ended(both, 'busy'), plan, 9);
  const out: Chain = {
    ...both,
    records: [must(given.records[0], 'a record'), must(given.records[1], 'another')],
    treatment: given.treatment,
    dueAt: given.dueAt,
  };

  test('is told outside with the record and what the rule answered to', () => {
    expect(next).toEqual({ type: 'delegate', dueAt: after(at, hours(2)) });
    expect(given).toMatchObject({
      dueAt: after(at, hours(2)),
      treatment: { trigger: 'result:busy', applied: 1 },
      delegated: { recordId: home.id, on },
    });
  });

  test('goes on by the plan when nobody gives it back, and no attempt is counted', () => {
    const { after: back } = returnedOutcome(out, plan, 9, out.dueAt);
    expect(back).toMatchObject({
      state: 'ready',
      dueAt: after(out.dueAt, cycle.intervalMs),
      treatment: { trigger: 'result:busy', applied: 1, sequence: 2 },
      records: [busy('ready', { type: 'campaign-rescheduled' })],
    });
    expect(back).not.toHaveProperty('delegated');
  });

  test('leaves nothing delegated where the plan has no more to say', () => {
    const rest = plan.slice(0, 1);
    const { after: onward } = returnedOutcome(out, rest, 9, out.dueAt);
    expect(onward).toMatchObject({ position: 1, toTop: true });
    expect(onward.records.map(({ status }) => status)).toEqual(['updated', 'ready']);
    const only = { ...out, records: out.records.slice(0, 1) };
    const { after: end } = returnedOutcome(only, rest, 9, out.dueAt);
    const done = busy('updated', { type: 'campaign-rescheduled' });
    expect(end).toMatchObject({ state: 'closed', records: [done] });
  });
});

test('a promise that could not be kept is no attempt, and leaves the last call as it was', () => {
  const rule: Treatment = {
    on: { by: 'call-result', result: 'agent-callback-error' },
    action: 'assign-to-group',
    intervalMs: millis(0),
  };
  const of = chain(1, { records: [{ ...home, ...owned }] });
  expect(outcomeOf(ended(of, 'agent-callback-error'), [rule], 9).after.records).toEqual([
    { ...home, ...owned, type: 'campaign-callback', callResult: 'agent-callback-error' },
  ]);
});

describe('whatever the plan', () => {
  const results: CallResult[] = [
    'busy',
    'no-answer',
    'fax',
    'no-free-port',
    'agent-callback-error',
  ];
  const trigger: fc.Arbitrary<TreatmentTrigger> = fc.oneof(
    fc.constantFrom(...results).map((result) => ({ by: 'call-result', result }) as const),
    fc.constantFrom('sold', 'later').map((code) => ({ by: 'disposition', code }) as const),
  );
  const wait = fc.integer({ min: 0, max: 3_000 }).map(minutes);
  const often = fc.integer({ min: 1, max: 100 });
  const cycles = fc.record({ intervalMs: wait, incrementMs: wait, cycleAttempts: often });
  const owner = fc.constantFrom('campaign', 'personal', undefined);
  const local = fc.constantFrom('2025-06-01T10:00', '2026-03-08T02:30', '2031-12-24T18:00');
  const action: fc.Arbitrary<TreatmentAction> = fc.oneof(
    fc
      .tuple(fc.constantFrom('redial', 'retry-in'), cycles, owner)
      .map(([of, waits, whose]) => ({ action: of, ...waits, owner: whose }) as const),
    fc.tuple(local, owner).map(([of, whose]) => ({
      action: 'retry-at' as const,
      local: of,
      owner: whose,
    })),
    fc.tuple(fc.nat({ max: 5 }), often).map(([days, cycleAttempts]) => ({
      action: 'reschedule' as const,
      days,
      time: '10:00',
      cycleAttempts,
    })),
    often.map((cycleAttempts) => ({ action: 'next-in-chain' as const, cycleAttempts })),
    cycles.map((waits) => ({ action: 'next-in-chain-after' as const, ...waits })),
    fc.tuple(local, often).map(([of, cycleAttempts]) => ({
      action: 'next-in-chain-at' as const,
      local: of,
      cycleAttempts,
    })),
    wait.map((intervalMs) => ({ action: 'assign-to-group' as const, intervalMs })),
    wait.map((returnAfterMs) => ({ action: 'delegate' as const, returnAfterMs })),
    fc.constantFrom('close', 'update-chain', 'mark-agent-error').map((of) => ({ action: of })),
  );
  const rule: fc.Arbitrary<Treatment> = fc
    .tuple(trigger, fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined }), action)
    .map(([of, sequence, then]) => ({ on: of, sequence, ...then }));
  const happens = fc.record({
    result: fc.constantFrom(...results),
    code: fc.constantFrom('sold', 'later', undefined),
  });
  const life = fc.record({
    plan: fc.array(rule, { maxLength: 12 }),
    numbers: fc.integer({ min: 1, max: 4 }),
    attemptsMax: fc.integer({ min: 1, max: 6 }),
    isPersonal: fc.boolean(),
    // What happens comes again from the beginning when it is over.
    events: fc.array(happens, { minLength: 1, maxLength: 8 }),
    // What becomes of a delegation: also in turn.
    outsiders: fc.array(fc.constantFrom('never', 'now', 'later', 'twice', 'finish'), {
      minLength: 1,
      maxLength: 4,
    }),
  });

  type Life = typeof life extends fc.Arbitrary<infer Value> ? Value : never;

  /** What a life has cost the person: the calls made at each number, until the chain is closed. */
  function lived({ plan, numbers, attemptsMax, isPersonal, events, outsiders }: Life) {
    const first = isPersonal ? owned : {};
    let now = chain(1, {
      records: Array.from({ length: numbers }, (_, n) =>
        record(n + 1, { chainN: n, ...(n === 0 ? first : {}) }),
      ),
    });
    let endedAt = at;
    let dials = 0;
    let delegations = 0;
    let isGivenBack = false;
    const dialsMax = (numbers * attemptsMax + 1) * (FAULTS_MAX + 1) + 1;
    // Between two dials each rule delegates once at most, and whoever has the chain answers once.
    for (let turn = 0; turn < dialsMax * (2 * plan.length + 1); turn += 1) {
      const { id: recordId, attempts } = recordToDial(now);
      let saved: ChainAfter;
      if (isDelegated(recordToDial(now))) {
        const outsider = must(outsiders[delegations % outsiders.length], 'an outsider');
        delegations += 1;
        isGivenBack = outsider !== 'never';
        saved = answered(outsider, now, { plan, attemptsMax, since: endedAt });
      } else if (attempts >= attemptsMax) {
        if (!isGivenBack) throw new Error('a number is dialed above its limit');
        // The dialer closes what is given back without an attempt left.
        saved = usedUp(now, endedAt);
      } else {
        const event = must(events[dials % events.length], 'an event');
        dials += 1;
        isGivenBack = false;
        const what = { chain: now, recordId, endedAt, agentId: ANN, ...event };
        saved = unreachedOutcome(what, plan, attemptsMax, hours(1)).after;
      }
      if (saved.dueAt < endedAt) throw new Error('a chain falls due before its call has ended');
      now = chainAfter(now, saved);
      // Whoever is outside may answer before it comes back by itself.
      if (!isDelegated(recordToDial(now))) endedAt = saved.dueAt;
      if (saved.state === 'closed') {
        if (now.records.some(isDelegated)) throw new Error('a closed chain is still delegated');
        return now.records.map((each) => each.attempts);
      }
    }
    throw new Error('the chain never ends');
  }

  function chainAfter(before: Chain, saved: ChainAfter): Chain {
    const changed = new Map(saved.records.map((each) => [each.id, each]));
    const records = before.records.map((each) => changed.get(each.id) ?? each);
    // As the stores keep it: text.
    const treatment = saved.treatment && JSON.parse(JSON.stringify(saved.treatment));
    return { ...before, records, position: saved.position, treatment, dueAt: saved.dueAt };
  }

  type Delegating = Pick<Life, 'plan' | 'attemptsMax'> & { readonly since: Instant };

  /** What whoever is outside makes of a delegated chain, or the plan where they never answer. */
  function answered(
    outsider: Life['outsiders'][number],
    from: Chain,
    { plan, attemptsMax, since }: Delegating,
  ): ChainAfter {
    const facts = { suppressed: new Map(), newId: recordId('-1'), at: since };
    const asked = (of: Chain, change: Exclude<ChainChange, SetFields>): ChainAfter => {
      const done = chainChanged(of, change, facts);
      if (!done.ok) throw new Error(done.problem.code);
      return done.value;
    };
    const now = { type: 'reschedule', dueAt: undefined } as const;
    const later = { type: 'reschedule', dueAt: after(since, hours(7)) } as const;
    switch (outsider) {
      case 'never':
        return returnedOutcome(from, plan, attemptsMax, from.dueAt).after;
      case 'finish':
        return asked(from, { type: 'finish' });
      case 'now':
        return asked(from, now);
      case 'later':
        return asked(from, later);
      case 'twice':
        return asked(chainAfter(from, asked(from, now)), later);
    }
  }

  test('attempts are bounded by the limit, and every chain ends', () => {
    fc.assert(
      fc.property(life, (of) => lived(of).every((attempts) => attempts <= of.attemptsMax)),
      { numRuns: 500 },
    );
  });
});

const blocked = { type: 'no-call', status: 'updated', callResult: 'do-not-call' } as const;

test('do not call this number: the number is blocked, the chain closed', () => {
  expect(blockedOutcome(ended(both, 'answer'), 'number')).toEqual(
    closes({ ...dialed('answer'), ...blocked }, { ...mobile, status: 'chain-updated' }),
  );
});

test('do not call this person: every number is blocked', () => {
  expect(blockedOutcome(ended(both, 'answer'), 'person')).toEqual(
    closes({ ...dialed('answer'), ...blocked }, { ...mobile, ...blocked }),
  );
});

test('suppressed while it rang: never again, or from the end of the entry on', () => {
  const until = after(at, hours(5));
  const rang = ended(both, 'do-not-call');
  expect(suppressedUnanswered(rang, undefined)).toEqual(blockedOutcome(rang, 'number'));
  expect(suppressedUnanswered(rang, until).after).toMatchObject({ state: 'ready', dueAt: until });
  // What is closed already is not opened again by the end of an entry.
  const closed = ended({ ...both, isClosed: true }, 'do-not-call');
  expect(suppressedUnanswered(closed, until)).toEqual(blockedOutcome(closed, 'number'));
});

test('suppressed before the dial: blocked, and no attempt is counted', () => {
  expect(suppressedUndialed(both, at)).toEqual(
    closed({ ...home, ...blocked }, { ...mobile, status: 'chain-updated' }),
  );
});

test('refused before the dial: treated and counted, but nobody was called', () => {
  const { after: treated } = refusedUndialed(ended(alone, 'no-answer'), rules, 5);
  const [first] = treated.records;
  expect([treated.state, first?.attempts, first?.calledAt]).toEqual(['ready', 3, undefined]);
  expect(refusedUndialed(ended(alone, 'no-answer'), rules, 3).after.state).toBe('closed');
  const never = refusedUndialed(ended(both, 'do-not-call'), rules, 5).after;
  expect([never.state, never.records[0]?.type]).toEqual(['closed', 'no-call']);
});

test('used up before the dial: closed as it is', () => {
  expect(usedUp(both, at)).toEqual(
    closed({ ...home, status: 'updated' }, { ...mobile, status: 'updated' }),
  );
});

test('a record of another chain is a bug', () => {
  const foreign = { ...ended(alone, 'busy'), recordId: mobile.id };
  expect(() => outcomeOf(foreign, rules, 5)).toThrow('record 2 of chain 1');
});

test.each<CallResult>(['no-answer', 'fax', 'answer', 'switch-error'])(
  'a chain that only agents call is closed again after %s',
  (result) => {
    const byHand = { ...both, isClosed: true as const };
    const { next, after: saved } = unreachedOutcome(ended(byHand, result), rules, 10, hours(1));
    expect([next, saved.state]).toEqual([{ type: 'close' }, 'closed']);
  },
);
