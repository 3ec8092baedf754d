import type {
  Condition,
  ListSelection,
  SelectableField,
} from '@outpace/engine/calling-lists/list-selection.ts';
import { RECORD_FIELDS } from '@outpace/engine/calling-lists/list-selection.ts';
import type { CampaignPlan } from '@outpace/engine/campaigns/campaign.ts';
import type { ChangeOrder } from '@outpace/engine/event.ts';
import type { Prng } from './prng.ts';

/** What people of the simulator have, as a list would say it. */
export const SELECTABLE: readonly SelectableField[] = [
  ...RECORD_FIELDS,
  { key: 'segment', type: 'choice', choices: ['gold', 'silver', 'tin'] },
];

const CONDITIONS: readonly Condition[] = [
  { field: 'segment', operator: 'equals', value: 'gold' },
  { field: 'segment', operator: 'differs', value: 'tin' },
  { field: '@attempts', operator: 'at-most', value: 1 },
  { field: '@last-result', operator: 'differs', value: 'busy' },
  { field: '@zone', operator: 'begins-with', value: 'America/' },
];

/** Whom to call next; now and then everybody again, so that every list comes to its end. */
export const drawSelection = (prng: Prng): ListSelection => ({
  filter: {
    match: prng.pick(['all', 'any'] as const),
    conditions: prng.chance(0.4) ? [] : [prng.pick(CONDITIONS), prng.pick(CONDITIONS)],
  },
  sort: prng.chance(0.5)
    ? []
    : [
        { field: 'segment', descending: prng.chance(0.5) },
        { field: '@attempts', descending: prng.chance(0.5) },
      ],
});

/** Somebody in front of the console turns what can be turned; all lists may come to rest. */
export const drawOrder = (prng: Prng, { groupId, lists }: CampaignPlan): ChangeOrder => ({
  type: 'change-order',
  groupId,
  priorities: {
    'campaign-callback': prng.between(1, 9),
    'campaign-rescheduled': prng.between(1, 9),
    general: prng.between(1, 9),
  },
  weights: lists.map(({ listId }) => ({ listId, weight: prng.pick([0, 1, 10, 100]) })),
});
