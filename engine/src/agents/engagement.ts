import type {
  AttemptId,
  CampaignGroupId,
  ChainId,
  InteractionId,
  RecordId,
} from '../basics/ids.ts';
import type { Instant } from '../basics/time.ts';
import { after, seconds } from '../basics/time.ts';
import type { AgentPhone } from './agent-phone.ts';

/**
 * The agent's leg, brought up before the customer's: music is heard, and nobody is there yet.
 *
 *   opening → engaged → dialing → (merged: an interaction under the same id)
 *      └─────────┴─────────┴────→ (released: nobody was reached, or the agent has left)
 *
 * With a record it is an assured connection, and only that record is dialed for it. Without one it
 * is seizing: whoever answers a call of the group first is merged, and `dialing` is never reached.
 */
export type Engagement = {
  /** The interaction is on the screen from the beginning, and keeps this id when it is filled. */
  readonly interactionId: InteractionId;
  readonly groupId: CampaignGroupId;
  readonly openedAt: Instant;
  /** What the agent does ahead of the conversation; goes over into it. */
  readonly muted: boolean;
  readonly note: string;
  readonly noteSavedAt: Instant | undefined;
} & (
  | {
      readonly phase: 'opening';
      readonly record: EngagedRecord | undefined;
      /** A phone that is not answered until then has failed. */
      readonly answerBy: Instant;
    }
  | {
      readonly phase: 'engaged';
      readonly record: EngagedRecord | undefined;
      readonly upAt: Instant;
    }
  | {
      readonly phase: 'dialing';
      readonly record: EngagedRecord;
      readonly upAt: Instant;
      readonly attemptId: AttemptId;
    }
);

export type EngagedRecord = { readonly chainId: ChainId; readonly recordId: RecordId };
export type EngagementIn<Phase extends Engagement['phase']> = Extract<Engagement, { phase: Phase }>;

/** Longer than a switch lets a phone ring: it says itself that nobody has answered. */
const ANSWER_MS = seconds(40);

export const newEngagement = (
  what: Pick<Engagement, 'interactionId' | 'groupId' | 'openedAt' | 'record'>,
): EngagementIn<'opening'> => ({
  ...what,
  muted: false,
  note: '',
  noteSavedAt: undefined,
  phase: 'opening',
  answerBy: after(what.openedAt, ANSWER_MS),
});

function commonOf({ interactionId, groupId, openedAt, muted, note, noteSavedAt }: Engagement) {
  return { interactionId, groupId, openedAt, muted, note, noteSavedAt };
}

/** The agent hears music. */
const engaged = (
  engagement: Engagement,
  record: EngagedRecord | undefined,
  upAt: Instant,
): EngagementIn<'engaged'> => ({ ...commonOf(engagement), record, phase: 'engaged', upAt });

/** The same, once the leg is up; where no leg is needed, at once. */
export function raised(engagement: Engagement, phone: AgentPhone, at: Instant): Engagement {
  const isUp = phone.kind === 'none' || phone.leg === 'up';
  if (engagement.phase !== 'opening' || !isUp) return engagement;
  return engaged(engagement, engagement.record, at);
}

/** The record is being dialed for this agent and no other. */
export const dialingFor = (
  engagement: EngagementIn<'engaged'>,
  record: EngagedRecord,
  attemptId: AttemptId,
): EngagementIn<'dialing'> => ({
  ...commonOf(engagement),
  record,
  phase: 'dialing',
  upAt: engagement.upAt,
  attemptId,
});

/** Engaged for whoever answers, and not yet for anybody. */
export const isForAnybody = (
  engagement: Engagement,
): engagement is EngagementIn<'opening' | 'engaged'> => engagement.record === undefined;

export const isOverdue = (engagement: Engagement, at: Instant): boolean =>
  engagement.phase === 'opening' && engagement.answerBy <= at;
