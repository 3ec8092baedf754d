import type {
  ScheduleActionBody,
  ScheduleBeginBody,
  ScheduleBody,
  SchedulePointBody,
  ScheduleResultRow,
  ScheduleRow,
} from '@outpace/protocol/schedules.ts';
import { REFUSALS } from '@outpace/protocol/tables.ts';
import { modeWord } from '../ui/mode-words.ts';
import { aimWords } from '../ui/pacing-target-words.ts';
import { formatDate, formatMoment } from '../ui/time-text.ts';
import { lengthWords } from './length-words.ts';

/** Of a campaign group by its id. */
export type GroupNames = ReadonlyMap<string, string>;

/** Monday is 1. */
export const WEEKDAYS = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;

/** `Every weekday`, `Every Monday and Thursday`. */
export function daysWords(weekdays: readonly number[]): string {
  const days = weekdays.toSorted((a, b) => a - b);
  if (days.length === 7) return 'Every day';
  if (days.join() === '1,2,3,4,5') return 'Every weekday';
  return `Every ${listWords(days.map((day) => WEEKDAYS[day - 1] ?? ''))}`;
}

const listWords = (words: readonly string[]): string =>
  words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;

/** A day of the calendar, wherever the reader is; as it was typed, where it is none. */
function dayWords(day: string): string {
  const at = Date.parse(`${day}T12:00:00Z`);
  return Number.isNaN(at) ? day : formatDate(at, 'UTC');
}

/** `Every weekday at 09:00 (America/New_York), until 31 Dec 2026`. */
export function beginWords(begins: ScheduleBeginBody, zone: string, today: string): string {
  const { time } = begins;
  if (begins.kind === 'once') return `Once, on ${dayWords(begins.day)} at ${time} (${zone})`;
  const { weekdays, firstDay, lastDay } = begins;
  const from = firstDay > today ? `, from ${dayWords(firstDay)}` : '';
  const until = lastDay === null ? '' : `, until ${dayWords(lastDay)}`;
  return `${daysWords(weekdays)} at ${time} (${zone})${from}${until}`;
}

/** `load and start Summer renewals in progressive`. */
export function actionWords(action: ScheduleActionBody, group: string): string {
  switch (action.kind) {
    case 'load':
      return `load ${group}`;
    case 'start':
      return `start ${group}${howWords(action)}`;
    case 'load-and-start':
      return `load and start ${group}${howWords(action)}`;
    case 'set-mode':
      return `change ${group} to ${modeWords(action)}`;
    case 'stop':
    case 'unload':
    case 'complete':
      return `${action.kind} ${group}`;
  }
}

type HowToDial = Omit<Extract<ScheduleActionBody, { kind: 'start' }>, 'kind'>;

const howWords = (how: HowToDial): string => {
  const words = modeWords(how);
  return words === '' ? '' : ` in ${words}`;
};

function modeWords({ mode, multiplier, target }: HowToDial): string {
  if (mode === undefined) return '';
  const lines =
    multiplier === undefined || multiplier === 1 ? undefined : `${multiplier} lines per free agent`;
  const aim = target === undefined ? undefined : aimWords(target);
  return [modeWord(mode).toLowerCase(), lines, aim].filter((part) => part !== undefined).join(', ');
}

/** When a point comes, as the beginning of its sentence; nothing at the beginning itself. */
export function whenWords(
  points: readonly SchedulePointBody[],
  place: number,
  names: GroupNames,
): string {
  const at = points[place]?.at;
  switch (at?.kind) {
    case 'offset':
      return at.minutes === 0 ? '' : `${lengthWords(at.minutes * 60_000)} after it begins,`;
    case 'local-time':
      return `at ${at.time}`;
    case 'after-group':
      return `when ${nameOf(points[place - 1]?.groupId, names)} is through,`;
    case undefined:
      return '';
  }
}

const nameOf = (groupId: string | undefined, names: GroupNames): string =>
  names.get(groupId ?? '') ?? 'a campaign group';

/** A schedule as one says it: `Every day at 09:00 (UTC): load A; at 17:00 complete A.` */
export function scheduleWords(
  { begins, zone, points }: Pick<ScheduleBody, 'begins' | 'zone' | 'points'>,
  names: GroupNames,
  today: string,
): string {
  const each = points.map(({ action, groupId }, place) =>
    [whenWords(points, place, names), actionWords(action, nameOf(groupId, names))]
      .filter((part) => part !== '')
      .join(' '),
  );
  return `${beginWords(begins, zone, today)}: ${each.join('; ')}.`;
}

/** When it comes next: `Next tomorrow 09:00 (America/New_York)`. */
export function nextWords({ enabled, nextAt, zone }: ScheduleRow, now: number): string {
  if (!enabled) return 'Not enabled';
  if (nextAt === null) return 'Nothing more comes by the clock';
  return `Next ${formatMoment(Date.parse(nextAt), now, zone)} (${zone})`;
}

const STATE_WORDS: Readonly<Record<ScheduleResultRow['state'], string>> = {
  waiting: 'Waiting',
  ordered: 'Under way',
  done: 'Done',
  refused: 'Refused',
  skipped: 'Skipped',
  interrupted: 'Interrupted',
};

/** The second line of a schedule in the list: when it comes next, and what went wrong last. */
export function scheduleLine(row: ScheduleRow, now: number): string {
  const { last } = row;
  const next = nextWords(row, now).replace(` (${row.zone})`, '');
  const isFine = last === null || last.state === 'done';
  return isFine ? next : `${next} · last ${STATE_WORDS[last.state].toLowerCase()}`;
}

/** What came of a point, in a sentence. */
export function resultWords(row: ScheduleResultRow): string {
  const { state, code, detail, skip } = row;
  const why = code === null ? '' : `: ${REFUSALS[code]}${detail === null ? '' : ` (${detail})`}`;
  switch (state) {
    case 'waiting':
    case 'refused':
      return `${STATE_WORDS[state]}${why}`;
    case 'interrupted':
      return 'Interrupted: the server ended meanwhile. See in the console whether it was done.';
    case 'skipped':
      return `Skipped: ${SKIP_WORDS[skip ?? 'missed']}`;
    case 'ordered':
    case 'done':
      return STATE_WORDS[state];
  }
}

const SKIP_WORDS: Readonly<Record<NonNullable<ScheduleResultRow['skip']>, string>> = {
  missed: 'it was too late when it could be carried out.',
  'run-over': 'the group before was not through in time.',
  'before-skipped': 'so was the point before.',
};
