import type { CampaignGroupId } from '@outpace/engine/basics/ids.ts';
import { campaignGroupId } from '@outpace/engine/basics/ids.ts';
import type { CallingListRow } from '@outpace/protocol/calling-lists.ts';
import type { CampaignBody, CampaignGroupRow, CampaignRow } from '@outpace/protocol/campaigns.ts';
import type { AgentGroupRow } from '@outpace/protocol/people.ts';
import { demoCampaigns } from '../jobs/demo-campaigns.ts';
import type { TestApp } from './test-app.ts';

export type TestCampaign = {
  readonly list: CallingListRow;
  readonly agentGroup: AgentGroupRow;
  readonly campaign: CampaignRow;
  readonly group: CampaignGroupRow;
  readonly groupId: CampaignGroupId;
};

/** A campaign body that fits, with the given calling lists and nothing else unusual. */
export function campaignBody(name: string, listIds: readonly string[]): CampaignBody {
  const [demo] = demoCampaigns('none');
  if (demo === undefined) throw new Error('the demo has campaigns');
  const lists = listIds.map((listId) => ({ listId, weight: 10, attemptsMax: 10 }));
  return { ...demo, name, lists };
}

/** Made through the API, as an administrator would. */
export async function addCampaign(app: TestApp): Promise<TestCampaign> {
  const add = async <Row>(url: string, body: object): Promise<Row> => {
    const answer = await app.ask<Row>('administrator', url, { body });
    if (answer.status !== 200) throw new Error(`${url}: ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const list = await add<CallingListRow>('/api/calling-lists', {
    name: 'Customers',
    defaultCountry: 'US',
    defaultZone: 'America/New_York',
    dailyFrom: 28_800,
    dailyTill: 64_800,
    fields: [],
  });
  const agentGroup = await add<AgentGroupRow>('/api/agent-groups', {
    name: 'Team',
    members: ['agent'],
  });
  const campaign = await add<CampaignRow>('/api/campaigns', campaignBody('Renewals', [list.id]));
  const group = await add<CampaignGroupRow>('/api/campaign-groups', {
    name: 'Renewals · Team',
    campaignId: campaign.id,
    agentGroupId: agentGroup.id,
    mode: 'progressive',
    multiplier: 1,
  });
  return { list, agentGroup, campaign, group, groupId: campaignGroupId(group.id) };
}
