import type { CommandId } from '../basics/ids.ts';
import type { CommandOutcome } from '../effect.ts';
import type { Turn } from '../turn.ts';

/** Carries a command out, or gives the remembered answer when its id has been seen. */
export function answerOnce(turn: Turn, commandId: CommandId, carryOut: () => CommandOutcome): void {
  const { answered, limits } = turn.state;
  const outcome = answered.get(commandId) ?? carryOut();
  if (!answered.has(commandId)) {
    answered.set(commandId, outcome);
    const oldest = answered.size > limits.commandsRemembered ? answered.keys().next() : undefined;
    if (oldest?.done === false) answered.delete(oldest.value);
  }
  turn.effects.push({ type: 'reply', commandId, outcome });
}
