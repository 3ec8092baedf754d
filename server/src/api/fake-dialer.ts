import { EMPTY_DAY } from '@outpace/engine/agents/agent-session.ts';
import {
  type AgentGroupId,
  type AgentId,
  attemptId,
  type CampaignGroupId,
  type ChainId,
  type CommandId,
  campaignId,
  interactionId,
} from '@outpace/engine/basics/ids.ts';
import { ok } from '@outpace/engine/basics/result.ts';
import { type Instant, instant, millis } from '@outpace/engine/basics/time.ts';
import { USUAL_CALLBACK_RULES } from '@outpace/engine/calling-lists/callback.ts';
import { NO_COUNTS } from '@outpace/engine/dialing/dial-session.ts';
import type { CommandOutcome } from '@outpace/engine/effect.ts';
import type { AgentCommand, SupervisorCommand } from '@outpace/engine/event.ts';
import type { Permission } from '@outpace/engine/interactions/allowed-actions.ts';
import type { AgentView, InteractionView } from '@outpace/engine/views/agent-view.ts';
import type { AgentRow, SessionRow } from '@outpace/engine/views/supervisor-view.ts';
import type { ColleaguePermissions } from '@outpace/engine/views/team-view.ts';
import type { PacingDecisionRow } from '@outpace/protocol/pacing.ts';
import type { ChainWish } from '../dialer/out-of-turn.ts';
import type { DialerPort } from './dialer-port.ts';
import type { ScreenHub } from './screen-hub.ts';

/** A dialer without an engine: agents log on and off, commands are kept and answered as told. */
export class FakeDialer implements DialerPort {
  readonly views = new Map<AgentId, AgentView>();
  readonly sessions = new Map<CampaignGroupId, SessionRow>();
  readonly connected = new Set<AgentId>();
  readonly groupIds = new Map<AgentId, readonly AgentGroupId[]>();
  readonly agentCommands: { agentId: AgentId; commandId: CommandId; command: AgentCommand }[] = [];
  readonly supervisorCommands: { by: string; commandId: CommandId; command: SupervisorCommand }[] =
    [];
  readonly chainCommands: { by: string; commandId: CommandId; wish: ChainWish }[] = [];
  readonly workedOn = new Set<ChainId>();
  readonly buffered = new Set<ChainId>();
  readonly renamed: { chainId: ChainId; contactName: string }[] = [];
  outcome: CommandOutcome | Error = ok({ done: 'done' });
  state: ReturnType<DialerPort['health']> = { store: 'up', switch: 'up', fenced: false };
  /** Undefined: the true time, which the sessions in the database are measured by. */
  at: Instant | undefined;
  readonly #hub: ScreenHub;

  constructor(hub: ScreenHub) {
    this.#hub = hub;
  }

  agentLoggedOn(agent: {
    readonly agentId: AgentId;
    readonly name: string;
    readonly groupIds: readonly AgentGroupId[];
  }): void {
    this.groupIds.set(agent.agentId, agent.groupIds);
    if (this.views.has(agent.agentId)) return;
    // A turn later, as in the real one: whoever logs on has no view at first.
    queueMicrotask(() => {
      this.views.set(agent.agentId, fakeView(agent.agentId, agent.name));
      this.#hub.agentChanged(agent.agentId);
    });
  }

  /** The agent's line is held from now on. */
  engage(agentId: AgentId): void {
    const view = this.views.get(agentId);
    if (view === undefined) return;
    const actions = { 'log-off': 'ENGAGED', 'new-call': 'ENGAGED', exit: 'ENGAGED' } as const;
    this.views.set(agentId, { ...view, status: { ...view.status, phase: 'engaged', actions } });
  }

  agentConnected(agentId: AgentId): void {
    this.connected.add(agentId);
  }

  agentDisconnected(agentId: AgentId): void {
    this.connected.delete(agentId);
  }

  async agentCommand(
    agentId: AgentId,
    commandId: CommandId,
    command: AgentCommand,
  ): Promise<CommandOutcome> {
    this.agentCommands.push({ agentId, commandId, command });
    if (this.outcome instanceof Error) throw this.outcome;
    if (command.type === 'log-off') {
      this.views.delete(agentId);
      this.#hub.agentChanged(agentId);
    }
    return this.outcome;
  }

