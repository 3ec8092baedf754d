import { must } from '@outpace/engine/basics/assert.ts';
import {
  agentGroupId,
  agentId,
  callingListId,
  commandId,
  siteId,
} from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { after, instant, millis } from '@outpace/engine/basics/time.ts';
import type { Effect, OpenAttempt } from '@outpace/engine/effect.ts';
import { isWrite } from '@outpace/engine/effect.ts';
import { step } from '@outpace/engine/engine.ts';
import type { AgentCommand, EventBody, SupervisorCommand } from '@outpace/engine/event.ts';
import type { SiteState } from '@outpace/engine/state.ts';
import { newState } from '@outpace/engine/state.ts';
import { drawChains } from '../lists.ts';
import { LIMITS, type PlanOrder, planOf } from '../plans.ts';
import { Prng } from '../prng.ts';
import { windowOf } from '../scenarios/parts.ts';
import { SimulatedStore } from '../store.ts';
import type { Checker, Moment, MomentOf } from './checker.ts';

const LIST = callingListId('list');
const SALES = agentGroupId('sales');

/**
 * A tiny real site, worked by hand: one group, one agent, five persons. Checkers are shown its
 * moments as they are, and then moments in which one thing has been bent.
 */
export class Scene {
  readonly agentId = agentId('ann');
  readonly state: SiteState;
  readonly store: SimulatedStore;
  readonly plan;
  /** What the checkers had to say so far. */
  readonly broken: string[] = [];
  /** What came of the last number that was asked for. */
  last: MomentOf<'step'> | undefined;
  readonly #checkers: readonly Checker[];
  #at: Instant = instant(Date.UTC(2026, 10, 23, 12));
  #commands = 0;

  constructor(checkers: readonly Checker[], changes: Partial<PlanOrder> = {}) {
    this.#checkers = checkers;
    this.plan = planOf({
      name: 'scene',
      agentGroup: SALES,
      lists: [LIST],
      multiplier: 1,
      delivery: { kind: 'auto-answer' },
      autoDone: false,
      attemptsMax: 5,
      dispositionMandatory: false,
      limits: { ...LIMITS, verdictMs: millis(0) },
      ...changes,
    });
    const windows = [windowOf('UTC', 8, 18)];
    const order = { listId: LIST, name: 'List', chains: 5, numbersMax: 2, windows };
    const chains = drawChains({ ...order, customers: 0, shared: 0 }, new Prng(1));
    this.store = new SimulatedStore({ chains, plans: [this.plan] });
    const site = { siteId: siteId('site'), reasons: [], at: this.#at };
    this.state = newState({ ...site, epoch: this.store.takeSite() });
  }

  get at(): Instant {
    return this.#at;
  }

  /** Everything up to the first dial. */
  dial(): MomentOf<'step'> {
    const { agentId: id } = this;
    this.supervise({ type: 'load', plan: this.plan, autoComplete: true });
    this.supervise({ type: 'start', groupId: this.plan.groupId });
    this.step({ type: 'agent-logged-on', agentId: id, name: 'Ann', groupIds: [SALES] });
    this.step({ type: 'agent-connected', agentId: id });
    return this.say({ type: 'set-ready' });
  }

  /** The dialed person answers and talks to the agent. */
  answer(attemptId: OpenAttempt['attemptId']): MomentOf<'step'> {
    this.step({ type: 'call-ringing', attemptId });
    return this.step({ type: 'call-answered', attemptId });
  }

  say(command: AgentCommand): MomentOf<'step'> {
    const { agentId: id } = this;
    return this.step({ type: 'agent-command', agentId: id, commandId: this.#next(), command });
  }

  supervise(command: SupervisorCommand): MomentOf<'step'> {
    return this.step({ type: 'supervisor-command', by: 'sue', commandId: this.#next(), command });
  }

  /** One step a second later, with everything written and asked at once. */
  step(body: EventBody): MomentOf<'step'> {
    this.#at = after(this.#at, millis(1_000));
    const event = { ...body, at: this.#at };
    const effects = step(this.state, event);
    const moment = { type: 'step', at: this.#at, event, effects, state: this.state } as const;
    this.show(moment);
    this.#carryOut(effects);
    return moment;
  }

  show(moment: Moment): void {
    for (const checker of this.#checkers) this.broken.push(...checker.see(moment));
  }

  #carryOut(effects: readonly Effect[]): void {
    const { store } = this;
    const at = this.#at;
    const writes = effects.filter(isWrite);
    store.commit(this.state.epoch, writes);
    if (writes.length > 0) this.show({ type: 'committed', at, writes, store });
    for (const effect of effects) {
      if (effect.type === 'originate') this.show({ type: 'sent', at, action: effect, store });
      if (effect.type === 'lease-number') {
        this.last = this.step(store.leaseNumber(this.state.epoch, effect, at));
      }
      if (effect.type === 'lease-chains') this.step(store.lease(this.state.epoch, effect, at));
    }
  }

  #next() {
    this.#commands += 1;
    return commandId(`command-${this.#commands}`);
  }
}

/** The one attempt that a moment opens. */
export const openedIn = ({ effects }: MomentOf<'step'>): OpenAttempt =>
  must(
    effects.find((effect) => effect.type === 'open-attempt'),
    'a dial',
  );
