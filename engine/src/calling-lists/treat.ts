import { unreachable } from '../basics/assert.ts';
import { localTimeOf, nearestMoment } from '../basics/local-time.ts';
import type { Instant, Millis } from '../basics/time.ts';
import { after, hours, later, millis } from '../basics/time.ts';
import { isUncounted } from './call-result.ts';
import { openFrom } from './calling-window.ts';
import type { Chain } from './chain.ts';
import { nextPlace, recordToDial } from './chain.ts';
import type { CallingRecord } from './record.ts';
import { isUsedUp, ownerOf } from './record.ts';
import type { Treatment, TreatmentOf, TreatmentPosition, Triggers } from './treatment.ts';
import { DELEGATED_FOR, rulesFor, rulesOf, sequenceNumber, triggerKey } from './treatment.ts';

/** What was dialed, with this attempt counted on it, and when the call ended. */
export type Treated = Triggers & {
  readonly chain: Chain;
  readonly endedAt: Instant;
  /** The list's limit of attempts on one record. */
  readonly attemptsMax: number;
  /** Nobody was dialed: the chain comes back from where it was delegated to. */
  readonly isReturned?: true;
};

/** What becomes of a chain, and by which rule; without one by the default of the house. */
export type Ruling = { readonly rule: Treatment | undefined } & (
  | {
      readonly type: 'again';
      readonly dueAt: Instant;
      readonly position: TreatmentPosition;
    }
  | {
      readonly type: 'next';
      readonly place: number;
      readonly dueAt: Instant;
      readonly position: TreatmentPosition | undefined;
      /** The number that is left may have another turn. */
      readonly comesRound: boolean;
    }
  | {
      readonly type: 'delegate';
      readonly rule: TreatmentOf<'delegate'>;
      /** When it comes back by itself. */
      readonly dueAt: Instant;
      readonly position: TreatmentPosition;
    }
  | { readonly type: 'end'; readonly as: 'close' | 'update-chain' | 'mark-agent-error' }
);

/**
 * Results in a row that count as no attempt, after which a chain is left alone: what never works
 * is no passing fault, and without an end such a chain would be dialed for ever.
 */
export const FAULTS_MAX = 100;

/** Decides by the plan what becomes of a chain after one of its records was dialed. */
export function treat(plan: readonly Treatment[], treated: Treated): Ruling {
  const rules = rulesFor(plan, treated);
  const { treatment: before } = treated.chain;
  const first = rules[0];
  // No rule means leave the person alone: a gap in the plan must never cause one more call.
  if (first === undefined || hasTooManyFaults(treated)) return CLOSED;
  const trigger = triggerKey(first.on);
  // Another trigger in between starts anew: only the same in a row walks the sequence.
  const stands = before?.trigger === trigger ? before : { trigger, applied: 0, sequence: 1 };
  return walk(rules, stands, treated);
}

/**
 * Decides by the plan what becomes of a delegated chain that nobody has given back. The rules
 * behind the delegation have their turn, as if it had been one more call with the same result.
 */
export function treatReturned(plan: readonly Treatment[], treated: Treated): Ruling {
  const { treatment: stands } = treated.chain;
  const rules = stands === undefined ? [] : rulesOf(plan, stands.trigger);
  // The plan is another one by now, or that of another campaign of the list.
  if (stands === undefined || rules.length === 0) return CLOSED;
  return walk(rules, stands, { ...treated, isReturned: true });
}

/** The first rule that has a turn left, from where the chain stands on. */
function walk(rules: readonly Treatment[], stands: TreatmentPosition, treated: Treated): Ruling {
  for (const rule of rules) {
    if (sequenceNumber(rule) < sequenceNumber(stands)) continue;
    const applied = sequenceNumber(rule) === sequenceNumber(stands) ? stands.applied : 0;
    const ruling = apply(rule, applied + 1, treated);
    if (ruling !== undefined) return ruling;
  }
  // Every rule is used up: the next number, if the person has one.
  return goOn(undefined, 1, () => treated.endedAt, treated) ?? CLOSED;
}

const CLOSED: Ruling = { rule: undefined, type: 'end', as: 'close' };

/** With what has just happened. */
export const faultsOf = ({ result, chain, isReturned }: Happened): number =>
  isUncounted(result) ? (chain.treatment?.faults ?? 0) + (isReturned ? 0 : 1) : 0;

type Happened = Pick<Treated, 'result' | 'chain' | 'isReturned'>;

export const hasTooManyFaults = (treated: Happened): boolean => faultsOf(treated) > FAULTS_MAX;

