import { OPERATORS } from '@outpace/engine/calling-lists/list-selection.ts';
import { PRIORITY_TYPES } from '@outpace/engine/calling-lists/queue-rank.ts';
import { Type } from 'typebox';
import { closed, id, name, oneOf } from './schema.ts';

const priority = () =>
  Type.Integer({ minimum: 1, maximum: 9, description: '1 goes first; alike: by time' });

/** What one level says; what it leaves out, the next wider level says. */
export const PriorityChoiceBody = closed({
  'campaign-callback': Type.Optional(priority()),
  'campaign-rescheduled': Type.Optional(priority()),
  general: Type.Optional(priority()),
});
export type PriorityChoiceBody = Type.Static<typeof PriorityChoiceBody>;

const Priorities = closed({
  'campaign-callback': priority(),
  'campaign-rescheduled': priority(),
  general: priority(),
});

/** PUT /api/dialing-order/site, PUT /api/dialing-order/campaign-groups/:groupId. */
export const PrioritiesBody = closed({ priorities: PriorityChoiceBody });
export type PrioritiesBody = Type.Static<typeof PrioritiesBody>;

const weight = () => Type.Integer({ minimum: 0, maximum: 1_000, description: '0 rests the list' });

/** PUT /api/dialing-order/campaigns/:campaignId?version= */
export const CampaignOrderBody = closed({
  priorities: PriorityChoiceBody,
  /** A list that is not named keeps its weight. */
  weights: Type.Array(closed({ listId: id(), weight: weight() }), { maxItems: 1_000 }),
});
export type CampaignOrderBody = Type.Static<typeof CampaignOrderBody>;

/** GET /api/dialing-order: every level, and what comes of them. */
export const DialingOrderRows = closed({
  types: Type.Array(oneOf(PRIORITY_TYPES)),
  usual: Priorities,
  site: PriorityChoiceBody,
  campaigns: Type.Array(
    closed({
      id: id(),
      name: name(),
      version: Type.Integer(),
      priorities: PriorityChoiceBody,
      lists: Type.Array(closed({ listId: id(), name: name(), weight: weight() })),
    }),
  ),
  groups: Type.Array(
    closed({
      id: id(),
      name: name(),
      campaignId: id(),
      priorities: PriorityChoiceBody,
      /** What holds for it in the end. */
      effective: Priorities,
    }),
  ),
});
export type DialingOrderRows = Type.Static<typeof DialingOrderRows>;

const fieldKey = () => Type.String({ pattern: '^@?[a-z][a-z0-9_-]{0,39}$' });

export const ConditionBody = closed({
  field: fieldKey(),
  operator: oneOf(OPERATORS),
  value: Type.Optional(
    Type.Union([Type.String({ maxLength: 400 }), Type.Number(), Type.Boolean()]),
  ),
});
export type ConditionBody = Type.Static<typeof ConditionBody>;

/** PUT /api/calling-lists/:listId/selection?version= */
export const SelectionBody = closed({
  filter: closed({
    match: oneOf(['all', 'any']),
    conditions: Type.Array(ConditionBody, { maxItems: 20 }),
  }),
  sort: Type.Array(closed({ field: fieldKey(), descending: Type.Boolean() }), { maxItems: 2 }),
});
export type SelectionBody = Type.Static<typeof SelectionBody>;

const persons = (description: string) => Type.Integer({ minimum: 0, description });

/** GET /api/calling-lists/:listId/selection. */
export const SelectionRow = closed({
  ...SelectionBody.properties,
  version: Type.Integer({ minimum: 0, description: 'Of the selection; goes up with each change' }),
  /** Of the persons who wait to be called. */
  passing: persons('May be called'),
  heldBack: persons('Do not pass'),
  unseen: persons('Not looked at yet: in some seconds'),
});
export type SelectionRow = Type.Static<typeof SelectionRow>;
