import type { AgentSession } from '../agents/agent-session.ts';
import { must, unreachable } from '../basics/assert.ts';
import type { AgentId, AttemptId, InteractionId } from '../basics/ids.ts';
import { recordId } from '../basics/ids.ts';
import type { Instant } from '../basics/time.ts';
import type { AgentCallResult, CallResult } from '../calling-lists/call-result.ts';
import type { CallbackKind, CallbackRules } from '../calling-lists/callback.ts';
import type { Chain, TakenBack } from '../calling-lists/chain.ts';
import type { CallingRecord, FieldValue } from '../calling-lists/record.ts';
import type {
  CampaignPlan,
  DispositionCode,
  FieldLayout,
  FieldType,
} from '../campaigns/campaign.ts';
import { attemptsMaxOf } from '../campaigns/campaign.ts';
import { fieldValue, recordLayout } from '../campaigns/field-layout.ts';
import type { CpdFinding } from '../dialing/attempt.ts';
import { heldChain, interactionOf, sessionOf } from '../entities.ts';
import type { InteractionAction, Permission } from '../interactions/allowed-actions.ts';
import { dispositionOutcome } from '../interactions/disposition.ts';
import type {
  Draft,
  EndedBy,
  Interaction,
  InteractionPhase,
  Three,
} from '../interactions/interaction.ts';
import { isThree } from '../interactions/interaction.ts';
import { permissions } from '../interactions/permissions.ts';
import type { NumberView } from '../interactions/recall.ts';
import { numberViews } from '../interactions/recall.ts';
import type { Recording } from '../interactions/recording.ts';
import type { InteractionRole } from '../interactions/roles.ts';
import { asSeenBy, roleIn } from '../interactions/roles.ts';
import type { ConsultSide, ThirdParty, ThirdPurpose } from '../interactions/third-party.ts';
import type { SiteState } from '../state.ts';

/** One interaction as one of its agents sees it. */
export type InteractionView = {
  readonly id: InteractionId;
  readonly role: InteractionRole;
  /** Whose call and record it is. */
  readonly ownerName: string;
  readonly third: ThirdView | undefined;
  /** The other agent who may finish the record: for the owner and the partner. */
  readonly otherName: string | undefined;
  readonly campaignName: string;
  /** `engaging`: the agent is on the line, and the contact is not there yet. */
  readonly phase: InteractionPhase | 'engaging';
  /** What the engaging phase waits for. */
  readonly engaging: EngagingView | undefined;
  /** Empty as long as nobody knows who it will be. */
  readonly contactName: string;
  readonly phone: string;
  readonly contactType: string;
  readonly chainId: string;
  readonly recordId: string;
  /** This attempt's number on the record, from 1. */
  readonly attempt: number;
  readonly attemptsMax: number;
  readonly openedAt: Instant;
  readonly connectedAt: Instant | undefined;
  readonly endedAt: Instant | undefined;
  readonly endedBy: EndedBy | undefined;
  readonly heldAt: Instant | undefined;
  /** Until when the agent's lost sound may come back. */
  readonly rejoinBy: Instant | undefined;
  readonly wrapUpUntil: Instant | undefined;
  readonly muted: boolean;
  readonly recording: Recording;
  readonly attemptId: AttemptId | undefined;
  /** What call progress detection found, and what the agent said of it. */
  readonly cpd: CpdFinding | undefined;
  readonly cpdSaid: 'person' | 'machine' | undefined;
  readonly caseFields: readonly FieldView[];
  readonly recordFields: readonly FieldView[];
  /** The branch of the responses that is the campaign's script. */
  readonly responseCategoryId: string | undefined;
  readonly outcomes: {
    readonly callResults: readonly AgentCallResult[];
    readonly dispositions: readonly DispositionCode[];
    readonly dispositionMandatory: boolean;
    readonly frozenAfterCall: boolean;
  };
  readonly draft: Draft;
  readonly draftSavedAt: Instant | undefined;
  /** What Mark done would do to this record with the draft as it is. */
  readonly consequence: Consequence | undefined;
  readonly actions: Readonly<Record<InteractionAction, Permission>>;
  /** Zone of the contact, first on the screen. */
  readonly zone: string;
  /** Every number of the person, and whether it may be called now. */
  readonly numbers: readonly NumberView[];
  readonly callbackRules: CallbackRules;
  /** How the last recall ended that reached nobody. */
  readonly unmet: CallResult | undefined;
  /** The person has been called before from this screen. */
  readonly isRecall: boolean;
  /** Whom the agent wants to call again is called as soon as the agent's own phone is up. */
  readonly recallWaits: boolean;
  readonly takenBack: TakenBack | undefined;
};

