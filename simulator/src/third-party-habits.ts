import { unreachable } from '@outpace/engine/basics/assert.ts';
import type { AgentGroupId, AgentId, InteractionId } from '@outpace/engine/basics/ids.ts';
import type { AgentCommand } from '@outpace/engine/event.ts';
import { THIRD_PURPOSES } from '@outpace/engine/interactions/third-party.ts';
import type {
  ThirdPartyCommand,
  WantedTarget,
} from '@outpace/engine/interactions/third-party-command.ts';
import type { InteractionView } from '@outpace/engine/views/agent-view.ts';
import type { Prng } from './prng.ts';

/** How agents ask each other, and others. Shares of occasions, 0..1. */
export type AskingHabits = {
  /** Of the conversations. */
  readonly asks: number;
  /** Of the occasions: somebody outside, and not a colleague. */
  readonly outside: number;
  /** Whom they call outside: numbers, some of which must not be called or are none. */
  readonly numbers: readonly string[];
  readonly colleagues: readonly AgentId[];
  readonly groups: readonly AgentGroupId[];
};

/** Something that is done within so many seconds. */
export type Intent = { readonly withinS: number; readonly command: AgentCommand };

/** Of those who ask inside: whoever of a group is free, and not somebody by name. */
const ASKS_A_GROUP = 0.35;

/** Calls somebody in; whether they can be called is the engine's to say. */
export function intendsToAsk(
  { id: interactionId }: InteractionView,
  prng: Prng,
  habits: AskingHabits,
): readonly Intent[] {
  if (!prng.chance(habits.asks)) return [];
  const target = drawTarget(prng, habits);
  return [{ withinS: 40, command: { type: prng.pick(THIRD_PURPOSES), interactionId, target } }];
}

function drawTarget(
  prng: Prng,
  { outside, numbers, colleagues, groups }: AskingHabits,
): WantedTarget {
  if (prng.chance(outside)) return { kind: 'number', phone: prng.pick(numbers) };
  return prng.chance(ASKS_A_GROUP)
    ? { kind: 'group', agentGroupId: prng.pick(groups) }
    : { kind: 'agent', agentId: prng.pick(colleagues) };
}

/** What the owner does with a third party who is there, or does not come. */
export function intendsWithThird(
  { id: interactionId, third, phase }: InteractionView,
  prng: Prng,
): readonly Intent[] {
  if (third === undefined) return [];
  if (third.state !== 'there') {
    return prng.chance(0.1) ? [end(interactionId, 8)] : [];
  }
  const other = third.side === 'target' ? 'customer' : 'target';
  const toggle = { type: 'talk-with', interactionId, side: other } as const;
  const transfer = { type: 'complete-transfer', interactionId } as const;
  if (phase === 'conference')
    return prng.pick([[], [end(interactionId, 60)], [within(60, transfer)]]);
  const join = { type: 'complete-conference', interactionId } as const;
  return prng.pick([
    [within(20, transfer)],
    [within(20, transfer), within(20, transfer)],
    [within(20, toggle)],
    [within(20, join)],
    [end(interactionId, 30)],
    // Two tabs cross.
    [within(10, join), end(interactionId, 10)],
  ]);
}

/** Who is asked stays until the end, or has enough. */
export function intendsAsGuest(
  { id: interactionId, role }: InteractionView,
  prng: Prng,
): readonly Intent[] {
  switch (role) {
    case 'owner':
      return [];
    case 'consulted':
    case 'partner': {
      const leave = { type: 'leave-consultation', interactionId } as const;
      return prng.chance(0.2) ? [within(40, leave)] : [];
    }
    default:
      return unreachable(role);
  }
}

const within = (withinS: number, command: ThirdPartyCommand): Intent => ({ withinS, command });
const end = (interactionId: InteractionId, withinS: number): Intent =>
  within(withinS, { type: 'end-consultation', interactionId });
