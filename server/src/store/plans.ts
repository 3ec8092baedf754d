import { must } from '@outpace/engine/basics/assert.ts';
import type {
  AgentGroupId,
  CallingListId,
  CampaignGroupId,
  CampaignId,
  SiteId,
} from '@outpace/engine/basics/ids.ts';
import { millis } from '@outpace/engine/basics/time.ts';
import { CALL_RESULTS } from '@outpace/engine/calling-lists/call-result.ts';
import type { Treatment } from '@outpace/engine/calling-lists/treatment.ts';
import type { Assured } from '@outpace/engine/campaigns/assured.ts';
import type {
  CampaignLimits,
  CampaignList,
  CampaignPlan,
  Delivery,
  DialingMode,
  PastAnswers,
} from '@outpace/engine/campaigns/campaign.ts';
import {
  ABANDONMENT_PERIOD_MS,
  type EndedCount,
  pastAnswers,
} from '@outpace/engine/dialing/past-answers.ts';
import { CampaignSettings } from '@outpace/protocol/campaigns.ts';
import { Compile } from 'typebox/compile';
import type { PlanReader } from './plan-reader.ts';
import type { Queryable } from './queryable.ts';

type StoredPlan = {
  readonly groupId: CampaignGroupId;
  readonly groupName: string;
  readonly campaignId: CampaignId;
  readonly campaignName: string;
  readonly description: string;
  readonly agentGroupId: AgentGroupId;
  readonly agentGroupName: string;
  readonly mode: DialingMode;
  readonly multiplier: number;
  readonly assured: Assured;
  readonly responseCategoryId: string | null;
  readonly settings: unknown;
};

type EndedRow = Omit<EndedCount, 'result'> & { readonly result: number };

const settingsSchema = Compile(CampaignSettings);

/** Builds the plan that a dial session is loaded with, from the tables that a campaign lies in. */
export class StoredPlans implements PlanReader {
  readonly #db: Queryable;
  readonly #site: SiteId;

  constructor(db: Queryable, site: SiteId) {
    this.#db = db;
    this.#site = site;
  }

  /** Undefined when there is no such campaign group. */
  async plan(groupId: CampaignGroupId): Promise<CampaignPlan | undefined> {
    const found = await this.#db.query<StoredPlan>(
      `select g.id as "groupId", g.name as "groupName", c.id as "campaignId",
         c.name as "campaignName", c.description, a.id as "agentGroupId",
         a.name as "agentGroupName", g.mode, g.multiplier, g.assured,
         c.response_category_id as "responseCategoryId", c.settings
       from campaign_groups g
       join campaigns c on c.site = g.site and c.id = g.campaign_id
       join agent_groups a on a.site = g.site and a.id = g.agent_group_id
       where g.site = $1 and g.id = $2`,
      [this.#site, groupId],
    );
    const stored = found.rows[0];
    if (stored === undefined) return undefined;
    const { settings: json, responseCategoryId, ...names } = stored;
    // Checked when it was written; checked again because an older release may have written it.
    const settings = settingsSchema.Parse(json);
    return {
      ...names,
      delivery: deliveryOf(settings.delivery),
      autoDone: settings.autoDone,
      manualCalls: settings.manualCalls ?? false,
      limits: limitsOf(settings.limits),
      lists: await this.#lists(stored.campaignId),
      treatments: settings.treatments.map(treatmentOf),
      outcomes: { ...settings.outcomes, preselected: settings.outcomes.preselected ?? undefined },
      noticeFields: settings.noticeFields,
      previewFields: settings.previewFields,
      caseFields: settings.caseFields,
      recordFields: settings.recordFields,
      responseCategoryId: responseCategoryId ?? undefined,
      abandonMessage: settings.abandonMessage,
      voice: { ...settings.voice, rejoinMs: millis(settings.voice.rejoinMs) },
      callbacks: { ...settings.callbacks, waitMs: millis(settings.callbacks.waitMs) },
      past: await this.#past(stored.campaignId),
    };
  }

  /** What the law counts of the campaign, whichever of its groups made the calls. */
  async #past(campaignId: CampaignId): Promise<PastAnswers> {
    const found = await this.#db.query<EndedRow>(
      `select call_result as result, connected_at is not null as "wasConnected",
         count(*)::int as count
       from attempts
       where site = $1 and campaign_id = $2 and call_result is not null and mode <> 'manual'
         and opened_at >= now() - make_interval(secs => $3)
       group by 1, 2`,
      [this.#site, campaignId, ABANDONMENT_PERIOD_MS / 1000],
    );
    return pastAnswers(
      found.rows.map(({ result, ...row }) => ({
        ...row,
        result: must(CALL_RESULTS[result], `call result ${result}`),
      })),
    );
  }

  async #lists(campaignId: CampaignId): Promise<readonly CampaignList[]> {
    const found = await this.#db.query<CampaignList & { readonly listId: CallingListId }>(
      `select l.list_id as "listId", n.name, l.weight, l.attempts_max as "attemptsMax"
       from campaign_lists l join calling_lists n on n.site = l.site and n.id = l.list_id
       where l.site = $1 and l.campaign_id = $2 order by l.place, l.list_id`,
      [this.#site, campaignId],
    );
    return found.rows;
  }
}

const deliveryOf = (delivery: CampaignSettings['delivery']): Delivery =>
  delivery.kind === 'auto-answer' ? delivery : { ...delivery, offerMs: millis(delivery.offerMs) };

const limitsOf = (limits: CampaignSettings['limits']): CampaignLimits => ({
  ringMs: millis(limits.ringMs),
  connectMsMax: millis(limits.connectMsMax),
  verdictMs: millis(limits.verdictMs),
  attemptsMax: limits.attemptsMax,
  wrapUpMs: millis(limits.wrapUpMs),
  wrapUpExtendMs: millis(limits.wrapUpExtendMs),
  coolDownMs: millis(limits.coolDownMs),
  abandonShareMax: limits.abandonShareMax,
});

const treatmentOf = (rule: CampaignSettings['treatments'][number]): Treatment =>
  rule.action === 'redial'
    ? {
        ...rule,
        intervalMs: millis(rule.intervalMs),
        incrementMs: millis(rule.incrementMs),
      }
    : rule;
