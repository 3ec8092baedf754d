import type { ChainId } from '@outpace/engine/basics/ids.ts';
import type { Effect } from '@outpace/engine/effect.ts';
import type { EventBody } from '@outpace/engine/event.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';

type Ordered = Extract<EventBody, { readonly type: 'supervisor-command' }>['command'];
type OfChain = Extract<Ordered, { readonly taken: unknown }>;

/**
 * What somebody outside asked for and was refused leaves nothing behind: nothing of the chain is
 * written, and a chain that was leased for the question goes back, in the very step that refuses.
 * The same for a question that comes again after its answer.
 */
export class RefusedOutside implements Checker {
  readonly name = 'refused-outside';
  readonly #answered = new Set<string>();

  see(moment: Moment): readonly string[] {
    if (moment.type === 'killed') this.#answered.clear();
    return moment.type === 'step' ? [...this.#onStep(moment)] : FINE;
  }

  *#onStep({ event, effects, state }: MomentOf<'step'>): Generator<string> {
    if (event.type !== 'supervisor-command' || !('taken' in event.command)) return;
    const { command, commandId } = event;
    const isRepeated = this.#answered.has(commandId);
    this.#answered.add(commandId);
    const reply = effects.find((effect) => effect.type === 'reply');
    const isRefused = reply?.type === 'reply' && !reply.outcome.ok;
    if (!isRefused && !isRepeated) return;
    yield* left(command, effects, state.chains.has(command.chainId));
  }
}

function* left(
  { type, chainId, taken }: OfChain,
  effects: readonly Effect[],
  isHeld: boolean,
): Generator<string> {
  const isSaved = effects.some((each) => each.type === 'save-chain' && each.chainId === chainId);
  // What was leased for the question nobody else can have had in hand.
  if (taken.kind !== 'taken') return;
  if (isSaved) yield `a refused ${type} has written chain ${chainId}`;
  if (isHeld) yield `a refused ${type} keeps chain ${chainId} in hand`;
  if (!isReleased(effects, chainId)) yield `a refused ${type} leaves chain ${chainId} leased`;
}

const isReleased = (effects: readonly Effect[], chainId: ChainId): boolean =>
  effects.some((each) => each.type === 'release-chains' && each.chainIds.includes(chainId));
