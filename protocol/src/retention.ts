import {
  type KEPT_THINGS,
  NEEDS,
  RETENTION_DAYS_MAX,
  RETENTION_DAYS_MIN,
} from '@outpace/engine/compliance/retention-plan.ts';
import { Type } from 'typebox';
import { closed, id, name, nullable, oneOf } from './schema.ts';

const days = (thing: (typeof KEPT_THINGS)[number], description: string) =>
  nullable(
    Type.Integer({
      minimum: RETENTION_DAYS_MIN[thing],
      maximum: RETENTION_DAYS_MAX,
      description: `Days; null: for good. ${description}`,
    }),
  );

/** PUT /api/retention: for how long each is kept. */
export const RetentionBody = closed({
  attempts: days('attempts', 'With what was said, noted and proved of them'),
  recordings: days('recordings', 'Never longer than their attempts'),
  'webhook-deliveries': days('webhook-deliveries', 'Whatever has become of them'),
  imports: days('imports', 'With refused rows; and keys under which persons were added'),
  'agent-states': days('agent-states', 'When agents were ready, or why not'),
});
export type RetentionBody = Type.Static<typeof RetentionBody>;

const Need = closed({
  why: oneOf(NEEDS),
  days: Type.Integer({ minimum: 0 }),
});

const counted = () => Type.Integer({ minimum: 0 });

export const RetentionRun = closed({
  at: Type.String({ format: 'date-time' }),
  removed: closed({
    attempts: counted(),
    recordings: counted(),
    'webhook-deliveries': counted(),
    imports: counted(),
    'agent-states': counted(),
  }),
  /** Recordings that could not be removed, and keep their attempts. */
  stuckRecordings: counted(),
});
export type RetentionRun = Type.Static<typeof RetentionRun>;

/** GET /api/retention. */
export const RetentionRow = closed({
  ...RetentionBody.properties,
  version: Type.Integer(),
  /** For how long attempts of each campaign are really kept, and what wants it. */
  campaigns: Type.Array(
    closed({
      campaignId: id(),
      name: name(),
      needs: Type.Array(Need),
      attemptsDays: nullable(Type.Integer()),
      recordingsDays: nullable(Type.Integer()),
    }),
  ),
  /** Null: nothing was removed yet. */
  lastRun: nullable(RetentionRun),
});
export type RetentionRow = Type.Static<typeof RetentionRow>;