/** What the rule does the `time`th time in a row; undefined: it is used up, or does not fit. */
function apply(rule: Treatment, time: number, treated: Treated): Ruling | undefined {
  const { endedAt: at, chain } = treated;
  const record = recordToDial(chain);
  switch (rule.action) {
    case 'redial':
      if (time > rule.cycleAttempts) return undefined;
      return again(rule, time, after(at, waitOf(rule, time)), treated);
    case 'retry-in': {
      const dueAt = after(at, waitOf(rule, time));
      const isOver = time > rule.cycleAttempts || !isSameDay(record, at, dueAt);
      return isOver ? undefined : again(rule, time, dueAt, treated);
    }
    case 'retry-at': {
      const dueAt = momentThere(rule.local, record);
      const isOver = time > 1 || dueAt === undefined || dueAt <= at;
      return isOver ? undefined : again(rule, time, dueAt, treated);
    }
    case 'reschedule':
      if (time > rule.cycleAttempts) return undefined;
      return again(rule, time, rescheduledTo(rule, record, at), treated);
    case 'assign-to-group': {
      const isOver = time > 1 || ownerOf(record) === undefined;
      return isOver ? undefined : again(rule, time, after(at, rule.intervalMs), treated);
    }
    case 'next-in-chain':
      return goOn(rule, rule.cycleAttempts ?? 1, () => at, treated);
    case 'next-in-chain-after':
      return goOn(rule, rule.cycleAttempts, (_, pass) => after(at, waitOf(rule, pass)), treated);
    case 'next-in-chain-at':
      // Not before the date: on and after it the next number comes at once.
      return goOn(
        rule,
        rule.cycleAttempts ?? 1,
        (next) => later(momentThere(rule.local, next) ?? at, at),
        treated,
      );
    case 'delegate': {
      if (time > 1) return undefined;
      const dueAt = after(at, rule.returnAfterMs ?? DELEGATED_FOR);
      // Also where no attempt is left: what the others make of it needs none.
      return { rule, type: 'delegate', dueAt, position: positionAt(rule, time, treated) };
    }
    case 'close':
    case 'update-chain':
    case 'mark-agent-error':
      return { rule, type: 'end', as: rule.action };
    default:
      return unreachable(rule);
  }
}

function again(
  rule: Treatment,
  time: number,
  dueAt: Instant,
  treated: Treated,
): Ruling | undefined {
  if (isUsedUp(recordToDial(treated.chain), treated.attemptsMax)) return undefined;
  return { rule, type: 'again', dueAt, position: positionAt(rule, time, treated) };
}

const positionAt = (
  { on, sequence }: Treatment,
  time: number,
  treated: Treated,
): TreatmentPosition => ({
  trigger: triggerKey(on),
  applied: time,
  sequence,
  ...carried(treated),
});

/** On to another number; in the last pass the end of the chain is the end. */
function goOn(
  rule: Treatment | undefined,
  passes: number,
  dueAtOf: (next: CallingRecord, pass: number) => Instant,
  treated: Treated,
): Ruling | undefined {
  const { chain, attemptsMax } = treated;
  const { faults, pass = 1 } = carried(treated);
  const next = nextPlace(chain, attemptsMax, { pass, passes });
  if (next === undefined) return undefined;
  const dueAt = dueAtOf(next.record, pass);
  const round = next.isBegunAgain ? pass + 1 : pass;
  // The plan begins anew on each number; what is counted over all of them goes along.
  const isAnew = round === 1 && faults === undefined;
  const position = isAnew ? undefined : { trigger: 'chain', applied: 0, pass: round, faults };
  return { rule, type: 'next', place: next.place, dueAt, position, comesRound: pass < passes };
}

/** What outlives the rule at hand. */
const carried = (treated: Treated): Pick<TreatmentPosition, 'pass' | 'faults'> => ({
  pass: treated.chain.treatment?.pass,
  faults: faultsOf(treated) || undefined,
});

const waitOf = (
  rule: TreatmentOf<'redial' | 'retry-in' | 'next-in-chain-after'>,
  time: number,
): Millis => millis(rule.intervalMs + rule.incrementMs * (time - 1));

/** Whether the record can be called at or after `dueAt` on the day that `at` is there. */
function isSameDay(record: CallingRecord, at: Instant, dueAt: Instant): boolean {
  const opensAt = openFrom(record, dueAt);
  return opensAt !== undefined && dayThere(record, opensAt) === dayThere(record, at);
}

const dayThere = ({ zone }: CallingRecord, at: Instant): string =>
  localTimeOf(at, zone).local.slice(0, DAY_LENGTH);

const DAY_LENGTH = '2026-12-01'.length;

const momentThere = (local: string, { zone }: CallingRecord): Instant | undefined =>
  nearestMoment({ local, zone, reading: undefined });

/** Days are counted where the contact is; an hour of today that has passed is tomorrow's. */
function rescheduledTo(
  { days, time }: TreatmentOf<'reschedule'>,
  record: CallingRecord,
  at: Instant,
): Instant {
  const today = Temporal.PlainDate.from(dayThere(record, at));
  const moments = [days, days + 1].map((ahead) =>
    momentThere(`${today.add({ days: ahead }).toString()}T${time}`, record),
  );
  return moments.find((moment) => moment !== undefined && moment > at) ?? after(at, A_DAY);
}

/** Only a plan that nobody checked has an hour that no clock shows. */
const A_DAY = hours(24);
