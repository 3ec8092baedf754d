import type { CampaignGroupId } from '@outpace/engine/basics/ids.ts';
import type { RefusalCode } from '@outpace/engine/basics/refusal.ts';
import { REFUSALS } from '@outpace/engine/basics/refusal.ts';
import { DIALING_MODES } from '@outpace/engine/campaigns/campaign.ts';
import type { Skip } from '@outpace/engine/campaigns/schedule-marks.ts';
import { MARK_STATES, SKIPS } from '@outpace/engine/campaigns/schedule-marks.ts';
import { Type } from 'typebox';
import { PacingTargetBody } from './pacing.ts';
import { closed, id, name, nullable, oneOf } from './schema.ts';

const of = <Kind extends string>(kind: Kind) => Type.Literal(kind);
const day = (description: string) =>
  Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$', description });
const time = (description: string) =>
  Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$', description });
const moment = () => Type.String({ format: 'date-time' });

const begins = time('Like `09:00`, in the zone of the schedule');

export const ScheduleBeginBody = Type.Union([
  closed({ kind: of('once'), day: day('Like `2026-12-24`'), time: begins }),
  closed({
    kind: of('weekly'),
    weekdays: Type.Array(Type.Integer({ minimum: 1, maximum: 7 }), {
      minItems: 1,
      maxItems: 7,
      uniqueItems: true,
      description: '1 is Monday, 7 is Sunday',
    }),
    time: begins,
    firstDay: day('Not before this day'),
    lastDay: nullable(day('Not after this day; null: for good')),
  }),
]);
export type ScheduleBeginBody = Type.Static<typeof ScheduleBeginBody>;

const autoComplete = Type.Boolean({
  description: 'Completes by itself when its lists are through',
});
const mode = oneOf(DIALING_MODES);
const multiplier = Type.Number({ minimum: 0.1, maximum: 10, description: 'Lines per free agent' });
/** What is left out stays as the campaign group has it. */
const how = {
  mode: Type.Optional(mode),
  multiplier: Type.Optional(multiplier),
  target: Type.Optional(PacingTargetBody),
};

export const ScheduleActionBody = Type.Union([
  closed({ kind: of('load'), autoComplete }),
  closed({ kind: of('start'), ...how }),
  closed({ kind: of('load-and-start'), autoComplete, ...how }),
  closed({ kind: of('stop') }),
  closed({
    kind: of('set-mode'),
    mode,
    multiplier,
    target: Type.Optional(PacingTargetBody),
  }),
  closed({ kind: of('unload') }),
  closed({ kind: of('complete') }),
]);
export type ScheduleActionBody = Type.Static<typeof ScheduleActionBody>;

export const SchedulePointBody = closed({
  id: id(),
  at: Type.Union([
    closed({
      kind: of('offset'),
      minutes: Type.Integer({ minimum: 0, maximum: 1_439, description: 'After the beginning' }),
    }),
    closed({ kind: of('local-time'), time: time('On the day on which the schedule begins') }),
    closed({ kind: of('after-group') }),
  ]),
  groupId: id<CampaignGroupId>(),
  action: ScheduleActionBody,
});
export type SchedulePointBody = Type.Static<typeof SchedulePointBody>;

/** POST /api/schedules, and PUT /api/schedules/:scheduleId. */
export const ScheduleBody = closed({
  name: name(),
  zone: Type.String({ minLength: 1, maxLength: 60, description: 'IANA zone' }),
  enabled: Type.Boolean({ description: 'What comes while it is not is not caught up with later' }),
  begins: ScheduleBeginBody,
  graceMinutes: Type.Integer({
    minimum: 0,
    maximum: 720,
    description: 'How late a point may still be carried out, minutes; later it is skipped',
  }),
  points: Type.Array(SchedulePointBody, { minItems: 1, maxItems: 50 }),
});
export type ScheduleBody = Type.Static<typeof ScheduleBody>;

const state = oneOf(MARK_STATES);

export const ScheduleRow = closed({
  ...ScheduleBody.properties,
  id: id(),
  version: Type.Integer(),
  /** Of a point that has a time; null: none comes, or it is not enabled. */
  nextAt: nullable(moment()),
  /** What became of the last point; null: there was none yet. */
  last: nullable(closed({ state, at: moment() })),
});
export type ScheduleRow = Type.Static<typeof ScheduleRow>;

/** GET /api/schedules/:scheduleId/results: what was carried out, and what came of it. */
export const ScheduleResultRow = closed({
  run: day('On which it began'),
  pointId: id(),
  /** When its time came: by the clock, or because the group before was through. */
  dueAt: moment(),
  groupId: id<CampaignGroupId>(),
  groupName: Type.String({ description: 'As it was called then' }),
  action: ScheduleActionBody,
  state,
  /** Since when this is the state. */
  at: moment(),
  /** Of the refusal; while it waits, of the last try. */
  code: nullable(Type.Unsafe<RefusalCode>(Type.String({ enum: Object.keys(REFUSALS) }))),
  detail: nullable(Type.String()),
  skip: nullable(Type.Unsafe<Skip>(Type.String({ enum: [...SKIPS] }))),
});
export type ScheduleResultRow = Type.Static<typeof ScheduleResultRow>;
