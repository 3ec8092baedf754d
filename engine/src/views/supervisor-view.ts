import type { AgentPhase } from '../agents/agent-session.ts';
import type { AgentGroupId, AgentId, CampaignGroupId, CampaignId } from '../basics/ids.ts';
import type { Instant } from '../basics/time.ts';
import type { DialSessionPhase, SessionCounts, Waits } from '../dialing/dial-session.ts';
import type { PacingView } from '../pacing/controller.ts';

/** One dial session as its supervisor sees it. */
export type SessionRow = {
  readonly groupId: CampaignGroupId;
  readonly groupName: string;
  readonly campaignId: CampaignId;
  readonly campaignName: string;
  readonly agentGroupName: string;
  readonly phase: DialSessionPhase;
  readonly since: Instant;
  readonly mode: string;
  readonly multiplier: number;
  readonly autoComplete: boolean;
  readonly waits: Waits;
  readonly buffered: number;
  readonly agents: AgentTotals;
  readonly inAir: AirTotals;
  readonly counts: SessionCounts;
  readonly abandonment: AbandonmentView;
  /** Why pacing opened what it opened last. */
  readonly pacing: PacingView;
};

export type AgentTotals = {
  readonly loggedOn: number;
  readonly ready: number;
  readonly reserved: number;
  readonly talking: number;
  readonly wrapUp: number;
  readonly notReady: number;
};

export type AirTotals = {
  readonly offered: number;
  readonly dialing: number;
  readonly ringing: number;
  readonly waiting: number;
  readonly connected: number;
};

export type AbandonmentView = {
  /** Abandoned ÷ live answers, 0..1; undefined before the first live answer. */
  readonly share: number | undefined;
  /** 95 % Wilson interval of that share. */
  readonly low: number;
  readonly high: number;
  readonly limit: number;
};

export type AgentRow = {
  readonly agentId: AgentId;
  readonly name: string;
  readonly groupIds: readonly AgentGroupId[];
  readonly phase: AgentPhase;
  readonly reason: string | undefined;
  readonly since: Instant;
  readonly pending: string | undefined;
  readonly connected: boolean;
  readonly campaignName: string | undefined;
  readonly calls: number;
  readonly contacts: number;
  readonly talkMs: number;
  readonly timeOuts: number;
  readonly rejects: number;
};
