import type {
  AgentDay,
  AgentPhase,
  AgentSession,
  LastOutcome,
  Notice,
  PendingStatus,
} from '../agents/agent-session.ts';
import { holding } from '../agents/agent-session.ts';
import { must, unreachable } from '../basics/assert.ts';
import type { AgentId, AttemptId, CampaignGroupId, InteractionId, OfferId } from '../basics/ids.ts';
import type { Instant } from '../basics/time.ts';
import type { AgentCallResult } from '../calling-lists/call-result.ts';
import type { Chain } from '../calling-lists/chain.ts';
import type { CallingRecord, FieldValue } from '../calling-lists/record.ts';
import type {
  CampaignPlan,
  DispositionCode,
  FieldLayout,
  FieldType,
} from '../campaigns/campaign.ts';
import { attemptsMaxOf } from '../campaigns/campaign.ts';
import { fieldValue } from '../campaigns/field-layout.ts';
import { heldChain, interactionOf, sessionOf } from '../entities.ts';
import type { InteractionAction, Permission } from '../interactions/allowed-actions.ts';
import { permissionFor } from '../interactions/allowed-actions.ts';
import { dispositionOutcome } from '../interactions/disposition.ts';
import type { Draft, Interaction, InteractionPhase } from '../interactions/interaction.ts';
import type { SiteState } from '../state.ts';

/** Everything one agent may see, whole, at each change. Computed here, shown by the browser. */
export type AgentView = {
  readonly agentId: AgentId;
  readonly name: string;
  readonly status: StatusView;
  readonly reasons: readonly { readonly code: string; readonly label: string }[];
  readonly notices: readonly Notice[];
  readonly campaigns: readonly MyCampaign[];
  readonly offer: OfferView | undefined;
  readonly interaction: InteractionView | undefined;
  /** In progressive dialing without preview: the record that is being dialed for this agent. */
  readonly dialing: DialingView | undefined;
  readonly lastOutcome: LastOutcome | undefined;
  readonly undo: UndoView | undefined;
  readonly today: AgentDay;
};

export type StatusView = {
  readonly phase: AgentPhase;
  readonly reason: string | undefined;
  readonly since: Instant;
  readonly pending: PendingStatus | undefined;
  /** What smart logout waits for. */
  readonly holding: 'nothing' | 'offer' | 'call' | 'wrap-up';
};

export type MyCampaign = {
  readonly groupId: CampaignGroupId;
  readonly status: 'active' | 'running';
  readonly name: string;
  readonly mode: string;
  readonly delivery: 'manual' | 'automatic';
  readonly description: string;
};

/** One line of case or record information, ready to show. */
export type FieldView = {
  readonly key: string;
  readonly label: string;
  readonly type: FieldType;
  readonly value: FieldValue;
  readonly editable: boolean;
  readonly choices: readonly string[];
};

export type OfferView = {
  readonly id: OfferId;
  readonly campaignName: string;
  readonly contactName: string;
  readonly phone: string;
  readonly offeredAt: Instant;
  readonly until: Instant;
  readonly atEnd: 'time-out' | 'accept';
  readonly rejectAllowed: boolean;
  readonly fields: readonly FieldView[];
};

export type DialingView = {
  readonly campaignName: string;
  readonly contactName: string;
  readonly phone: string;
  readonly since: Instant;
  readonly phase: 'dialing' | 'ringing';
  readonly fields: readonly FieldView[];
};

