import type { CampaignSettings } from '@outpace/protocol/campaigns.ts';

/** What every part of the campaign editor gets: the settings as typed, and the way to change. */
export type SettingsPart = {
  readonly settings: CampaignSettings;
  readonly change: (part: Partial<CampaignSettings>) => void;
};
