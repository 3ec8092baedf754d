import type { ChainId, CommandId } from '@outpace/engine/basics/ids.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import type { Write } from '@outpace/engine/effect.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';
import { dialsOf } from './dials.ts';

/** Until when nobody is called; undefined: never again. */
type Agreed = { readonly what: string; readonly until: Instant | undefined };

/**
 * What somebody outside was told is done holds: a record that was taken back, or dealt with, is
 * dialed no more, and one that was put off not before its time; across kills, once it is written.
 * So does a delegation, until it is answered or its time has come.
 * An agent who calls somebody by hand begins anew.
 */
export class OutsideChanges implements Checker {
  readonly name = 'outside-changes';
  readonly #answered = new Set<CommandId>();
  readonly #durable = new Map<ChainId, Agreed>();
  #agreed = new Map<ChainId, Agreed>();

  see(moment: Moment): readonly string[] {
    if (moment.type === 'step') return [...this.#onStep(moment)];
    if (moment.type === 'committed') this.#onCommitted(moment.writes);
    if (moment.type === 'killed') {
      this.#answered.clear();
      this.#agreed = new Map(this.#durable);
    }
    return FINE;
  }

  *#onStep(moment: MomentOf<'step'>): Generator<string> {
    for (const { order, chain } of dialsOf(moment)) {
      const agreed = this.#agreed.get(chain.id);
      if (agreed === undefined) continue;
      this.#forget(chain.id);
      const isTime = agreed.until !== undefined && agreed.until <= moment.at;
      if (order.mode === 'manual' || isTime) continue;
      yield `attempt ${order.attemptId} of chain ${chain.id}, which was ${agreed.what}`;
    }
    this.#note(moment);
  }

  #note({ event, effects, at }: MomentOf<'step'>): void {
    for (const effect of effects) {
      if (effect.type !== 'save-chain' || effect.delegated === undefined) continue;
      this.#agreed.set(effect.chainId, { what: 'delegated', until: effect.dueAt });
    }
    if (event.type !== 'supervisor-command' || this.#answered.has(event.commandId)) return;
    const { command } = event;
    const agreed = agreedIn(command, at);
    if (agreed === undefined || !('chainId' in command)) return;
    this.#answered.add(event.commandId);
    const isDone = effects.some((effect) => effect.type === 'reply' && effect.outcome.ok);
    if (isDone) this.#agreed.set(command.chainId, agreed);
  }

  /** Written with the chain, which may be long after: an agent talks with the person. */
  #onCommitted(writes: readonly Write[]): void {
    for (const write of writes) {
      if (write.type !== 'save-chain') continue;
      const agreed = this.#agreed.get(write.chainId);
      if (agreed !== undefined) this.#durable.set(write.chainId, agreed);
    }
  }

  #forget(chainId: ChainId): void {
    this.#agreed.delete(chainId);
    this.#durable.delete(chainId);
  }
}

type Command = Extract<
  MomentOf<'step'>['event'],
  { readonly type: 'supervisor-command' }
>['command'];

function agreedIn(command: Command, at: Instant): Agreed | undefined {
  if (command.type === 'cancel-record') return { what: 'taken back', until: undefined };
  if (command.type !== 'change-chain') return undefined;
  const { change } = command;
  if (change.type === 'finish') return { what: 'dealt with', until: undefined };
  return change.type === 'reschedule' ? { what: 'put off', until: change.dueAt ?? at } : undefined;
}
