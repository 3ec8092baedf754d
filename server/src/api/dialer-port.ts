import type {
  AgentGroupId,
  AgentId,
  CampaignGroupId,
  ChainId,
  CommandId,
} from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import type { CommandOutcome } from '@outpace/engine/effect.ts';
import type { AgentCommand, SupervisorCommand } from '@outpace/engine/event.ts';
import type { Permission } from '@outpace/engine/interactions/allowed-actions.ts';
import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import type { AgentRow, SessionRow } from '@outpace/engine/views/supervisor-view.ts';
import type { ColleaguePermissions } from '@outpace/engine/views/team-view.ts';
import type { PacingDecisionRow } from '@outpace/protocol/pacing.ts';
import type { ChainWish } from '../dialer/out-of-turn.ts';

/** What the API needs of the dialer: commands in, views out. It never sees the state. */
export interface DialerPort {
  /** Logging on twice is logging on once. */
  agentLoggedOn(agent: {
    readonly agentId: AgentId;
    readonly name: string;
    readonly groupIds: readonly AgentGroupId[];
  }): void;
  agentConnected(agentId: AgentId): void;
  /** The last browser of the agent is gone; the dialer keeps the place for a grace time. */
  agentDisconnected(agentId: AgentId): void;
  /** Settles after the commit of what the command wrote. */
  agentCommand(
    agentId: AgentId,
    commandId: CommandId,
    command: AgentCommand,
  ): Promise<CommandOutcome>;
  /** `by` is the signed-in user, for the audit trail. */
  supervisorCommand(
    by: string,
    commandId: CommandId,
    command: SupervisorCommand,
  ): Promise<CommandOutcome>;
  /** A command about a chain that may wait in the store, or be in anybody's hand. */
  chainCommand(by: string, commandId: CommandId, wish: ChainWish): Promise<CommandOutcome>;
  /** Offered, called or talked with just now. */
  isWorkedOn(chainId: ChainId): boolean;
  /** It waits in the buffer of a loaded group. */
  isBuffered(chainId: ChainId): boolean;
  /**
   * Forgets those of them that wait in a buffer, and answers which those were. The caller holds the
   * lock of leases, so that they do not come back, and writes what becomes of them.
   */
  withdraw(chainIds: readonly ChainId[]): Promise<readonly ChainId[]>;
  /** A person's name was corrected and stored; screens that show it follow. */
  contactRenamed(chainId: ChainId, contactName: string): void;
  /** Undefined for an agent who is not logged on. */
  agentView(agentId: AgentId): AgentView | undefined;
  /** What `by` can do with this agent now, logged on or not. */
  colleaguePermissions(agentId: AgentId, by: AgentId): ColleaguePermissions;
  /** Whether somebody of this group can be called into a call now. */
  groupPermission(agentGroupId: AgentGroupId): Permission;
  sessionRows(): readonly SessionRow[];
  agentRows(): readonly AgentRow[];
  /**
   * Why the group dialed as much as it did, oldest first; ms since 1970, both included. What was
   * decided before `decidesSince` another process knew.
   */
  decisions(groupId: CampaignGroupId, from: number, to: number): readonly PacingDecisionRow[];
  readonly decidesSince: Instant;
  sessionRow(groupId: CampaignGroupId): SessionRow | undefined;
  agentRow(agentId: AgentId): AgentRow | undefined;
  now(): Instant;
  /** `fenced`: another engine has taken the site, and this one must not act any more. */
  health(): {
    readonly store: 'up' | 'down';
    readonly switch: 'up' | 'down';
    readonly fenced: boolean;
  };
}
