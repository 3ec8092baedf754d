import type { PacingAgentState, PacingEvent } from '@outpace/engine/pacing/contract.ts';

export type WatchedAgent = { state: PacingAgentState; since: number; talkSince: number };
export type WatchedCall = {
  phase: 'dialing' | 'answered' | 'live' | 'with-agent';
  readonly openedAt: number;
  answeredAt: number;
  connectedAt: number;
};

/** A call that has come to its end, as the rivals keep it for their statistics. */
export type PastCall = WatchedCall & {
  readonly endedAt: number;
  /** A person who was not given to an agent. */
  readonly isDropped: boolean;
};

/** What rivals know of a floor: who is where since when. Each counts from it what its rule asks. */
export class WatchedFloor {
  readonly agents = new Map<string, WatchedAgent>();
  readonly calls = new Map<string, WatchedCall>();
  readonly #onEnd: (call: PastCall) => void;

  constructor(onEnd: (call: PastCall) => void = () => undefined) {
    this.#onEnd = onEnd;
  }

  observe(event: PacingEvent): void {
    const { at } = event;
    switch (event.type) {
      case 'attempt-opened':
        this.calls.set(event.attemptId, {
          phase: 'dialing',
          openedAt: at,
          answeredAt: 0,
          connectedAt: 0,
        });
        return;
      case 'attempt-answered':
        return this.#change(event.attemptId, 'answered', at);
      case 'attempt-classified':
        if (event.verdict === 'person') this.#change(event.attemptId, 'live', at);
        return;
      case 'attempt-connected':
        return this.#change(event.attemptId, 'with-agent', at);
      case 'attempt-ended':
        return this.#end(event.attemptId, at);
      case 'agent-changed':
        return this.#changeAgent(event.agentId, event.state, at);
      case 'attempt-ringing':
      case 'limits-changed':
      case 'tick':
        return;
    }
  }

  /** Agents in one of these states. */
  count(...states: readonly PacingAgentState[]): number {
    let count = 0;
    for (const { state } of this.agents.values()) if (states.includes(state)) count += 1;
    return count;
  }

  /** Calls in one of these phases. */
  countCalls(...phases: readonly WatchedCall['phase'][]): number {
    let count = 0;
    for (const { phase } of this.calls.values()) if (phases.includes(phase)) count += 1;
    return count;
  }

  #change(attemptId: string, phase: WatchedCall['phase'], at: number): void {
    const call = this.calls.get(attemptId);
    if (call === undefined) return;
    call.phase = phase;
    if (phase === 'answered') call.answeredAt = at;
    if (phase === 'with-agent') call.connectedAt = at;
  }

  #end(attemptId: string, endedAt: number): void {
    const call = this.calls.get(attemptId);
    if (call === undefined) return;
    this.calls.delete(attemptId);
    this.#onEnd({ ...call, endedAt, isDropped: call.phase === 'live' });
  }

  #changeAgent(agentId: string, state: PacingAgentState, at: number): void {
    const talkSince = state === 'talking' ? at : (this.agents.get(agentId)?.talkSince ?? at);
    this.agents.set(agentId, { state, since: at, talkSince });
  }
}
