import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import type { CallResult } from '@outpace/engine/calling-lists/call-result.ts';
import type { AttemptLimit } from '@outpace/engine/compliance/attempt-limit.ts';
import { CALENDARS } from '@outpace/engine/compliance/calendars.ts';
import type { CampaignRules } from '@outpace/engine/compliance/campaign-rules.ts';
import type { HolidayCalendar } from '@outpace/engine/compliance/holidays.ts';
import type { WeeklyHours } from '@outpace/engine/compliance/hours.ts';
import { profileAt } from '@outpace/engine/compliance/profiles/all-profiles.ts';
import { placeOf } from '@outpace/engine/compliance/regions.ts';
import type { Effect, OpenAttempt } from '@outpace/engine/effect.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';
import type { Dial } from './dials.ts';
import { dialsOf } from './dials.ts';

type Made = {
  readonly order: OpenAttempt;
  readonly customerId: string | undefined;
  readonly result: CallResult | undefined;
};

/**
 * Every dial of a campaign that names a law keeps to its hours and its counts, and every dial says
 * what it was asked. Read off the calendar and counted from what was written, not by the engine's
 * own reckoning.
 */
export class Rules implements Checker {
  readonly name = 'rules';
  readonly #durable = new Map<AttemptId, Made>();
  #made = new Map<AttemptId, Made>();
  /** Whose chain it is, as far as a dial has shown it. */
  readonly #customers = new Map<string, string | undefined>();

  see(moment: Moment): readonly string[] {
    switch (moment.type) {
      case 'step':
        return this.#onStep(moment);
      case 'committed':
        this.#apply(moment.writes, this.#durable);
        return FINE;
      case 'killed':
        this.#made = new Map(this.#durable);
        return FINE;
      case 'sent':
      case 'rest':
      case 'selected':
      case 'on-trunk':
      case 'acknowledged':
      case 'restarted':
      case 'listed':
        return FINE;
    }
  }

  #onStep(moment: MomentOf<'step'>): readonly string[] {
    const { event, effects, state, at } = moment;
    if (event.type === 'write-failed') for (const id of event.attemptIds) this.#made.delete(id);
    // What ends in this very step has ended before anything is dialed in it.
    this.#close(effects, this.#made);
    const problems: string[] = [];
    for (const dial of dialsOf(moment)) {
      const rules = state.sessions.get(dial.order.groupId)?.plan.rules;
      problems.push(...unsaid(dial, rules));
      if (rules !== undefined) problems.push(...closed(dial, rules, at));
      if (rules !== undefined) problems.push(...this.#counted(dial, rules, at));
      this.#customers.set(dial.chain.id, dial.chain.customerId);
      this.#open(dial.order, this.#made);
    }
    return problems;
  }

  *#counted(dial: Dial, rules: CampaignRules, at: Instant): Generator<string> {
    const profile = profileAt(rules.profile, at);
    const region = placeOf(dial.record.phone).region ?? '';
    const lawful = [...profile.limits, ...(profile.regions[region]?.limits ?? [])];
    const asked = lawful.filter(({ id }) => !rules.without.includes(id));
    for (const limit of [...asked, ...rules.limits]) {
      if (limit.unlessAgent && dial.order.agentId !== undefined) continue;
      const made = [...this.#made.values()].filter((each) => counts(limit, each, dial, at)).length;
      if (made < limit.max) continue;
      yield `attempt ${dial.order.attemptId} after ${made} of ${limit.max} for ${limit.id}`;
    }
  }

  #apply(effects: readonly Effect[], made: Map<AttemptId, Made>): void {
    for (const effect of effects) if (effect.type === 'open-attempt') this.#open(effect, made);
    this.#close(effects, made);
  }

  #open(order: OpenAttempt, made: Map<AttemptId, Made>): void {
    const customerId = this.#customers.get(order.chainId);
    made.set(order.attemptId, { order, customerId, result: undefined });
  }

  #close(effects: readonly Effect[], made: Map<AttemptId, Made>): void {
    for (const effect of effects) {
      if (effect.type !== 'close-attempt') continue;
      const open = made.get(effect.attemptId);
      if (open?.result === undefined && open !== undefined) {
        made.set(effect.attemptId, { ...open, result: effect.result });
      }
    }
  }
}

