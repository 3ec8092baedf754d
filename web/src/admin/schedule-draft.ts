import type {
  ScheduleActionBody,
  ScheduleBeginBody,
  ScheduleBody,
  SchedulePointBody,
  ScheduleRow,
} from '@outpace/protocol/schedules.ts';
import { RefusalError, sentenceOf } from '../api/client.ts';
import { parseGroupId } from '../live/parse-ids.ts';

export type ActionKind = ScheduleActionBody['kind'];
export type PointTime = SchedulePointBody['at'];

export const ACTION_CHOICES: readonly { readonly value: ActionKind; readonly label: string }[] = [
  { value: 'load-and-start', label: 'Load and start' },
  { value: 'load', label: 'Load' },
  { value: 'start', label: 'Start' },
  { value: 'stop', label: 'Stop' },
  { value: 'set-mode', label: 'Change mode' },
  { value: 'unload', label: 'Unload' },
  { value: 'complete', label: 'Complete' },
];

export const TIME_CHOICES: readonly {
  readonly value: PointTime['kind'];
  readonly label: string;
}[] = [
  { value: 'offset', label: 'After the beginning' },
  { value: 'local-time', label: 'At a time of that day' },
  { value: 'after-group', label: 'When the group before is through' },
];

/** The day that clocks in the zone show, like `2026-12-24`; the reader's own where it is none. */
export function dayIn(zone: string, at: number): string {
  const day = (timeZone?: string) => new Intl.DateTimeFormat('sv-SE', { timeZone }).format(at);
  try {
    return day(zone);
  } catch {
    // Nobody knows the zone; the server says so when it is saved.
    return day();
  }
}

const newPoint = (id: string, at: PointTime, groupId = parseGroupId('')): SchedulePointBody => ({
  id,
  at,
  groupId,
  action: { kind: 'load-and-start', autoComplete: true },
});

/** Every weekday at nine where the reader is, a group that is still to be chosen. */
export function newSchedule(zone: string, today: string): ScheduleBody {
  const begins: ScheduleBeginBody = {
    kind: 'weekly',
    weekdays: [1, 2, 3, 4, 5],
    time: '09:00',
    firstDay: today,
    lastDay: null,
  };
  const points = [newPoint('p1', { kind: 'offset', minutes: 0 })];
  return { name: '', zone, enabled: true, begins, graceMinutes: 10, points };
}

export const bodyOf = (row: ScheduleRow): ScheduleBody => ({
  name: row.name,
  zone: row.zone,
  enabled: row.enabled,
  begins: row.begins,
  graceMinutes: row.graceMinutes,
  points: row.points,
});

/** The same time, on days of the week or once. */
export function beginsAs(
  begins: ScheduleBeginBody,
  kind: ScheduleBeginBody['kind'],
): ScheduleBeginBody {
  const { time } = begins;
  if (begins.kind === kind) return begins;
  if (begins.kind === 'once') {
    return { kind: 'weekly', weekdays: [1, 2, 3, 4, 5], time, firstDay: begins.day, lastDay: null };
  }
  return { kind: 'once', day: begins.firstDay, time };
}

/** One more at the end: the group of the last one is stopped, or followed by another. */
export function withPoint(
  points: readonly SchedulePointBody[],
  id: string,
): readonly SchedulePointBody[] {
  const last = points.at(-1);
  if (last === undefined) return [newPoint(id, { kind: 'offset', minutes: 0 })];
  const at = { kind: 'local-time', time: '17:00' } as const;
  return [...points, { id, at, groupId: last.groupId, action: { kind: 'complete' } }];
}

/** Told apart from all that a schedule ever had: what was carried out is known by it. */
export const newPointId = (): string =>
  `p-${(crypto.getRandomValues(new Uint32Array(1))[0] ?? 0).toString(36)}`;

export function timeAs(kind: PointTime['kind'], begins: ScheduleBeginBody): PointTime {
  if (kind === 'offset') return { kind, minutes: 0 };
  return kind === 'local-time' ? { kind, time: begins.time } : { kind };
}

/** Another action on the same group; how to dial goes along where it still has a meaning. */
export function actionAs(action: ScheduleActionBody, kind: ActionKind): ScheduleActionBody {
  const { mode, multiplier, target } = { ...howOf(action) };
  const how = {
    ...(mode === undefined ? {} : { mode }),
    ...(multiplier === undefined ? {} : { multiplier }),
    ...(target === undefined ? {} : { target }),
  };
  switch (kind) {
    case 'load':
      return { kind, autoComplete: true };
    case 'load-and-start':
      return { kind, autoComplete: true, ...how };
    case 'start':
      return { kind, ...how };
    case 'set-mode':
      return { kind, mode: 'progressive', multiplier: 1, ...how };
    case 'stop':
    case 'unload':
    case 'complete':
      return { kind };
  }
}

export type HowToDial = Omit<Extract<ScheduleActionBody, { kind: 'start' }>, 'kind'>;
type Dialing = Extract<ScheduleActionBody, { kind: 'start' | 'load-and-start' | 'set-mode' }>;

/** Undefined: it says nothing of how to dial. */
export const howOf = (action: ScheduleActionBody): HowToDial | undefined =>
  isDialing(action) ? action : undefined;

export const isDialing = (action: ScheduleActionBody): action is Dialing =>
  action.kind === 'start' || action.kind === 'load-and-start' || action.kind === 'set-mode';

/** In this mode as it usually is; undefined: as the campaign group has it. */
export function inMode(action: Dialing, mode: HowToDial['mode']): ScheduleActionBody {
  const { mode: _mode, multiplier: _lines, target: _aim, ...rest } = action;
  if (mode !== undefined) return { ...rest, mode, multiplier: 1 };
  return rest.kind === 'set-mode' ? action : rest;
}

/** Aims at this; undefined: at what the campaign allows, or the group does already. */
export function aimingAt(action: Dialing, target: HowToDial['target']): ScheduleActionBody {
  const { target: _before, ...rest } = action;
  return target === undefined ? rest : { ...rest, target };
}

/** Where on the page something is wrong. */
export type Place = 'zone' | 'first-day' | 'last-day' | `point ${number}`;

const PLACES: Readonly<Partial<Record<RefusalError['code'], Place>>> = {
  SCHEDULE_ZONE_UNKNOWN: 'zone',
  SCHEDULE_DAYS_REVERSED: 'last-day',
};

/** The sentence for this place, undefined where the refusal is about another. */
export function problemAt(place: Place, problem: unknown, draft: ScheduleBody): string | undefined {
  if (!(problem instanceof RefusalError)) return undefined;
  if (placeOf(problem, draft) !== place) return undefined;
  // The detail of a point is its place, where it is said already.
  return place.startsWith('point ') ? problem.message : sentenceOf(problem);
}

function placeOf({ code, detail }: RefusalError, { begins }: ScheduleBody): string | undefined {
  if (code === 'SCHEDULE_DAY_INVALID') {
    return begins.kind === 'weekly' && begins.lastDay === detail ? 'last-day' : 'first-day';
  }
  return PLACES[code] ?? detail;
}