  async supervisorCommand(
    by: string,
    commandId: CommandId,
    command: SupervisorCommand,
  ): Promise<CommandOutcome> {
    this.supervisorCommands.push({ by, commandId, command });
    if (this.outcome instanceof Error) throw this.outcome;
    return this.outcome;
  }

  async chainCommand(by: string, commandId: CommandId, wish: ChainWish): Promise<CommandOutcome> {
    this.chainCommands.push({ by, commandId, wish });
    if (this.outcome instanceof Error) throw this.outcome;
    return this.outcome;
  }

  isWorkedOn = (chainId: ChainId): boolean => this.workedOn.has(chainId);
  isBuffered = (chainId: ChainId): boolean => this.buffered.has(chainId);
  withdraw = async (chainIds: readonly ChainId[]): Promise<readonly ChainId[]> =>
    chainIds.filter((id) => this.buffered.delete(id));

  contactRenamed(chainId: ChainId, contactName: string): void {
    this.renamed.push({ chainId, contactName });
  }

  /** Something happens to an agent, and the screens hear of it. */
  change(agentId: AgentId, view: Partial<AgentView>): void {
    const before = this.views.get(agentId) ?? fakeView(agentId, 'Nobody');
    this.views.set(agentId, { ...before, ...view });
    this.#hub.agentChanged(agentId);
  }

  load(groupId: CampaignGroupId, row: Partial<SessionRow> = {}): void {
    this.sessions.set(groupId, { ...fakeSession(groupId), ...row });
    this.#hub.sessionChanged(groupId);
  }

  unload(groupId: CampaignGroupId): void {
    this.sessions.delete(groupId);
    this.#hub.sessionChanged(groupId);
  }

  /** As it was made. */
  reset(): void {
    this.views.clear();
    this.sessions.clear();
    this.connected.clear();
    this.groupIds.clear();
    this.agentCommands.length = 0;
    this.supervisorCommands.length = 0;
    this.permissions.clear();
    this.chainCommands.length = 0;
    this.workedOn.clear();
    this.buffered.clear();
    this.renamed.length = 0;
    this.decided = [];
    this.decidesSince = instant(0);
    this.outcome = ok({ done: 'done' });
    this.state = { store: 'up', switch: 'up', fenced: false };
    this.at = undefined;
  }

  agentView = (agentId: AgentId): AgentView | undefined => this.views.get(agentId);
  /** Of agents and of groups, by id; everybody else is not logged on. */
  readonly permissions = new Map<string, Permission>();
  colleaguePermissions(agentId: AgentId): ColleaguePermissions {
    const permission = this.permissions.get(agentId) ?? 'AGENT_NOT_LOGGED_ON';
    return { callIn: permission, call: permission };
  }

  groupPermission = (agentGroupId: AgentGroupId): Permission =>
    this.permissions.get(agentGroupId) ?? 'TARGET_GROUP_NOT_READY';
  sessionRows = (): readonly SessionRow[] => [...this.sessions.values()];
  agentRows = (): readonly AgentRow[] => [...this.views.values()].map(fakeRow);
  sessionRow = (groupId: CampaignGroupId): SessionRow | undefined => this.sessions.get(groupId);
  decided: readonly PacingDecisionRow[] = [];
  decidesSince: Instant = instant(0);
  decisions = (_groupId: CampaignGroupId, from: number, to: number) =>
    this.decided.filter(({ at }) => at >= from && at <= to);
  now = (): Instant => this.at ?? instant(Date.now());
  health = (): ReturnType<DialerPort['health']> => this.state;

  agentRow(agentId: AgentId): AgentRow | undefined {
    const view = this.views.get(agentId);
    return view === undefined ? undefined : fakeRow(view);
  }
}

export const fakeView = (agentId: AgentId, name: string): AgentView => ({
  agentId,
  name,
  status: {
    phase: 'not-ready',
    reason: 'logged-on',
    since: instant(0),
    pending: undefined,
    holding: 'nothing',
    actions: { 'log-off': 'allowed', 'new-call': 'allowed', exit: 'allowed' },
  },
  phone: { kind: 'none' },
  reasons: [],
  notices: [],
  campaigns: [],
  offer: undefined,
  interaction: undefined,
  dialing: undefined,
  lastOutcome: undefined,
  lastShared: undefined,
  manual: {
    permission: 'MANUAL_CALL_NOT_ALLOWED',
    campaigns: [],
    placing: undefined,
    refused: undefined,
  },
  internal: undefined,
  undo: undefined,
  today: EMPTY_DAY,
});

