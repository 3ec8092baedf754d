import { unreachable } from '../basics/assert.ts';
import type { CampaignId, RecordId } from '../basics/ids.ts';
import { recordId } from '../basics/ids.ts';
import type { LocalTime, LocalTimeProblem } from '../basics/local-time.ts';
import { localTimeOf, momentOf, nearestMoment } from '../basics/local-time.ts';
import type { PhoneNumber } from '../basics/phone-number.ts';
import type { Refusal, RefusalCode } from '../basics/refusal.ts';
import { refusal } from '../basics/refusal.ts';
import type { Instant, Millis } from '../basics/time.ts';
import { after, hours, instant, later, minutes } from '../basics/time.ts';
import { openFrom } from './calling-window.ts';
import type { Chain } from './chain.ts';
import { recordToDial } from './chain.ts';
import type { CallingRecord } from './record.ts';
import { isUsedUp, newNumber } from './record.ts';
import { isSuppressed } from './suppression.ts';

/** `personal`: the agent who promised it calls; `campaign`: any agent of the campaign group. */
export const CALLBACK_KINDS = ['personal', 'campaign'] as const;
export type CallbackKind = (typeof CALLBACK_KINDS)[number];

/** Which number of the person: one that is known, or one that they gave just now. */
export type NumberChoice =
  | { readonly kind: 'record'; readonly recordId: RecordId }
  | { readonly kind: 'new-number'; readonly phone: PhoneNumber };

/** What the agent has promised; a fact at Mark done. */
export type CallbackWish = {
  readonly time: LocalTime;
  readonly kind: CallbackKind;
  readonly to: NumberChoice;
};

/** What a campaign lets agents promise, and what it does when they cannot keep it themselves. */
export type CallbackRules = {
  /** From when on somebody else may call: `group` after `waitMs`; `keep`: nobody ever does. */
  readonly whenAway: 'keep' | 'group';
  /** A personal callback waits this long for its agent before it is missed, ms, 0..1 day. */
  readonly waitMs: Millis;
  /** How far ahead a callback may be promised, days, 1..365. Default 30. */
  readonly aheadDaysMax: number;
};

export const USUAL_CALLBACK_RULES: CallbackRules = {
  whenAway: 'group',
  waitMs: minutes(15),
  aheadDaysMax: 30,
};

/** A callback as it is to be kept. */
export type Promised = {
  readonly dueAt: Instant;
  readonly kind: CallbackKind;
  readonly record: CallingRecord;
};

/** What has a say besides the wish itself. */
export type CallbackCircumstances = {
  readonly chain: Chain;
  readonly suppressed: ReadonlyMap<string, unknown>;
  /** Whose call it will be. */
  readonly campaignId: CampaignId;
  readonly attemptsMax: number;
  readonly rules: CallbackRules;
  readonly at: Instant;
};

/** Until a new number has a record of its own. */
const UNSAVED = recordId('');

/** The record that is meant; a typed number that the person has already is that one. */
export function chosenRecord(
  chain: Chain,
  choice: NumberChoice,
  newId: RecordId = UNSAVED,
): CallingRecord | undefined {
  const { records } = chain;
  if (choice.kind === 'record') return records.find(({ id }) => id === choice.recordId);
  const known = records.find(({ phone }) => phone === choice.phone);
  return known ?? newNumber(newId, choice.phone, records.length, recordToDial(chain));
}

/** Why this callback cannot be promised, with the nearest time at which it could be. */
export function callbackProblem(
  { time, to }: CallbackWish,
  now: CallbackCircumstances,
): Refusal | undefined {
  const record = chosenRecord(now.chain, to);
  if (record === undefined) return refusal('NUMBER_UNKNOWN');
  const blocked = numberProblem(record, now);
  if (blocked !== undefined) return refusal(blocked, record.phone);
  const moment = momentOf(time);
  if (!moment.ok) {
    const near = nearestMoment(time);
    const code = CODE_OF[moment.problem];
    return near === undefined ? refusal(code) : offering(code, near, record, time.zone, now);
  }
  return timeProblem(moment.value, record, time.zone, now);
}

const CODE_OF: Readonly<Record<LocalTimeProblem, RefusalCode>> = {
  malformed: 'CALLBACK_TIME_INVALID',
  skipped: 'CALLBACK_TIME_SKIPPED',
  twice: 'CALLBACK_TIME_TWICE',
};