/** The third party of the call, and who hears whom. */
export type ThirdView = {
  /** The name of an agent, or the number. */
  readonly name: string;
  readonly kind: 'agent' | 'number';
  readonly purpose: ThirdPurpose;
  readonly state: ThirdParty['state'];
  readonly since: Instant;
  readonly side: ConsultSide;
  /** The owner leaves as soon as the third party is in their place. */
  readonly takesOver: boolean;
};

/** The truth about a line that is held for somebody. */
export type EngagingView = {
  /** For the record that is shown, or for whoever answers a call of the campaign first. */
  readonly isAssured: boolean;
  /** Since when the agent is on the line; undefined: their phone is being called. */
  readonly upAt: Instant | undefined;
  readonly call: 'none' | 'dialing' | 'ringing';
  /** When the present attempt ends at the latest. */
  readonly until: Instant | undefined;
};

/** The live line under the dispositions, as facts; the screen puts them in words. */
export type Consequence =
  | {
      readonly type: 'redial';
      readonly phone: string;
      readonly dueAt: Instant;
      /** Zone of the contact, first on the screen. */
      readonly zone: string;
    }
  | {
      readonly type: 'next-in-chain';
      readonly phone: string;
      readonly zone: string;
      /** Undefined: now. */
      readonly dueAt: Instant | undefined;
    }
  | {
      readonly type: 'callback';
      readonly kind: CallbackKind;
      readonly phone: string;
      readonly dueAt: Instant;
      readonly zone: string;
    }
  /** Whoever is outside has the person, until then at the latest. */
  | { readonly type: 'delegated'; readonly dueAt: Instant; readonly zone: string }
  | { readonly type: 'closed' }
  | { readonly type: 'blocked-number'; readonly phone: string }
  | { readonly type: 'blocked-person'; readonly numbers: number };

/** One line of case or record information, ready to show. */
export type FieldView = {
  readonly key: string;
  readonly label: string;
  readonly type: FieldType;
  readonly value: FieldValue;
  readonly editable: boolean;
  readonly choices: readonly string[];
};

/** `by`: for whom; whoever has no part in it sees what the owner sees. */
export function interactionView(
  state: SiteState,
  id: InteractionId,
  by: AgentId = interactionOf(state, id).agentId,
): InteractionView {
  const interaction = asSeenBy(interactionOf(state, id), by);
  const role = roleIn(interaction, by) ?? 'owner';
  const { plan } = sessionOf(state, interaction.groupId);
  const { chain, takenBack } = heldChain(state, interaction.chainId);
  const { suppressed, now: at } = state;
  const record = recordOf(chain, interaction.recordId);
  const isOver = interaction.phase === 'wrap-up';
  const { callResults, dispositions, dispositionMandatory, frozenAfterCall } = plan.outcomes;
  return {
    id: interaction.id,
    role,
    ownerName: nameOf(state, interaction.agentId),
    third: isThree(interaction) ? thirdView(state, interaction) : undefined,
    otherName: otherName(state, interaction, role),
    campaignName: plan.campaignName,
    phase: interaction.phase,
    engaging: undefined,
    contactName: chain.contactName,
    phone: interaction.phone,
    contactType: record.contactType,
    chainId: chain.id,
    recordId: record.id,
    attempt: record.attempts + 1,
    attemptsMax: attemptsMaxOf(plan, chain.listId),
    openedAt: interaction.openedAt,
    connectedAt: 'connectedAt' in interaction ? interaction.connectedAt : undefined,
    endedAt: isOver ? interaction.endedAt : undefined,
    endedBy: isOver ? interaction.endedBy : undefined,
    heldAt: interaction.phase === 'on-hold' ? interaction.heldAt : undefined,
    rejoinBy: interaction.phase === 'reconnecting' ? interaction.giveUpAt : undefined,
    wrapUpUntil: isOver ? interaction.wrapUpUntil : undefined,
    muted: interaction.muted,
    recording: interaction.recording,
    attemptId: interaction.attemptId,
    cpd: isOver ? interaction.cpd : state.attempts.get(interaction.attemptId)?.cpd,
    cpdSaid: interaction.cpdSaid,
    caseFields: fieldViews(plan.caseFields, plan, chain, record),
    recordFields: fieldViews(recordLayout(plan, chain.listId), plan, chain, record),
    responseCategoryId: plan.responseCategoryId,
    outcomes: { callResults, dispositions, dispositionMandatory, frozenAfterCall },
    draft: interaction.draft,
    draftSavedAt: interaction.draftSavedAt,
    consequence: consequence(state, plan, chain, interaction),
    actions: permissions({ plan, isSwitchUp: state.isSwitchUp, takenBack }, interaction, role),
    zone: record.zone,
    numbers: numberViews(interaction, { plan, chain, suppressed, takenBack, at }),
    callbackRules: plan.callbacks,
    unmet: interaction.unmet,
    isRecall: interaction.earlier !== undefined,
    recallWaits: isRecallWaiting(state.agents.get(by)),
    takenBack,
  };
}

