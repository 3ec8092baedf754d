import { randomUUID } from 'node:crypto';
import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { ok } from '@outpace/engine/basics/result.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { scheduleProblem } from '@outpace/engine/campaigns/schedule.ts';
import { nextDue } from '@outpace/engine/campaigns/schedule-times.ts';
import { ScheduleBody, ScheduleResultRow, ScheduleRow } from '@outpace/protocol/schedules.ts';
import { closed, id } from '@outpace/protocol/schema.ts';
import { Type } from 'typebox';
import {
  allSchedules,
  deleteSchedule,
  insertSchedule,
  newestResults,
  type SavedSchedule,
  scheduleOf,
  scheduleWith,
  updateSchedule,
} from '../store/schedules.ts';
import { requires } from './access.ts';
import { answer, answers, refuse } from './answer.ts';
import type { ApiParts } from './api-parts.ts';
import { personOf } from './auth.ts';
import { change } from './configuration.ts';
import { NOTHING, VersionQuery } from './route-schemas.ts';

const tags = ['Schedules'];
const ScheduleParams = closed({ scheduleId: id() });
/** The only thing that a schedule refers to. */
const onForeignKey = { code: 'CAMPAIGN_GROUP_NOT_FOUND' } as const;

const ABOUT = `
A schedule begins once or on days of the week, at a time of day in its zone. Each day on which it
begins is a run; in a run every point is carried out at most once, whatever crashes and whatever
clocks do. A time that clocks go over is taken at the first moment after the gap, one that comes
twice the first time. A point has an offset from the beginning, a time of the same day, or follows
the group of the point before: when that has run out of records or is not loaded any more, within a
day or until the next run. Orders are the commands of a dial session, with their refusals, and the
audit trail says \`schedule NAME\`. While the switch or the store cannot be reached, or a group is
loading, an order waits; what is late by more than \`graceMinutes\`, at least one, is skipped.`;

export const scheduleRoutes =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    await app.register(readingSchedules(parts));
    await app.register(addingSchedules(parts));
    await app.register(changingSchedules(parts));
    await app.register(removingSchedules(parts));
  };

const rowOf = (saved: SavedSchedule, at: Instant): ScheduleRow => {
  const next = saved.enabled ? nextDue(scheduleOf(saved), at) : undefined;
  return { ...saved, nextAt: next === undefined ? null : new Date(next).toISOString() };
};

const readingSchedules =
  ({ pool, siteId, dialer }: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    const supervisors = requires('supervisor');

    app.get(
      '/schedules',
      {
        ...supervisors,
        schema: {
          tags,
          summary: 'All schedules, with when each comes next and what came of it last',
          response: answers(Type.Array(ScheduleRow)),
        },
      },
      async () => (await allSchedules(pool, siteId)).map((saved) => rowOf(saved, dialer.now())),
    );

    app.get(
      '/schedules/:scheduleId',
      {
        ...supervisors,
        schema: {
          tags,
          summary: 'One schedule',
          params: ScheduleParams,
          response: answers(ScheduleRow),
        },
      },
      async (request, reply) => {
        const found = await scheduleWith(pool, siteId, request.params.scheduleId);
        return found === undefined
          ? refuse(reply, refusal('NOT_FOUND'))
          : rowOf(found, dialer.now());
      },
    );

    app.get(
      '/schedules/:scheduleId/results',
      {
        ...supervisors,
        schema: {
          tags,
          summary: 'What a schedule has carried out, newest first, and what came of it',
          description: 'At most two hundred. They are kept for ninety-two days.',
          params: ScheduleParams,
          response: answers(Type.Array(ScheduleResultRow)),
        },
      },
      async (request, reply) => {
        const found = await newestResults(pool, siteId, request.params.scheduleId);
        return found ?? refuse(reply, refusal('NOT_FOUND'));
      },
    );
  };

const addingSchedules =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.post(
      '/schedules',
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'Add a schedule',
          description: ABOUT,
          body: ScheduleBody,
          response: answers(ScheduleRow),
        },
      },
      async (request, reply) => {
        const { body } = request;
        const problem = scheduleProblem(scheduleOf(body));
        if (problem !== undefined) return refuse(reply, problem);
        const subject = randomUUID();
        const at = parts.dialer.now();
        const what = 'schedule-added';
        const about = { by: personOf(request), what, subject, detail: body };
        const added = await change(parts, { ...about, onForeignKey }, async (db) =>
          ok(await insertSchedule(db, parts.siteId, { ...body, id: subject }, at)),
        );
        return added.ok ? rowOf(added.value, at) : answer(reply, added);
      },
    );
  };

const changingSchedules =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.put(
      '/schedules/:scheduleId',
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'Change a schedule',
          description:
            'In force from now on: a point whose time has passed is not caught up with, and one ' +
            'that was carried out is not carried out again at the same time. Points are known by ' +
            'their ids.',
          params: ScheduleParams,
          querystring: VersionQuery,
          body: ScheduleBody,
          response: answers(ScheduleRow),
        },
      },
      async (request, reply) => {
        const { body } = request;
        const problem = scheduleProblem(scheduleOf(body));
        if (problem !== undefined) return refuse(reply, problem);
        const subject = request.params.scheduleId;
        const at = parts.dialer.now();
        const what = 'schedule-changed';
        const about = { by: personOf(request), what, subject, detail: body };
        const known = { id: subject, version: Number(request.query.version), at };
        const changed = await change(parts, { ...about, onForeignKey }, (db) =>
          updateSchedule(db, parts.siteId, known, body),
        );
        return changed.ok ? rowOf(changed.value, at) : answer(reply, changed);
      },
    );
  };

const removingSchedules =
  (parts: ApiParts): FastifyPluginAsyncTypebox =>
  async (app) => {
    app.delete(
      '/schedules/:scheduleId',
      {
        ...requires('administrator'),
        schema: {
          tags,
          summary: 'Remove a schedule',
          description: 'With its results. What it has loaded or started goes on.',
          params: ScheduleParams,
          response: { ...answers(Type.Null()), ...NOTHING },
        },
      },
      async (request, reply) => {
        const subject = request.params.scheduleId;
        const what = 'schedule-removed';
        const about = { by: personOf(request), what, subject, detail: {} };
        const removed = await change(parts, { ...about, onForeignKey }, (db) =>
          deleteSchedule(db, parts.siteId, subject),
        );
        return removed.ok ? reply.code(204).send(null) : answer(reply, removed);
      },
    );
  };
