import type { CampaignSettings } from '@outpace/protocol/campaigns.ts';
import type { Choice } from './voice-choices.ts';

export const MINUTE_MS = 60_000;

export const AWAY_CHOICES: readonly Choice<CampaignSettings['callbacks']['whenAway']>[] = [
  {
    value: 'group',
    label: 'Anybody of the campaign calls',
    sentence: 'Once it has waited for its agent, whoever has been ready longest is given it.',
  },
  {
    value: 'keep',
    label: 'It is kept for its agent',
    sentence: 'Nobody else calls, however long it takes, unless it is handed over.',
  },
];