const isRecallWaiting = (agent: AgentSession | undefined): boolean =>
  agent?.phase === 'wrap-up' && agent.recallTo !== undefined;

function thirdView(state: SiteState, interaction: Three): ThirdView {
  const { target, purpose, state: stage, since, takesOver } = interaction.third;
  const name = target.kind === 'agent' ? nameOf(state, target.agentId) : target.phone;
  const side = interaction.phase === 'conference' ? 'both' : interaction.side;
  return { name, kind: target.kind, purpose, state: stage, since, side, takesOver };
}

function otherName(
  state: SiteState,
  { agentId, partner }: Interaction,
  role: InteractionRole,
): string | undefined {
  if (partner === undefined || role === 'consulted') return undefined;
  return nameOf(state, role === 'owner' ? partner.agentId : agentId);
}

/** An agent who has left meanwhile is still called something. */
const nameOf = (state: SiteState, id: AgentId): string => state.agents.get(id)?.name ?? id;

/** The very function that Mark done uses, so that the line cannot promise something else. */
function consequence(
  state: SiteState,
  plan: CampaignPlan,
  chain: Chain,
  interaction: Interaction,
): Consequence {
  const { suppressed } = state;
  const { takenBack } = heldChain(state, interaction.chainId);
  const circumstances = { plan, chain, suppressed, takenBack, newId: recordId('') };
  const said = dispositionOutcome(circumstances, interaction, interaction.draft, state.now);
  if (said.doNotCall === 'number') return { type: 'blocked-number', phone: interaction.phone };
  if (said.doNotCall === 'person') {
    return { type: 'blocked-person', numbers: chain.records.length };
  }
  const { next, after } = said;
  switch (next.type) {
    case 'close':
      return { type: 'closed' };
    case 'next-in-chain': {
      const record = chain.records[after.position];
      if (record === undefined) return { type: 'closed' };
      return { type: next.type, phone: record.phone, zone: record.zone, dueAt: next.dueAt };
    }
    case 'callback': {
      const promised = chain.records[after.position] ?? after.added?.[0];
      const { zone, phone } = promised ?? recordOf(chain, interaction.recordId);
      return { type: next.type, kind: next.kind, phone, dueAt: next.dueAt, zone };
    }
    case 'redial': {
      const { zone, phone } = recordOf(chain, interaction.recordId);
      return { type: 'redial', phone, dueAt: next.dueAt, zone };
    }
    case 'delegate': {
      const { zone } = recordOf(chain, interaction.recordId);
      return { type: 'delegated', dueAt: next.dueAt, zone };
    }
    default:
      return unreachable(next);
  }
}

export const fieldViews = (
  layouts: readonly FieldLayout[],
  plan: CampaignPlan,
  chain: Chain,
  record: CallingRecord,
): readonly FieldView[] =>
  layouts.map(({ key, label, type, editable, choices }) => {
    const value = fieldValue(key, plan, chain, record);
    return { key, label, type, value, editable, choices };
  });

export const recordOf = (chain: Chain, id: string): CallingRecord =>
  must(
    chain.records.find((record) => record.id === id),
    `record ${id} of chain ${chain.id}`,
  );
