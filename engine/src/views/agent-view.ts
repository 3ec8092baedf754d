import type { AgentPhone } from '../agents/agent-phone.ts';
import type {
  AgentDay,
  AgentIn,
  AgentPhase,
  AgentSession,
  LastOutcome,
  LastShared,
  Notice,
  PendingStatus,
} from '../agents/agent-session.ts';
import { holding } from '../agents/agent-session.ts';
import { colleagueIn } from '../agents/internal-call.ts';
import type { RefusedCall } from '../agents/placing.ts';
import { manualSessions, placingProblem } from '../agents/placing.ts';
import type { SessionAction } from '../agents/session-actions.ts';
import { SESSION_PERMISSIONS } from '../agents/session-actions.ts';
import type {
  AgentId,
  AttemptId,
  CampaignGroupId,
  InteractionId,
  InternalCallId,
  OfferId,
} from '../basics/ids.ts';
import type { Instant } from '../basics/time.ts';
import type { CallbackKind } from '../calling-lists/callback.ts';
import type { Chain } from '../calling-lists/chain.ts';
import type { CallingRecord } from '../calling-lists/record.ts';
import { isCallback, ownerOf } from '../calling-lists/record.ts';
import type { AttemptPhase } from '../dialing/attempt.ts';
import { heldChain, sessionOf } from '../entities.ts';
import type { Permission } from '../interactions/allowed-actions.ts';
import type { SiteState } from '../state.ts';
import { engagingView } from './engaging-view.ts';
import type { FieldView, InteractionView } from './interaction-view.ts';
import { fieldViews, interactionView, recordOf } from './interaction-view.ts';

export type { Consequence, FieldView, InteractionView } from './interaction-view.ts';

/** Everything one agent may see, whole, at each change. Computed here, shown by the browser. */
export type AgentView = {
  readonly agentId: AgentId;
  readonly name: string;
  readonly status: StatusView;
  readonly phone: AgentPhone;
  readonly reasons: readonly { readonly code: string; readonly label: string }[];
  readonly notices: readonly Notice[];
  readonly campaigns: readonly MyCampaign[];
  readonly offer: OfferView | undefined;
  readonly interaction: InteractionView | undefined;
  /** In progressive dialing without preview: the record that is being dialed for this agent. */
  readonly dialing: DialingView | undefined;
  readonly lastOutcome: LastOutcome | undefined;
  readonly lastShared: LastShared | undefined;
  readonly manual: ManualView;
  readonly internal: InternalView | undefined;
  readonly undo: UndoView | undefined;
  readonly today: AgentDay;
};

/** Calls of the agent's own choice: whether one may be made now, and the one being set up. */
export type ManualView = {
  readonly permission: Permission;
  /** For which campaigns, first choice first. */
  readonly campaigns: readonly { readonly groupId: CampaignGroupId; readonly name: string }[];
  readonly placing:
    | { readonly phone: string; readonly since: Instant; readonly waitsFor: 'number' | 'phone' }
    | undefined;
  readonly refused: RefusedCall | undefined;
};

/** A call between this agent and a colleague. */
export type InternalView = {
  readonly id: InternalCallId;
  readonly role: 'caller' | 'colleague';
  /** Of the other one. */
  readonly name: string;
  readonly since: Instant;
} & ({ readonly state: 'ringing'; readonly until: Instant } | { readonly state: 'talking' });

export type StatusView = {
  readonly phase: AgentPhase;
  readonly reason: string | undefined;
  readonly since: Instant;
  readonly pending: PendingStatus | undefined;
  /** What smart logout waits for. */
  readonly holding: 'nothing' | 'offer' | 'call' | 'wrap-up';
  /** What the agent may do with the session now. */
  readonly actions: Readonly<Record<SessionAction, Permission>>;
};

export type MyCampaign = {
  readonly groupId: CampaignGroupId;
  readonly status: 'active' | 'running';
  readonly name: string;
  readonly mode: string;
  readonly delivery: 'manual' | 'automatic';
  readonly description: string;
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
  readonly callback: OfferedCallback | undefined;
  readonly fields: readonly FieldView[];
};