export type InteractionView = {
  readonly id: InteractionId;
  readonly campaignName: string;
  readonly phase: InteractionPhase;
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
  readonly endedBy: 'agent' | 'contact' | undefined;
  readonly wrapUpUntil: Instant | undefined;
  readonly muted: boolean;
  readonly caseFields: readonly FieldView[];
  readonly recordFields: readonly FieldView[];
  readonly responses: readonly { readonly title: string; readonly text: string }[];
  readonly outcomes: {
    readonly callResults: readonly AgentCallResult[];
    readonly dispositions: readonly DispositionCode[];
    readonly dispositionMandatory: boolean;
    readonly frozenAfterCall: boolean;
  };
  readonly draft: Draft;
  readonly draftSavedAt: Instant | undefined;
  /** What Mark done would do to this record with the draft as it is. */
  readonly consequence: Consequence;
  readonly actions: Readonly<Record<InteractionAction, Permission>>;
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
  | { readonly type: 'next-in-chain'; readonly phone: string }
  | { readonly type: 'closed' }
  | { readonly type: 'blocked-number'; readonly phone: string }
  | { readonly type: 'blocked-person'; readonly numbers: number };

/** A do-not-call that can still be taken back. */
export type UndoView = {
  readonly interactionId: InteractionId;
  readonly contactName: string;
  readonly phone: string;
  readonly until: Instant;
};

/** What this agent sees now; undefined for somebody who is not logged on. */
export function agentView(state: SiteState, agentId: AgentId): AgentView | undefined {
  const agent = state.agents.get(agentId);
  if (agent === undefined) return undefined;
  return {
    agentId,
    name: agent.name,
    status: statusView(agent),
    reasons: state.reasons,
    notices: agent.notices,
    campaigns: myCampaigns(state, agent),
    offer: agent.phase === 'previewing' ? offerView(state, agent.offerId) : undefined,
    interaction: heldInteraction(state, agent),
    dialing: agent.phase === 'reserved' ? dialingView(state, agent.attemptId) : undefined,
    lastOutcome: agent.lastOutcome,
    undo: undoView(state, agentId),
    today: agent.today,
  };
}

const statusView = (agent: AgentSession): StatusView => ({
  phase: agent.phase,
  reason: agent.phase === 'not-ready' ? agent.reason : undefined,
  since: agent.since,
  pending: agent.pending,
  holding: holding(agent),
});

function myCampaigns(state: SiteState, agent: AgentSession): readonly MyCampaign[] {
  const mine: MyCampaign[] = [];
  for (const { plan, phase, mode, groupId } of state.sessions.values()) {
    if (!agent.groupIds.includes(plan.agentGroupId)) continue;
    if (phase !== 'active' && phase !== 'running') continue;
    const delivery = mode === 'preview' ? 'manual' : 'automatic';
    const { campaignName: name, description } = plan;
    mine.push({ groupId, status: phase, name, mode, delivery, description });
  }
  return mine;
}

function offerView(state: SiteState, id: OfferId): OfferView | undefined {
  const offer = state.offers.get(id);
  if (offer === undefined) return undefined;
  const { plan } = sessionOf(state, offer.groupId);
  const { chain } = heldChain(state, offer.chainId);
  const record = recordOf(chain, offer.recordId);
  return {
    id,
    campaignName: plan.campaignName,
    contactName: chain.contactName,
    phone: record.phone,
    offeredAt: offer.offeredAt,
    until: offer.until,
    atEnd: offer.atEnd,
    rejectAllowed: offer.rejectAllowed,
    fields: fieldViews(plan.previewFields, plan, chain, record),
  };
}

function dialingView(state: SiteState, id: AttemptId): DialingView | undefined {
  const attempt = state.attempts.get(id);
  if (attempt === undefined) return undefined;
  const { plan } = sessionOf(state, attempt.groupId);
  const { chain } = heldChain(state, attempt.chainId);
  const record = recordOf(chain, attempt.recordId);
  return {
    campaignName: plan.campaignName,
    contactName: chain.contactName,
    phone: attempt.phone,
    since: attempt.openedAt,
    phase: attempt.phase === 'dialing' ? 'dialing' : 'ringing',
    fields: fieldViews(plan.previewFields, plan, chain, record),
  };
}

function heldInteraction(state: SiteState, agent: AgentSession): InteractionView | undefined {
  if (agent.phase !== 'talking' && agent.phase !== 'wrap-up') return undefined;
  const interaction = interactionOf(state, agent.interactionId);
  const { plan } = sessionOf(state, interaction.groupId);
  const { chain } = heldChain(state, interaction.chainId);
  const record = recordOf(chain, interaction.recordId);
  const isOver = interaction.phase === 'wrap-up';
  const { callResults, dispositions, dispositionMandatory, frozenAfterCall } = plan.outcomes;
  return {
    id: interaction.id,
    campaignName: plan.campaignName,
    phase: interaction.phase,
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
    wrapUpUntil: isOver ? interaction.wrapUpUntil : undefined,
    muted: interaction.muted,
    caseFields: fieldViews(plan.caseFields, plan, chain, record),
    recordFields: fieldViews(plan.recordFields, plan, chain, record),
    responses: plan.responses,
    outcomes: { callResults, dispositions, dispositionMandatory, frozenAfterCall },
    draft: interaction.draft,
    draftSavedAt: interaction.draftSavedAt,
    consequence: consequence(state, plan, chain, interaction),
    actions: permissions(interaction.phase),
  };
}

/** The very function that Mark done uses, so that the line cannot promise something else. */
function consequence(
  state: SiteState,
  plan: CampaignPlan,
  chain: Chain,
  interaction: Interaction,
): Consequence {
  const said = dispositionOutcome(plan, chain, interaction, interaction.draft, state.now);
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
      return record === undefined ? { type: 'closed' } : { type: next.type, phone: record.phone };
    }
    case 'redial': {
      const { zone, phone } = recordOf(chain, interaction.recordId);
      return { type: 'redial', phone, dueAt: next.dueAt, zone };
    }
    default:
      return unreachable(next);
  }
}

const permissions = (phase: InteractionPhase): InteractionView['actions'] => ({
  'end-call': permissionFor('end-call', phase),
  mute: permissionFor('mute', phase),
  'set-call-result': permissionFor('set-call-result', phase),
  'set-disposition': permissionFor('set-disposition', phase),
  'do-not-call': permissionFor('do-not-call', phase),
  'edit-record': permissionFor('edit-record', phase),
  note: permissionFor('note', phase),
  'mark-done': permissionFor('mark-done', phase),
  'extend-wrap-up': permissionFor('extend-wrap-up', phase),
});

const fieldViews = (
  layouts: readonly FieldLayout[],
  plan: CampaignPlan,
  chain: Chain,
  record: CallingRecord,
): readonly FieldView[] =>
  layouts.map(({ key, label, type, editable, choices }) => {
    const value = fieldValue(key, plan, chain, record);
    return { key, label, type, value, editable, choices };
  });

function undoView(state: SiteState, agentId: AgentId): UndoView | undefined {
  for (const [interactionId, undo] of state.undos) {
    if (undo.agentId !== agentId) continue;
    const { contactName, phone, until } = undo;
    return { interactionId, contactName, phone, until };
  }
  return undefined;
}

const recordOf = (chain: Chain, id: string): CallingRecord =>
  must(
    chain.records.find((record) => record.id === id),
    `record ${id} of chain ${chain.id}`,
  );
