import { must } from '@outpace/engine/basics/assert.ts';
import {
  type AgentGroupId,
  type CallingListId,
  type CampaignGroupId,
  type CampaignId,
  callingListId,
  type SiteId,
} from '@outpace/engine/basics/ids.ts';
import { instant, millis } from '@outpace/engine/basics/time.ts';
import { CALL_RESULTS } from '@outpace/engine/calling-lists/call-result.ts';
import { type PriorityChoice, prioritiesOf } from '@outpace/engine/calling-lists/queue-rank.ts';
import type { Assured } from '@outpace/engine/campaigns/assured.ts';
import type { CallerIdSet, CallerIdShows } from '@outpace/engine/campaigns/caller-id-set.ts';
import type {
  CampaignLimits,
  CampaignList,
  CampaignPlan,
  Delivery,
  DialingMode,
  PastAnswers,
} from '@outpace/engine/campaigns/campaign.ts';
import type { VoiceSettings } from '@outpace/engine/campaigns/voice.ts';
import type { CampaignRules } from '@outpace/engine/compliance/campaign-rules.ts';
import { REST_HOURS } from '@outpace/engine/dialing/caller-ids.ts';
import {
  abandonmentPeriodMs,
  type EndedCount,
  pastAnswers,
} from '@outpace/engine/dialing/past-answers.ts';
import { memoryOf } from '@outpace/engine/pacing/memory.ts';
import { CampaignSettings, type StaffingBody } from '@outpace/protocol/campaigns.ts';
import { Compile } from 'typebox/compile';
import { callTreatmentsOf } from './call-treatments-of.ts';
import { campaignRules } from './campaign-rules.ts';
import type { PlanReader } from './plan-reader.ts';
import type { Queryable } from './queryable.ts';
import { storedPhone } from './stored-phone.ts';
import { treatmentOf } from './treatment-of.ts';
import { validationOf } from './validation-of.ts';

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
  readonly staffing: StaffingBody;
  readonly groupPriorities: PriorityChoice;
  readonly campaignPriorities: PriorityChoice;
  readonly sitePriorities: PriorityChoice;
  readonly responseCategoryId: string | null;
  readonly settings: unknown;
  /** Null: nothing was kept yet. */
  readonly memory: unknown;
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
         g.staffing, g.priorities as "groupPriorities",
         c.priorities as "campaignPriorities", s.priorities as "sitePriorities",
         c.response_category_id as "responseCategoryId", c.settings, m.memory
       from campaign_groups g
       join campaigns c on c.site = g.site and c.id = g.campaign_id
       join sites s on s.site = g.site
       join agent_groups a on a.site = g.site and a.id = g.agent_group_id
       left join pacing_memories m on m.site = c.site and m.campaign_id = c.id
       where g.site = $1 and g.id = $2`,
      [this.#site, groupId],
    );
    const stored = found.rows[0];
    if (stored === undefined) return undefined;
    const { settings: json, responseCategoryId, memory, staffing, ...rest } = stored;
    const { groupPriorities, campaignPriorities, sitePriorities, ...names } = rest;
    // Checked when it was written; checked again because an older release may have written it.
    const settings = settingsSchema.Parse(json);
    const rules = settings.rules === undefined ? undefined : campaignRules(settings.rules);
    const { validation } = settings;
    return {
      ...names,
      staffing: { ...staffing, agentsMax: staffing.agentsMax ?? undefined },
      delivery: deliveryOf(settings.delivery),
      autoDone: settings.autoDone,
      manualCalls: settings.manualCalls ?? false,
      limits: limitsOf(settings.limits),
      lists: await this.#lists(stored.campaignId),
      priorities: prioritiesOf({
        group: groupPriorities,
        campaign: campaignPriorities,
        site: sitePriorities,
      }),
      treatments: settings.treatments.map(treatmentOf),
      outcomes: { ...settings.outcomes, preselected: settings.outcomes.preselected ?? undefined },
      noticeFields: settings.noticeFields,
      previewFields: settings.previewFields,
      caseFields: settings.caseFields,
      recordFields: settings.recordFields,
      recordFieldsOf: settings.recordFieldsOf?.map(({ listId, fields }) => ({
        ...{ listId: callingListId(listId), fields },
      })),
      responseCategoryId: responseCategoryId ?? undefined,
      abandonMessage: settings.abandonMessage,
      voice: voiceOf(settings.voice),
      callbacks: { ...settings.callbacks, waitMs: millis(settings.callbacks.waitMs) },
      ...(rules === undefined ? {} : { rules }),
      ...(validation ? { validation: validationOf(validation) } : {}),
      past: await this.#past(stored.campaignId, rules),
      callerIds: await this.#callerIds(settings.callerIds),
      memory: memoryOf(memory),
    };
  }

  /**
   * What the law counts of the campaign, whichever of its groups made the calls. An agent who has
   * heard who answered knows better than the switch.
   */
  async #past(campaignId: CampaignId, rules: CampaignRules | undefined): Promise<PastAnswers> {
    const periodMs = abandonmentPeriodMs(rules, instant(Date.now()));
    const found = await this.#db.query<EndedRow>(
      `select coalesce(i.call_result, a.call_result) as result,
         a.connected_at is not null as "wasConnected", count(*)::int as count
       from attempts a
       left join interactions i on i.site = a.site and i.chain_id = a.chain_id
         and i.attempt_id = a.id and a.connected_at is not null
       where a.site = $1 and a.campaign_id = $2 and a.call_result is not null
         and a.mode <> 'manual' and a.opened_at >= now() - make_interval(secs => $3)
       group by 1, 2`,
      [this.#site, campaignId, periodMs / 1000],
    );
    return pastAnswers(
      found.rows.map(({ result, ...row }) => ({
        ...row,
        result: must(CALL_RESULTS[result], `call result ${result}`),
      })),
    );
  }

  /** With how often each was shown within the day, for whichever campaign. */
  async #callerIds(saved: CampaignSettings['callerIds']): Promise<CallerIdSet | undefined> {
    if (saved === undefined || saved === null) return undefined;
    const numbers = saved.numbers.map((number) => storedPhone(number, `the caller id ${number}`));
    const found = await this.#db.query<CallerIdShows>(
      `select caller_id as number, floor(extract(epoch from opened_at) / 3600)::int as hour,
         count(*)::int as count
       from attempts
       where site = $1 and caller_id = any($2)
         and opened_at >= now() - make_interval(hours => $3)
       group by 1, 2`,
      [this.#site, numbers, REST_HOURS + 1],
    );
    const { choice, showsMax } = saved;
    return { numbers, choice, showsMax: showsMax ?? undefined, shown: found.rows };
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

const voiceOf = (voice: CampaignSettings['voice']): VoiceSettings => ({
  ...voice,
  cpd: { ...voice.cpd, callTreatments: callTreatmentsOf(voice.cpd.callTreatments) },
  rejoinMs: millis(voice.rejoinMs),
});

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