/** What was promised to the person, and by whom; has a ring of its own. */
export type OfferedCallback = {
  readonly kind: CallbackKind;
  readonly dueAt: Instant;
  readonly zone: string;
  /** Promised by the agent who sees it; false: by a colleague who is away. */
  readonly isMine: boolean;
};

export type DialingView = {
  readonly campaignName: string;
  readonly contactName: string;
  readonly phone: string;
  readonly since: Instant;
  /** `validating`: somebody outside is asked whether the call may be made. */
  readonly phase: 'validating' | 'dialing' | 'ringing';
  readonly fields: readonly FieldView[];
};

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
    phone: agent.phone,
    reasons: state.reasons,
    notices: agent.notices,
    campaigns: myCampaigns(state, agent),
    offer: agent.phase === 'previewing' ? offerView(state, agent.offerId) : undefined,
    interaction: interactionOfAgent(state, agent),
    dialing: agent.phase === 'reserved' ? dialingView(state, agent.attemptId) : undefined,
    lastOutcome: agent.lastOutcome,
    lastShared: agent.lastShared,
    manual: manualView(state, agent),
    internal: agent.phase === 'internal' ? internalView(state, agent) : undefined,
    undo: undoView(state, agentId),
    today: agent.today,
  };
}

function interactionOfAgent(state: SiteState, agent: AgentSession): InteractionView | undefined {
  if (agent.phase === 'engaged') return engagingView(state, agent.engagement, agent.agentId);
  return 'interactionId' in agent
    ? interactionView(state, agent.interactionId, agent.agentId)
    : undefined;
}

function manualView(state: SiteState, agent: AgentSession): ManualView {
  const sessions = manualSessions(agent, state.sessions.values());
  return {
    permission: placingProblem(agent, sessions[0], state.isSwitchUp, state.now) ?? 'allowed',
    campaigns: sessions.map(({ groupId, plan }) => ({ groupId, name: plan.campaignName })),
    placing: agent.phase === 'placing' ? placingView(agent) : undefined,
    refused: agent.refusedCall,
  };
}

function internalView(
  { agents }: SiteState,
  { agentId, internal }: AgentIn<'internal'>,
): InternalView {
  const { id, from, since } = internal;
  const colleague = agents.get(colleagueIn(internal, agentId));
  const role = from === agentId ? 'caller' : 'colleague';
  const common = { id, role, name: colleague?.name ?? '', since } as const;
  return internal.phase === 'ringing'
    ? { ...common, state: 'ringing', until: internal.giveUpAt }
    : { ...common, state: 'talking' };
}

const placingView = ({ placing, since }: Extract<AgentSession, { phase: 'placing' }>) => ({
  phone: placing.phone,
  since,
  waitsFor: placing.isChecked ? ('phone' as const) : ('number' as const),
});

const statusView = (agent: AgentSession): StatusView => ({
  phase: agent.phase,
  reason: agent.phase === 'not-ready' ? agent.reason : undefined,
  since: agent.since,
  pending: agent.pending,
  holding: holding(agent),
  actions: {
    'log-off': SESSION_PERMISSIONS['log-off'][agent.phase],
    'new-call': SESSION_PERMISSIONS['new-call'][agent.phase],
    exit: SESSION_PERMISSIONS.exit[agent.phase],
  },
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
    callback: offeredCallback(chain, record, offer.agentId),
    fields: fieldViews(plan.previewFields, plan, chain, record),
  };
}

function offeredCallback(
  { dueAt }: Chain,
  record: CallingRecord,
  agentId: AgentId,
): OfferedCallback | undefined {
  const owner = ownerOf(record);
  if (owner === undefined && !isCallback(record)) return undefined;
  const kind = owner === undefined ? 'campaign' : 'personal';
  return { kind, dueAt, zone: record.zone, isMine: owner === agentId };
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
    phase: dialingPhase(attempt.phase),
    fields: fieldViews(plan.previewFields, plan, chain, record),
  };
}

const dialingPhase = (phase: AttemptPhase): DialingView['phase'] =>
  phase === 'validating' || phase === 'dialing' ? phase : 'ringing';

function undoView(state: SiteState, agentId: AgentId): UndoView | undefined {
  for (const [interactionId, undo] of state.undos) {
    if (undo.agentId !== agentId) continue;
    const { contactName, phone, until } = undo;
    return { interactionId, contactName, phone, until };
  }
  return undefined;
}