/** Why this number may not be dialed whatever the hour. */
export function numberProblem(
  record: CallingRecord,
  { chain, suppressed, campaignId, attemptsMax }: CallbackCircumstances,
): RefusalCode | undefined {
  if (isSuppressed(chain, record, suppressed, campaignId)) return 'NUMBER_SUPPRESSED';
  return isUsedUp(record, attemptsMax) ? 'NUMBER_USED_UP' : undefined;
}

// One check after the other, the plainest first: days on which nobody may be called go here too.
function timeProblem(
  moment: Instant,
  record: CallingRecord,
  zone: string,
  now: CallbackCircumstances,
): Refusal | undefined {
  if (moment <= now.at) return offering('CALLBACK_IN_PAST', now.at, record, zone, now);
  const last = lastMoment(now);
  if (moment > last) {
    const lastDay = instant(last - hours(24));
    return offering('CALLBACK_TOO_FAR', lastDay, record, zone, now);
  }
  if (openFrom(record, moment) === moment) return undefined;
  return offering('CALLBACK_OUTSIDE_WINDOW', moment, record, zone, now);
}

const lastMoment = ({ rules, at }: CallbackCircumstances): Instant =>
  after(at, hours(24 * rules.aheadDaysMax));

/** The refusal with the next slot from `from` on, in the zone that was asked in. */
function offering(
  code: RefusalCode,
  from: Instant,
  record: CallingRecord,
  zone: string,
  now: CallbackCircumstances,
): Refusal {
  const slot = nextSlot(record, from, now);
  if (slot === undefined) return refusal(code);
  return { ...refusal(code), instead: localTimeOf(slot, zone) };
}

/** Nobody says 10:03 to a person. */
const SLOT_MS = minutes(5);

function nextSlot(
  record: CallingRecord,
  from: Instant,
  now: CallbackCircumstances,
): Instant | undefined {
  // Not sooner than in one slot's time, or it would be over before it can be said.
  const soonest = after(now.at, SLOT_MS);
  const slot = instant(Math.ceil(later(from, soonest) / SLOT_MS) * SLOT_MS);
  const open = openFrom(record, slot);
  return open !== undefined && open <= lastMoment(now) ? open : undefined;
}

/**
 * The callback that a draft promises, where nobody can be asked any more: a promise whose hour has
 * come meanwhile is kept at once; one to a number that may not be called is none.
 */
export function promisedBy(
  wish: CallbackWish,
  now: Omit<CallbackCircumstances, 'rules'>,
  newId: RecordId,
): Promised | undefined {
  const record = chosenRecord(now.chain, wish.to, newId);
  if (record === undefined) return undefined;
  const blocked = numberProblem(record, { ...now, rules: USUAL_CALLBACK_RULES });
  const moment = momentOf(wish.time);
  if (blocked !== undefined || !moment.ok) return undefined;
  return { dueAt: later(moment.value, now.at), kind: wish.kind, record };
}

/** How a callback stands: it falls due, waits for its agent, or has waited too long. */
export const CALLBACK_STANDINGS = ['due', 'overdue', 'missed'] as const;
export type CallbackStanding = (typeof CALLBACK_STANDINGS)[number];

export function standingOf(
  dueAt: Instant,
  { waitMs }: Pick<CallbackRules, 'waitMs'>,
  at: Instant,
): CallbackStanding {
  if (at < dueAt) return 'due';
  return at < after(dueAt, waitMs) ? 'overdue' : 'missed';
}

/** When it will stand differently; undefined: time alone changes nothing any more. */
export function standsUntil(
  dueAt: Instant,
  { waitMs }: Pick<CallbackRules, 'waitMs'>,
  at: Instant,
): Instant | undefined {
  if (at < dueAt) return dueAt;
  const missedAt = after(dueAt, waitMs);
  return at < missedAt ? missedAt : undefined;
}

/** When somebody else than its owner may be given a personal callback; undefined: never. */
export function openToGroupAt(dueAt: Instant, rules: CallbackRules): Instant | undefined {
  switch (rules.whenAway) {
    case 'keep':
      return undefined;
    case 'group':
      return after(dueAt, rules.waitMs);
    default:
      return unreachable(rules.whenAway);
  }
}

/** A number that was typed, which nobody here may know anything of. */
export const typedNumber = (choice: NumberChoice | undefined): readonly PhoneNumber[] =>
  choice?.kind === 'new-number' ? [choice.phone] : [];
