import type { AgentId, CampaignGroupId, RecordId } from './basics/ids.ts';
import { countedId, countedRecordId } from './basics/ids.ts';
import type { Instant } from './basics/time.ts';
import type { Effect } from './effect.ts';
import type { SiteState } from './state.ts';

/** One call of `step`: the state, the time, and what goes out in the end. */
export type Turn = {
  readonly state: SiteState;
  readonly at: Instant;
  readonly effects: Effect[];
  /** Whose view changed; told once, at the end. */
  readonly agentsChanged: Set<AgentId>;
  /** Whose promises changed: in the list that the store keeps of them. */
  readonly promisesChanged: Set<AgentId>;
  readonly sessionsChanged: Set<CampaignGroupId>;
  /** Sessions to match, pace and fill before the turn ends. */
  readonly toSettle: Set<CampaignGroupId>;
  /** Suppressed in this turn; purged from every hand before it ends. */
  readonly suppressed: Set<string>;
};

export function newTurn(state: SiteState, at: Instant): Turn {
  state.now = at;
  return {
    state,
    at,
    effects: [],
    agentsChanged: new Set(),
    promisesChanged: new Set(),
    sessionsChanged: new Set(),
    toSettle: new Set(),
    suppressed: new Set(),
  };
}

/** The next id of a kind; the caller brands it. */
export function nextId(state: SiteState, kind: Parameters<typeof countedId>[0]): string {
  state.idsGiven += 1;
  return countedId(kind, state.epoch, state.idsGiven);
}

/** The id of a record that is made here. */
export function nextRecordId(state: SiteState): RecordId {
  state.idsGiven += 1;
  return countedRecordId(state.epoch, state.idsGiven);
}

/** Everything that goes out, with one note per changed view. */
export function endTurn(turn: Turn): readonly Effect[] {
  for (const agentId of turn.agentsChanged) turn.effects.push({ type: 'agent-changed', agentId });
  for (const agentId of turn.promisesChanged) {
    turn.effects.push({ type: 'promises-changed', agentId });
  }
  for (const groupId of turn.sessionsChanged) {
    turn.effects.push({ type: 'session-changed', groupId });
  }
  return turn.effects;
}
