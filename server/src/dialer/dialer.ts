import type { PhoneNeed } from '@outpace/engine/agents/agent-phone.ts';
import { must } from '@outpace/engine/basics/assert.ts';
import type {
  AgentGroupId,
  AgentId,
  CampaignGroupId,
  ChainId,
  CommandId,
  SiteId,
} from '@outpace/engine/basics/ids.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail } from '@outpace/engine/basics/result.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { after, earlier, seconds } from '@outpace/engine/basics/time.ts';
import type { Attempt } from '@outpace/engine/dialing/attempt.ts';
import type { Action, CommandOutcome, Write } from '@outpace/engine/effect.ts';
import { nextDeadline, step } from '@outpace/engine/engine.ts';
import type {
  AgentCommand,
  EventBody,
  SupervisorCommand,
  SwitchEvent,
} from '@outpace/engine/event.ts';
import type { Permission } from '@outpace/engine/interactions/allowed-actions.ts';
import { namedNumbers } from '@outpace/engine/named-numbers.ts';
import type { SiteLimits, SiteState } from '@outpace/engine/state.ts';
import { newState } from '@outpace/engine/state.ts';
import type { AgentView } from '@outpace/engine/views/agent-view.ts';
import { agentView } from '@outpace/engine/views/agent-view.ts';
import { isThrough } from '@outpace/engine/views/group-through.ts';
import type { AgentRow, SessionRow } from '@outpace/engine/views/supervisor-view.ts';
import { agentRow, sessionRow } from '@outpace/engine/views/supervisor-view.ts';
import type { ColleaguePermissions } from '@outpace/engine/views/team-view.ts';
import { colleaguePermissions, groupPermission } from '@outpace/engine/views/team-view.ts';
import type { PacingDecisionRow } from '@outpace/protocol/pacing.ts';
import type { Clock, DialerStore, Fence, Screens, Switch, Validator } from '../ports.ts';
import { CommitInDoubt, EpochLost, StoreFault } from '../ports.ts';
import type { DecidedRows } from '../store/kept-decisions.ts';
import type { Trace, Traced } from './attempt-trace.ts';
import { traceOf } from './attempt-trace.ts';
import type { Batch } from './commit-then-act.ts';
import { answersIn, sort, withdraw } from './commit-then-act.ts';
import type { CommitTimes } from './commit-times.ts';
import { DecisionLog } from './decision-log.ts';
import type { Hands } from './effects.ts';
import { fencedAs, perform } from './effects.ts';
import type { ChainWish } from './out-of-turn.ts';
import { outOfTurn } from './out-of-turn.ts';
import { Underway } from './underway.ts';

/** Pause before a failed commit is tried again. */
const RETRY_MS = seconds(1);

/** Writes that may wait for a store that is away, before the process gives up and restarts. */
const WRITES_WAITING_MAX = 50_000;

export type DialerParts = {
  readonly clock: Clock;
  readonly store: DialerStore;
  readonly carrier: Switch;
  readonly screens: Screens;
  /** Undefined: nobody outside can be asked, and is answered for as unreachable. */
  readonly validator?: Validator;
  /** Undefined: nobody can take the site without this process noticing. */
  readonly fence?: Fence;
  readonly site: {
    readonly siteId: SiteId;
    readonly reasons: SiteState['reasons'];
    readonly limits?: Partial<SiteLimits>;
    readonly phones?: PhoneNeed;
  };
  /** Shown the state after each step, to look and not to touch: for tests of what must hold. */
  readonly inspect?: ((state: SiteState) => void) | undefined;
  /** Told how long each commit took that did not fail. */
  readonly commits?: CommitTimes | undefined;
  /** Told what becomes of each attempt, line by line; undefined: nobody wants to know. */
  readonly trace?: Trace | undefined;
  /** The world failing, in one sentence, for the log. Never holds names or numbers of people. */
  readonly onFault: (fault: Error) => void;
  /** The site is another engine's now, or a bug was found: this process must end. */
  readonly onEnd: (reason: Error) => void;
};

export type DialerHealth = {
  readonly store: 'up' | 'down';
  readonly switch: 'up' | 'down';
  readonly fenced: boolean;
};

const EMPTY: Batch = { writes: [], held: [] };

/**
 * The loop around the engine: events queue up, are stepped one by one, and their effects are
 * carried out, each write in one transaction with those of its neighbours.
 */
