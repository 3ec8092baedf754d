import type { EngagedRecord, Engagement } from '../agents/engagement.ts';
import type { AgentId } from '../basics/ids.ts';
import type { Chain } from '../calling-lists/chain.ts';
import type { CallingRecord } from '../calling-lists/record.ts';
import type { CampaignPlan } from '../campaigns/campaign.ts';
import { attemptsMaxOf } from '../campaigns/campaign.ts';
import { campaignValue, recordLayout } from '../campaigns/field-layout.ts';
import { agentOf, attemptOf, heldChain, sessionOf } from '../entities.ts';
import { EMPTY_DRAFT } from '../interactions/interaction.ts';
import { engagingPermissions } from '../interactions/permissions.ts';
import { NOT_RECORDED } from '../interactions/recording.ts';
import type { SiteState } from '../state.ts';
import type { EngagingView, FieldView, InteractionView } from './interaction-view.ts';
import { fieldViews, recordOf } from './interaction-view.ts';

/**
 * The interaction of an agent who is on the line while nobody else is. Of an assured customer all
 * is known; with seizing the campaign alone, and the same places fill when somebody is connected.
 */
export function engagingView(
  state: SiteState,
  engagement: Engagement,
  agentId: AgentId,
): InteractionView {
  const { plan } = sessionOf(state, engagement.groupId);
  const { interactionId: id, openedAt, muted, note, noteSavedAt, record } = engagement;
  const { callResults, dispositions, dispositionMandatory, frozenAfterCall } = plan.outcomes;
  return {
    id,
    ownerName: agentOf(state, agentId).name,
    campaignName: plan.campaignName,
    phase: 'engaging',
    engaging: engaging(state, engagement),
    ...who(state, plan, record),
    ...NOTHING_YET,
    openedAt,
    muted,
    attemptId: engagement.phase === 'dialing' ? engagement.attemptId : undefined,
    responseCategoryId: plan.responseCategoryId,
    outcomes: { callResults, dispositions, dispositionMandatory, frozenAfterCall },
    draft: { ...EMPTY_DRAFT, callResult: plan.outcomes.preselected, note },
    draftSavedAt: noteSavedAt,
    callbackRules: plan.callbacks,
    actions: engagingPermissions(),
  };
}

/** What only a conversation has. */
const NOTHING_YET = {
  role: 'owner',
  third: undefined,
  otherName: undefined,
  connectedAt: undefined,
  endedAt: undefined,
  endedBy: undefined,
  heldAt: undefined,
  rejoinBy: undefined,
  wrapUpUntil: undefined,
  recording: NOT_RECORDED,
  cpd: undefined,
  cpdSaid: undefined,
  consequence: undefined,
  numbers: [],
  unmet: undefined,
  isRecall: false,
  recallWaits: false,
  takenBack: undefined,
} as const;

function engaging(state: SiteState, engagement: Engagement): EngagingView {
  const isAssured = engagement.record !== undefined;
  if (engagement.phase === 'opening') {
    return { isAssured, upAt: undefined, call: 'none', until: engagement.answerBy };
  }
  const { upAt } = engagement;
  if (engagement.phase === 'engaged') return { isAssured, upAt, call: 'none', until: undefined };
  const attempt = attemptOf(state, engagement.attemptId);
  // Not dialed yet: the answer to whether it may be is on its way.
  if (attempt.phase === 'validating') return { isAssured, upAt, call: 'none', until: undefined };
  const until = 'giveUpAt' in attempt ? attempt.giveUpAt : undefined;
  return { isAssured, upAt, call: attempt.phase === 'dialing' ? 'dialing' : 'ringing', until };
}

type Who = Pick<
  InteractionView,
  | 'contactName'
  | 'phone'
  | 'contactType'
  | 'zone'
  | 'chainId'
  | 'recordId'
  | 'attempt'
  | 'attemptsMax'
  | 'caseFields'
  | 'recordFields'
>;

function who(state: SiteState, plan: CampaignPlan, record: EngagedRecord | undefined): Who {
  if (record === undefined) return nobody(plan);
  const { chain } = heldChain(state, record.chainId);
  return somebody(plan, chain, recordOf(chain, record.recordId));
}

const somebody = (plan: CampaignPlan, chain: Chain, record: CallingRecord): Who => ({
  contactName: chain.contactName,
  phone: record.phone,
  contactType: record.contactType,
  zone: record.zone,
  chainId: chain.id,
  recordId: record.id,
  attempt: record.attempts + 1,
  attemptsMax: attemptsMaxOf(plan, chain.listId),
  caseFields: fieldViews(plan.caseFields, plan, chain, record),
  recordFields: fieldViews(recordLayout(plan, chain.listId), plan, chain, record),
});

/** The lines are there, so that nothing jumps when they fill. */
function nobody(plan: CampaignPlan): Who {
  const lines = (layouts: CampaignPlan['caseFields']): readonly FieldView[] =>
    layouts.map((layout) => ({ ...layout, value: campaignValue(layout.key, plan) ?? null }));
  return {
    contactName: '',
    phone: '',
    contactType: 'none',
    zone: '',
    chainId: '',
    recordId: '',
    attempt: 0,
    attemptsMax: 0,
    caseFields: lines(plan.caseFields),
    recordFields: lines(plan.recordFields),
  };
}