function counts(
  limit: AttemptLimit,
  { order, customerId, result }: Made,
  { order: asked, chain, record }: Dial,
  at: Instant,
): boolean {
  if (order.openedAt + limit.windowMs <= at) return false;
  if (limit.across === 'campaign' && order.campaignId !== asked.campaignId) return false;
  const isSamePerson =
    order.chainId === chain.id || (customerId !== undefined && customerId === chain.customerId);
  if (limit.of === 'number' ? order.phone !== record.phone : !isSamePerson) return false;
  return result === undefined || limit.counted.includes(result);
}

function* unsaid({ order }: Dial, rules: CampaignRules | undefined): Generator<string> {
  const { answers, attemptId } = order;
  for (const { rule, answer } of answers) {
    if (answer === 'refused') yield `attempt ${attemptId} against ${rule}`;
  }
  const asked = answers.map(({ rule }) => rule);
  const law = rules === undefined ? [] : [`${rules.profile}-hours`];
  for (const rule of ['lease', 'suppression', 'record-attempts', 'record-hours', ...law]) {
    const isLeftOut = rules?.without.includes(rule) === true;
    if (!asked.includes(rule) && !isLeftOut) yield `attempt ${attemptId} was not asked ${rule}`;
  }
}

function* closed({ order, chain, record }: Dial, rules: CampaignRules, at: Instant) {
  const profile = profileAt(rules.profile, at);
  const { region, zones } = placeOf(record.phone);
  const regional = profile.regions[region ?? '']?.hours;
  const own = rules.hours.filter(({ listId }) => listId === undefined || listId === chain.listId);
  const { calendars = [] } = rules;
  const all = [profile.hours, ...(regional === undefined ? [] : [regional])];
  for (const zone of new Set([record.zone, ...zones])) {
    const there = Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone);
    const date = there.toPlainDate().toString();
    const isShut =
      rules.closedDates.includes(date) ||
      calendars.some((id) => isHoliday(CALENDARS[id], there.toPlainDate())) ||
      ![...all, ...own.map(({ hours }) => hours)].every((hours) => isOpen(hours, there));
    if (isShut) yield `attempt ${order.attemptId} at a closed hour in ${zone}`;
  }
}

function isOpen({ days, holidays }: WeeklyHours, there: Temporal.ZonedDateTime): boolean {
  const second = there.hour * 3_600 + there.minute * 60 + there.second;
  const date = there.toPlainDate();
  const isKept = holidays !== undefined && isHoliday(holidays.calendar, date);
  const spans = isKept ? holidays.spans : (days[there.dayOfWeek - 1] ?? []);
  return spans.some(({ from, till }) => from <= second && second < till);
}

type Holiday = HolidayCalendar['rules'][number];

const isHoliday = ({ rules }: HolidayCalendar, date: Temporal.PlainDate): boolean =>
  rules.some((rule) => fallsOn(rule, date));

/** Whether this rule names the day, itself or because it is kept on it. */
function fallsOn(rule: Holiday, date: Temporal.PlainDate): boolean {
  switch (rule.on) {
    case 'easter':
      return EASTERS.has(date.subtract({ days: rule.days }).toString());
    case 'weekday':
      return rule.month === date.month && rule.weekday === date.dayOfWeek && isNth(rule.n, date);
    case 'date':
      return [-1, 0, 1, 2].some((days) => {
        const day = date.subtract({ days });
        return day.month === rule.month && day.day === rule.day && keeps(rule.observed, day, days);
      });
  }
}

function isNth(n: number, date: Temporal.PlainDate): boolean {
  return n > 0 ? Math.ceil(date.day / 7) === n : date.day + 7 > date.daysInMonth;
}

/** Whether a holiday that falls on `day` is kept so many days later. */
function keeps(
  observed: Extract<Holiday, { on: 'date' }>['observed'],
  { dayOfWeek }: Temporal.PlainDate,
  days: number,
): boolean {
  if (days === 0) return true;
  if (observed === undefined) return false;
  if (days === 1) return dayOfWeek === 7;
  return dayOfWeek === 6 && days === (observed === 'next-monday' ? 2 : -1);
}

/** Easter Sundays of the years that are simulated, out of an almanac. */
const EASTERS = new Set(['2025-04-20', '2026-04-05', '2027-03-28', '2028-04-16']);