const IN_CALL: InteractionView['actions'] = {
  'end-call': 'allowed',
  hold: 'allowed',
  mute: 'allowed',
  'send-digits': 'allowed',
  'start-recording': 'allowed',
  'pause-recording': 'allowed',
  'stop-recording': 'allowed',
  'correct-cpd': 'allowed',
  'set-call-result': 'allowed',
  'set-disposition': 'allowed',
  'do-not-call': 'allowed',
  'edit-record': 'allowed',
  note: 'allowed',
  'mark-done': 'CALL_STILL_UP',
  'extend-wrap-up': 'NOT_WRAPPING_UP',
  reschedule: 'allowed',
  recall: 'CALL_STILL_UP',
  transfer: 'allowed',
  conference: 'allowed',
  consult: 'allowed',
  'talk-with': 'NOT_CONSULTING',
  'complete-transfer': 'NOT_CONSULTING',
  'complete-conference': 'NOT_CONSULTING',
  'end-consultation': 'NOT_CONSULTING',
  'leave-consultation': 'NOT_CONSULTED',
};

/** A conversation with the person of this chain. */
export const fakeInteraction = (chainId: string): InteractionView => ({
  id: interactionId('i-now'),
  role: 'owner',
  ownerName: 'Alice',
  third: undefined,
  otherName: undefined,
  campaignName: 'Renewals',
  phase: 'connected',
  engaging: undefined,
  contactName: 'Somebody',
  phone: '+12125550142',
  contactType: 'home',
  chainId,
  recordId: '1',
  attempt: 1,
  attemptsMax: 10,
  openedAt: instant(0),
  connectedAt: instant(0),
  endedAt: undefined,
  endedBy: undefined,
  heldAt: undefined,
  rejoinBy: undefined,
  wrapUpUntil: undefined,
  muted: false,
  recording: { state: 'off' },
  attemptId: attemptId('a-now'),
  cpd: undefined,
  cpdSaid: undefined,
  caseFields: [],
  recordFields: [],
  responseCategoryId: undefined,
  outcomes: {
    callResults: ['answer'],
    dispositions: [],
    dispositionMandatory: false,
    frozenAfterCall: false,
  },
  draft: { callResult: 'answer', dispositionCode: undefined, doNotCall: undefined, note: '' },
  draftSavedAt: undefined,
  consequence: { type: 'closed' },
  actions: IN_CALL,
  zone: 'America/New_York',
  numbers: [],
  callbackRules: USUAL_CALLBACK_RULES,
  unmet: undefined,
  isRecall: false,
  recallWaits: false,
  takenBack: undefined,
});

const fakeRow = (view: AgentView): AgentRow => ({
  agentId: view.agentId,
  name: view.name,
  groupIds: [],
  phase: view.status.phase,
  reason: view.status.reason,
  since: view.status.since,
  pending: undefined,
  connected: true,
  campaignName: undefined,
  calls: 0,
  contacts: 0,
  talkMs: millis(0),
  timeOuts: 0,
  rejects: 0,
});

export const fakeSession = (groupId: CampaignGroupId): SessionRow => ({
  groupId,
  groupName: 'Summer renewals',
  campaignId: campaignId('c-1'),
  campaignName: 'Summer renewals',
  agentGroupName: 'Renewals team',
  phase: 'active',
  since: instant(0),
  mode: 'progressive',
  multiplier: 1,
  target: { kind: 'abandonment', share: 0.03 },
  autoComplete: false,
  waits: { records: false, ports: false, agents: false, trunks: false },
  buffered: 0,
  agents: { loggedOn: 0, ready: 0, reserved: 0, engaged: 0, talking: 0, wrapUp: 0, notReady: 0 },
  inAir: { offered: 0, dialing: 0, ringing: 0, waiting: 0, connected: 0 },
  counts: NO_COUNTS,
  abandonment: { share: undefined, low: 0, high: 0, limit: 0.03 },
  periodAbandonment: { share: undefined, low: 0, high: 0, limit: 0.03 },
  pacing: { ready: 0, waiting: 0, inAir: 0, wanted: 0, opened: 0, bound: 'nothing' },
});
