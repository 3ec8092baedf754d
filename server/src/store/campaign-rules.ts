import { callingListId } from '@outpace/engine/basics/ids.ts';
import { millis } from '@outpace/engine/basics/time.ts';
import type { CampaignRules } from '@outpace/engine/compliance/campaign-rules.ts';
import type { CampaignRulesBody } from '@outpace/protocol/compliance.ts';

/** The rules of a campaign as the engine asks them. */
export const campaignRules = (body: CampaignRulesBody): CampaignRules => ({
  profile: body.profile,
  hours: body.hours.map(({ listId, hours }) => ({
    hours,
    ...(listId === undefined ? {} : { listId: callingListId(listId) }),
  })),
  closedDates: body.closedDates,
  ...(body.calendars === undefined ? {} : { calendars: body.calendars }),
  limits: body.limits.map((limit) => ({ ...limit, windowMs: millis(limit.windowMs) })),
  without: body.without,
  ...(body.regionField === undefined ? {} : { regionField: body.regionField }),
  ...(body.loosened === undefined ? {} : { loosened: body.loosened }),
});