export class Dialer {
  readonly #parts: DialerParts;
  readonly #hands: Hands;
  readonly #waiting = new Map<CommandId, ((outcome: CommandOutcome) => void)[]>();
  /** Commands for which the store is being asked. */
  readonly #asking = new Underway<CommandId, CommandOutcome>();
  readonly #decisions = new DecisionLog();
  readonly #decidesSince: Instant;
  #state: SiteState | undefined;
  /** What the switch has said before the start. */
  readonly #early: SwitchEvent[] = [];
  #queue: EventBody[] = [];
  #isTurning = false;
  #pending: Batch = EMPTY;
  #committing: Promise<void> | undefined;
  /** What the fence holds back, in order. */
  #fenced: Action[] = [];
  /** Of this nobody knows whether it was written: asked before anything else is. */
  #inDoubt: Batch | undefined;
  #retryAt: Instant | undefined;
  #storeUp = true;
  #isEnded = false;

  constructor(parts: DialerParts) {
    this.#parts = parts;
    this.#decidesSince = parts.clock.now();
    this.#hands = {
      carrier: parts.carrier,
      screens: parts.screens,
      lease: (order) => void this.#lease(order),
      leaseNumber: (order) => void this.#leaseNumber(order),
      renew: (order) => void this.#renew(order),
      validate: (order) => void this.#validate(order),
    };
    parts.carrier.onEvent((event) => this.#hear(event));
    parts.carrier.onEnd((reason) => this.#endWith(reason));
    parts.fence?.onOpen(() => this.#letThrough());
  }

  /**
   * Takes the site with a new epoch, asks the switch what is alive, and goes on with who talks;
   * the rest of what an earlier epoch left behind is closed.
   */
  async start(): Promise<void> {
    const { store, clock, site, carrier } = this.#parts;
    const epoch = await store.takeSite();
    const recovered = await store.recover(clock.now());
    const open = recovered.attempts.map(({ attemptId }) => attemptId);
    const legs = await carrier.survey(open);
    this.#state = newState({ ...site, epoch, at: clock.now() });
    this.post({ ...recovered, legs });
    for (const event of this.#early.splice(0)) this.post(event);
  }

  /** The switch may speak while it is being asked what is alive: that must not be lost. */
  #hear(event: SwitchEvent): void {
    if (this.#state === undefined) this.#early.push(event);
    else this.post(event);
  }

  /**
   * Before another server takes the site over: opens nothing more until then. What is up goes on,
   * and commands are taken.
   */
  handOver(until: Instant): void {
    this.post({ type: 'dialing-paused', until });
  }

  /** Nobody is being called, and nobody who has answered waits for an agent. */
  get isQuiet(): boolean {
    const isSettled = ({ phase }: Attempt): boolean =>
      phase === 'connected' || phase === 'transferring';
    return [...(this.#state?.attempts.values() ?? [])].every(isSettled);
  }

  /** Writes what is still to be written, then does nothing more. */
  async stop(): Promise<void> {
    while (this.#committing !== undefined) await this.#committing;
    this.#end();
  }

  /** Does nothing more, whatever is still to be written: the site is another's. */
  abandon(): void {
    this.#end();
  }

  post(event: EventBody): void {
    if (this.#isEnded || this.#state === undefined) return;
    this.#queue.push(event);
    this.#wake();
  }

  #wake(): void {
    if (this.#isTurning) return;
    this.#isTurning = true;
    // One microtask later, so that everything that arrives together is one turn and one commit.
    queueMicrotask(() => this.#turn());
  }

  agentLoggedOn(agent: {
    readonly agentId: AgentId;
    readonly name: string;
    readonly groupIds: readonly AgentGroupId[];
  }): void {
    this.post({ type: 'agent-logged-on', ...agent });
  }

  agentConnected(agentId: AgentId): void {
    this.post({ type: 'agent-connected', agentId });
  }

  agentDisconnected(agentId: AgentId): void {
    this.post({ type: 'agent-disconnected', agentId });
  }

  agentCommand(
    agentId: AgentId,
    commandId: CommandId,
    command: AgentCommand,
  ): Promise<CommandOutcome> {
    const asked = { type: 'agent-command', agentId, commandId, command } as const;
    const phones = namedNumbers(command);
    if (phones.length === 0) return this.#ask(commandId, asked);
    // Of a number that was typed only the store knows whether it may be called.
    return this.#askAfter(commandId, async () => {
      const suppressed = await this.#parts.store.suppressedAmong(phones);
      return { ...asked, suppressed };
    });
  }

  supervisorCommand(
    by: string,
    commandId: CommandId,
    command: SupervisorCommand,
  ): Promise<CommandOutcome> {
    return this.#ask(commandId, { type: 'supervisor-command', by, commandId, command });
  }

  /** A command about a chain that may wait in the store: leased out of turn first. */
  chainCommand(by: string, commandId: CommandId, wish: ChainWish): Promise<CommandOutcome> {
    return this.#askAfter(commandId, async () => {
      const { limits } = must(this.#state, 'the state of a started dialer');
      const until = after(this.now(), limits.leaseMs);
      const command = await outOfTurn(this.#parts.store, wish, until, this.now());
      return { type: 'supervisor-command', by, commandId, command };
    });
  }

  contactRenamed(chainId: ChainId, contactName: string): void {
    this.post({ type: 'contact-renamed', chainId, contactName });
  }

  agentView(agentId: AgentId): AgentView | undefined {
    return this.#state === undefined ? undefined : agentView(this.#state, agentId);
  }

  isWorkedOn(chainId: ChainId): boolean {
    const place = this.#state?.chains.get(chainId)?.place;
    return place !== undefined && place !== 'buffer';
  }

  isBuffered(chainId: ChainId): boolean {
    return this.#state?.chains.get(chainId)?.place === 'buffer';
  }

  async withdraw(chainIds: readonly ChainId[]): Promise<readonly ChainId[]> {
    const buffered = chainIds.filter((id) => this.isBuffered(id));
    this.post({ type: 'chains-withdrawn', chainIds: buffered });
    // The turn that takes them out runs before this goes on; it may offer one of them before that.
    await Promise.resolve();
    return buffered.filter((id) => this.#state?.chains.has(id) === false);
  }

  sessionRow(groupId: CampaignGroupId): SessionRow | undefined {
    return this.#state === undefined ? undefined : sessionRow(this.#state, groupId);
  }

  /** Whether a group has nothing more to call, or is not loaded; false before the start. */
  isThrough(groupId: CampaignGroupId): boolean {
    return this.#state !== undefined && isThrough(this.#state, groupId);
  }

  decisions(groupId: CampaignGroupId, from: number, to: number): readonly PacingDecisionRow[] {
    return this.#decisions.between(groupId, from, to);
  }

  get decidesSince(): Instant {
    return this.#decidesSince;
  }

  /** For whoever keeps them: each is told once. */
  takeDecisions(): readonly DecidedRows[] {
    return this.#decisions.take();
  }

  agentRow(agentId: AgentId): AgentRow | undefined {
    return this.#state === undefined ? undefined : agentRow(this.#state, agentId);
  }

  sessionRows(): readonly SessionRow[] {
    const ids = [...(this.#state?.sessions.keys() ?? [])];
    return ids.map((id) => must(this.sessionRow(id), `session ${id}`));
  }

  colleaguePermissions(agentId: AgentId, by: AgentId): ColleaguePermissions {
    return this.#state === undefined
      ? { callIn: 'AGENT_NOT_LOGGED_ON', call: 'AGENT_NOT_LOGGED_ON' }
      : colleaguePermissions(this.#state, agentId, by);
  }

  groupPermission(agentGroupId: AgentGroupId): Permission {
    if (this.#state === undefined) return 'TARGET_GROUP_NOT_READY';
    return groupPermission(this.#state, agentGroupId);
  }

  agentRows(): readonly AgentRow[] {
    const ids = [...(this.#state?.agents.keys() ?? [])];
    return ids.map((id) => must(this.agentRow(id), `agent ${id}`));
  }

  now(): Instant {
    return this.#parts.clock.now();
  }

  health(): DialerHealth {
    const isStarted = this.#state !== undefined;
    return {
      store: this.#storeUp && isStarted ? 'up' : 'down',
      switch: this.#state?.isSwitchUp === true ? 'up' : 'down',
      fenced: this.#isEnded,
    };
  }

  /** Whoever repeats a command while the store is asked for it waits for the same answer. */
  #askAfter(commandId: CommandId, ask: () => Promise<EventBody>): Promise<CommandOutcome> {
    return this.#asking.share(commandId, async () => {
      if (this.#isEnded || this.#state === undefined) return fail(refusal('RESTARTING'));
      try {
        return await this.#ask(commandId, await ask());
      } catch (fault) {
        // Nobody is called on a guess, and nothing changed.
        this.#onAskFailed(fault);
        return fail(refusal('STORE_UNAVAILABLE'));
      }
    });
  }

  #ask(commandId: CommandId, event: EventBody): Promise<CommandOutcome> {
    if (this.#isEnded || this.#state === undefined) {
      return Promise.resolve(fail(refusal('RESTARTING')));
    }
    return new Promise((resolve) => {
      this.#waiting.set(commandId, [...(this.#waiting.get(commandId) ?? []), resolve]);
      this.post(event);
    });
  }

  /** Steps everything that has come in, carries out what may go at once, then commits. */
  #turn(): void {
    try {
      this.#isTurning = false;
      const events = this.#queue;
      this.#queue = [];
      for (const event of events) this.#step(event);
    } catch (bug) {
      // A bug leaves the state in doubt: stop here, restart, recover from the store.
      this.#endWith(bug);
      return;
    }
    this.#commit();
    this.#setAlarm();
  }

  #step(event: EventBody): void {
    if (this.#isEnded) return;
    const state = must(this.#state, 'the state of a started dialer');
    this.#trace('heard', [event]);
    const effects = sort(step(state, { ...event, at: this.now() }));
    this.#parts.inspect?.(state);
    const { writes, held } = this.#pending;
    this.#pending = {
      writes: [...writes, ...effects.writes],
      held: [...held, ...effects.held],
    };
    for (const action of effects.atOnce) this.#perform(action);
    for (const [groupId, view] of state.index.pacing) {
      const mode = state.sessions.get(groupId)?.mode;
      if (mode !== undefined) this.#decisions.note(groupId, mode, this.now(), view);
    }
  }

  #commit(): void {
    const { writes, held } = this.#pending;
    if (this.#isEnded || this.#committing !== undefined) return;
    if (this.#retryAt !== undefined && this.#retryAt > this.now()) return;
    if (this.#inDoubt !== undefined) {
      this.#committing = this.#settle(this.#inDoubt);
      return;
    }
    if (writes.length === 0 && held.length === 0) return;
    const batch = this.#pending;
    this.#pending = EMPTY;
    this.#retryAt = undefined;
    if (writes.length === 0) return this.#release(batch);
    this.#committing = this.#write(batch);
  }

  async #write(batch: Batch): Promise<void> {
    const startedAt = performance.now();
    try {
      await this.#parts.store.commit(batch.writes, answersIn(batch));
      this.#parts.commits?.note(performance.now() - startedAt);
      this.#storeUp = true;
      this.#release(batch);
    } catch (fault) {
      this.#onCommitFailed(batch, fault);
    }
    this.#committing = undefined;
    this.#commit();
    this.#setAlarm();
  }

  async #settle(batch: Batch): Promise<void> {
    try {
      const isWritten = await this.#parts.store.settle();
      this.#inDoubt = undefined;
      this.#retryAt = undefined;
      this.#storeUp = isWritten;
      if (isWritten) this.#release(batch);
      else this.#takeBack(batch);
    } catch (fault) {
      this.#onCommitFailed(batch, fault);
    }
    this.#committing = undefined;
    this.#commit();
    this.#setAlarm();
  }

  #release({ held, writes }: Batch): void {
    if (this.#isEnded) return;
    this.#trace('written', writes);
    for (const effect of held) {
      if (effect.type === 'reply') this.#answer(effect.commandId, effect.outcome);
      else if (this.#isWanted(effect)) this.#perform(effect);
    }
  }

  /**
   * Held back where the site may be another's by now. That is asked here, right before the order:
   * between the commit of a dial and this line the process may have slept for minutes.
   */
  #perform(action: Action): void {
    const { fence } = this.#parts;
    const as = fencedAs(action);
    const isOpen = as === 'dial' ? fence?.mayDial() : as === 'none' || fence?.mayOrder();
    this.#trace(isOpen === false ? 'held-back' : 'ordered', [action]);
    if (isOpen === false) this.#fenced.push(action);
    else perform(action, this.#hands);
  }

  #trace(did: Traced, all: readonly (EventBody | Write | Action)[]): void {
    const { trace } = this.#parts;
    if (trace === undefined) return;
    for (const it of all) for (const line of traceOf(did, it)) trace(line);
  }

  #letThrough(): void {
    if (this.#isEnded) return;
    for (const action of this.#fenced.splice(0)) {
      if (this.#isWanted(action)) this.#perform(action);
    }
  }

  /** An attempt that ended while its row was being written calls nobody any more. */
  #isWanted(action: Action): boolean {
    const isDial = action.type === 'originate' || action.type === 'hand-on';
    return !isDial || this.#state?.attempts.has(action.attemptId) === true;
  }

  #answer(commandId: CommandId, outcome: CommandOutcome): void {
    const waiting = this.#waiting.get(commandId) ?? [];
    this.#waiting.delete(commandId);
    for (const resolve of waiting) resolve(outcome);
  }

  #onCommitFailed(batch: Batch, fault: unknown): void {
    this.#storeUp = false;
    const isOver = this.#pending.writes.length + batch.writes.length > WRITES_WAITING_MAX;
    if (fault instanceof EpochLost || !(fault instanceof StoreFault) || isOver) {
      this.#endWith(fault);
      return;
    }
    this.#parts.onFault(fault);
    this.#retryAt = after(this.now(), RETRY_MS);
    if (fault instanceof CommitInDoubt) this.#inDoubt = batch;
    if (this.#inDoubt === undefined) return this.#takeBack(batch);
    // What may be written cannot be taken back, and nothing more is begun before it is known.
    this.post({ type: 'dialing-paused', until: after(this.#retryAt, RETRY_MS) });
  }

  #takeBack(batch: Batch): void {
    const { attemptIds, again } = withdraw(batch, this.#pending);
    this.#pending = again;
    this.#retryAt = after(this.now(), RETRY_MS);
    if (attemptIds.length === 0) return;
    // First of all: nothing that waits in the queue may find an attempt that was never written.
    this.#queue.unshift({ type: 'write-failed', attemptIds });
    this.#wake();
  }

  async #lease(order: Extract<Action, { type: 'lease-chains' }>): Promise<void> {
    try {
      this.post(await this.#parts.store.leaseChains(order, this.now()));
    } catch (fault) {
      this.#onAskFailed(fault);
      this.post({ type: 'lease-failed', groupId: order.groupId });
    }
  }

  async #leaseNumber(order: Extract<Action, { type: 'lease-number' }>): Promise<void> {
    const { callId, agentId } = order;
    try {
      this.post(await this.#parts.store.leaseNumber(order, this.now()));
    } catch (fault) {
      this.#onAskFailed(fault);
      this.post({ type: 'number-leased', callId, agentId, found: { kind: 'store-failed' } });
    }
  }

  async #renew(order: Extract<Action, { type: 'renew-leases' }>): Promise<void> {
    const { chainIds, until } = order;
    try {
      const renewed = await this.#parts.store.renewLeases(chainIds, until);
      const kept = new Set(renewed);
      const lost = chainIds.filter((id) => !kept.has(id));
      this.post({ type: 'leases-renewed', chainIds: renewed, lost, until });
    } catch (fault) {
      this.#onAskFailed(fault);
    }
  }

  async #validate(order: Extract<Action, { type: 'ask-validation' }>): Promise<void> {
    const { attemptId } = order;
    const unreachable = { said: 'error', why: 'unreachable' } as const;
    const answer = (await this.#parts.validator?.ask(order)) ?? unreachable;
    this.post({ type: 'validation-answered', attemptId, answer });
  }

  #onAskFailed(fault: unknown): void {
    if (fault instanceof StoreFault && !(fault instanceof EpochLost)) {
      return this.#parts.onFault(fault);
    }
    this.#endWith(fault);
  }

  #setAlarm(): void {
    if (this.#isEnded || this.#state === undefined) return;
    const due = nextDeadline(this.#state);
    const retry = this.#retryAt;
    const at = due !== undefined && retry !== undefined ? earlier(due, retry) : (due ?? retry);
    if (at === undefined) return this.#parts.clock.clearAlarm();
    this.#parts.clock.setAlarm(at, () => this.post({ type: 'tick' }));
  }

  /** Said once, however many failures come together. */
  #endWith(reason: unknown): void {
    if (this.#isEnded) return;
    this.#end();
    this.#parts.onEnd(reason instanceof Error ? reason : new Error(String(reason)));
  }

  #end(): void {
    this.#isEnded = true;
    this.#parts.clock.clearAlarm();
    for (const commandId of [...this.#waiting.keys()]) {
      this.#answer(commandId, fail(refusal('RESTARTING')));
    }
  }
}
