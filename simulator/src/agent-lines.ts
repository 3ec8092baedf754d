import type { PhoneNeed } from '@outpace/engine/agents/agent-phone.ts';
import { unreachable } from '@outpace/engine/basics/assert.ts';
import type { AgentId } from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { after, millis } from '@outpace/engine/basics/time.ts';
import type { Action } from '@outpace/engine/effect.ts';
import type { PhoneEvent } from '@outpace/engine/event.ts';

export type LineOrder = Extract<Action, { type: 'set-agent-phone' | 'raise-agent' | 'drop-agent' }>;

/** A leg on its way; comes to nothing when it was dropped or raised anew since. */
export type LineWake = {
  readonly at: Instant;
  readonly agentId: AgentId;
  readonly raised: number;
  readonly what: 'leg-up' | 'leg-failed';
};

export type LineTurn = {
  readonly events: readonly PhoneEvent[];
  readonly wakes: readonly LineWake[];
};

/** An agent's phone, and the leg to it. */
type Line = {
  readonly kind: 'browser' | 'desk';
  readonly isRegistered: boolean;
  readonly leg: 'down' | 'raising' | 'up';
  /** How often it was raised: tells a leg that is awaited from one that was given up. */
  readonly raised: number;
};

const NEW_LINE: Line = { kind: 'browser', isRegistered: false, leg: 'down', raised: 0 };

/** From the order until an agent's leg is up. */
const RAISE_MS = millis(200);
/** Until a phone that cannot be called is said to have failed. */
const FAIL_MS = millis(50);

const NOTHING: LineTurn = { events: [], wakes: [] };

/** The agents' side of the simulated switch, without a clock. */
export class AgentLines {
  readonly #need: PhoneNeed;
  readonly #fails: () => boolean;
  readonly #lines = new Map<AgentId, Line>();

  /** `fails`: the next leg will not come up, although the phone could be called. */
  constructor(need: PhoneNeed, fails: () => boolean = () => false) {
    this.#need = need;
    this.#fails = fails;
  }

  /** Agents whose leg is there. */
  get up(): readonly AgentId[] {
    return [...this.#lines].flatMap(([agentId, { leg }]) => (leg === 'up' ? [agentId] : []));
  }

  /** Where no phone is needed everybody is heard. */
  isUp(agentId: AgentId): boolean {
    return this.#need === 'none' || this.#line(agentId).leg === 'up';
  }

  isOrdered(agentId: AgentId): boolean {
    return this.#need === 'none' || this.#line(agentId).leg !== 'down';
  }

  /** Every leg goes, without a word; phones stay registered. */
  vanish(): void {
    for (const [agentId, line] of this.#lines) this.#lines.set(agentId, { ...line, leg: 'down' });
  }

  order(order: LineOrder, at: Instant): LineTurn {
    switch (order.type) {
      case 'set-agent-phone':
        return this.#choose(order.agentId, order.phone.kind);
      case 'raise-agent':
        return this.#raise(order.agentId, at);
      case 'drop-agent':
        this.#put(order.agentId, { leg: 'down' });
        return NOTHING;
      default:
        return unreachable(order);
    }
  }

  wake({ agentId, raised, what }: LineWake): LineTurn {
    const line = this.#line(agentId);
    if (line.leg !== 'raising' || line.raised !== raised) return NOTHING;
    const leg = what === 'leg-up' ? 'up' : 'failed';
    this.#put(agentId, { leg: leg === 'up' ? 'up' : 'down' });
    return said({ type: 'agent-leg', agentId, leg });
  }

  /** The browser registers, or is gone. A leg that is up goes on: only its loss ends it. */
  register(agentId: AgentId, isRegistered: boolean): LineTurn {
    if (this.#need === 'none') return NOTHING;
    this.#put(agentId, { isRegistered });
    if (this.#line(agentId).kind === 'desk') return NOTHING;
    return said({ type: 'phone-reachable', agentId, reachable: isRegistered });
  }

  /** The leg is gone, by the agent's hand or by the network's. */
  lose(agentId: AgentId, leg: 'hung-up' | 'lost'): LineTurn {
    if (this.#line(agentId).leg !== 'up') return NOTHING;
    this.#put(agentId, { leg: 'down' });
    return said({ type: 'agent-leg', agentId, leg });
  }

  /** Nothing is heard on the leg, or something again. */
  silence(agentId: AgentId, silent: boolean): LineTurn {
    if (this.#line(agentId).leg !== 'up') return NOTHING;
    return said({ type: 'agent-silent', agentId, silent });
  }

  #choose(agentId: AgentId, kind: Line['kind']): LineTurn {
    if (this.#need === 'none') return NOTHING;
    this.#put(agentId, { kind });
    if (kind === 'desk') return NOTHING;
    return said({
      type: 'phone-reachable',
      agentId,
      reachable: this.#line(agentId).isRegistered,
    });
  }

  #raise(agentId: AgentId, at: Instant): LineTurn {
    const { kind, isRegistered, leg, raised } = this.#line(agentId);
    if (leg === 'up') return said({ type: 'agent-leg', agentId, leg });
    if (leg === 'raising') return NOTHING;
    this.#put(agentId, { leg: 'raising', raised: raised + 1 });
    const canCome = (kind === 'desk' || isRegistered) && !this.#fails();
    const wake = { agentId, raised: raised + 1 };
    if (!canCome)
      return { events: [], wakes: [{ ...wake, at: after(at, FAIL_MS), what: 'leg-failed' }] };
    return { events: [], wakes: [{ ...wake, at: after(at, RAISE_MS), what: 'leg-up' }] };
  }

  #line(agentId: AgentId): Line {
    return this.#lines.get(agentId) ?? NEW_LINE;
  }

  #put(agentId: AgentId, change: Partial<Line>): void {
    this.#lines.set(agentId, { ...this.#line(agentId), ...change });
  }
}

const said = (event: PhoneEvent): LineTurn => ({ events: [event], wakes: [] });
