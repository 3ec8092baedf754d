import type { RecordType } from './record.ts';

/**
 * What a chain waits as. The numbers are stored; which goes first, priorities say:
 * `top`: somebody has just let go of it; `personal`: an agent's own callback, or what they go on
 * trying of it.
 */
export const QUEUE_RANKS = {
  top: 0,
  personal: 1,
  rescheduled: 2,
  general: 3,
  campaignCallback: 4,
} as const;
export type QueueRank = (typeof QUEUE_RANKS)[keyof typeof QUEUE_RANKS];

/** As what a chain waits whose record to dial is of this type. */
export const RANK_OF_TYPE: Readonly<Record<RecordType, QueueRank>> = {
  'no-record-type': QUEUE_RANKS.general,
  unknown: QUEUE_RANKS.general,
  general: QUEUE_RANKS.general,
  'campaign-rescheduled': QUEUE_RANKS.rescheduled,
  'personal-rescheduled': QUEUE_RANKS.personal,
  'personal-callback': QUEUE_RANKS.personal,
  'campaign-callback': QUEUE_RANKS.campaignCallback,
  'no-call': QUEUE_RANKS.general,
};

/** Record types whose priority can be chosen. Personal callbacks go before all of them. */
export const PRIORITY_TYPES = ['campaign-callback', 'campaign-rescheduled', 'general'] as const;
export type PriorityType = (typeof PRIORITY_TYPES)[number];

/** 1 to 9; 1 goes first. Of a priority go first those without a time, then by time. */
export type Priorities = Readonly<Record<PriorityType, number>>;

/** What one level says. What it leaves out, the level above it says. */
export type PriorityChoice = Readonly<Partial<Priorities>>;

export const USUAL_PRIORITIES: Priorities = {
  'campaign-callback': 1,
  'campaign-rescheduled': 2,
  general: 3,
};

/** What holds for a campaign group: of its own levels the nearest that says something. */
export function prioritiesOf(levels: {
  readonly group: PriorityChoice;
  readonly campaign: PriorityChoice;
  readonly site: PriorityChoice;
}): Priorities {
  const of = (type: PriorityType): number =>
    levels.group[type] ?? levels.campaign[type] ?? levels.site[type] ?? USUAL_PRIORITIES[type];
  return {
    'campaign-callback': of('campaign-callback'),
    'campaign-rescheduled': of('campaign-rescheduled'),
    general: of('general'),
  };
}

/** The smallest goes first: what was let go of, then personal callbacks, then as chosen. */
export function priorityOfRank(rank: QueueRank, priorities: Priorities): number {
  switch (rank) {
    case QUEUE_RANKS.top:
      return -1;
    case QUEUE_RANKS.personal:
      return 0;
    case QUEUE_RANKS.rescheduled:
      return priorities['campaign-rescheduled'];
    case QUEUE_RANKS.campaignCallback:
      return priorities['campaign-callback'];
    case QUEUE_RANKS.general:
      return priorities.general;
  }
}

export const priorityOfType = (type: RecordType, priorities: Priorities): number =>
  priorityOfRank(RANK_OF_TYPE[type], priorities);
