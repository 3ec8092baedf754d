import {
  attemptId,
  campaignGroupId,
  campaignId,
  chainId,
  recordId,
} from '@outpace/engine/basics/ids.ts';
import type { Validation } from '@outpace/engine/campaigns/validation.ts';
import type { ActionOf } from '../ports.ts';
import { storedPhone } from '../store/stored-phone.ts';

/** Of a range that is kept free for fiction: whoever it reaches, it is nobody's. */
const NUMBER = storedPhone('+12025550123', 'the number of the made-up record');

/** What would be asked before a dial of this campaign, about somebody who does not exist. */
export const madeUpQuestion = (
  campaign: { readonly id: string; readonly name: string },
  validation: Validation,
): ActionOf<'ask-validation'> => ({
  type: 'ask-validation',
  attemptId: attemptId('made-up'),
  validation,
  groupId: campaignGroupId('made-up'),
  campaignId: campaignId(campaign.id),
  campaignName: campaign.name,
  groupName: 'made up',
  listName: 'made up',
  mode: 'progressive',
  agentId: undefined,
  chainId: chainId('0'),
  contactName: 'Nobody',
  customerId: 'made-up',
  record: {
    id: recordId('0'),
    chainN: 0,
    phone: NUMBER,
    contactType: 'home',
    type: 'general',
    status: 'ready',
    callResult: 'unknown',
    attempts: 0,
    zone: 'America/New_York',
    dailyFrom: 0,
    dailyTill: 86_400,
    calledAt: undefined,
    agentId: undefined,
    fields: {},
  },
});
