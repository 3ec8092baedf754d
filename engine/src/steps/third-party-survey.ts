import { unreachable } from '../basics/assert.ts';
import type { AttemptIn } from '../dialing/attempt.ts';
import type { CustomerLeg } from '../dialing/surviving-leg.ts';
import { interactionOf, putInteraction } from '../entities.ts';
import { isThree } from '../interactions/interaction.ts';
import { thirdMeanwhile } from '../interactions/third-meanwhile.ts';
import type { Turn } from '../turn.ts';
import { onTransferred } from './hand-over.ts';
import { endThird } from './third-parties.ts';
import { onThirdNews } from './third-party-events.ts';

/** False when the conversation is not this agent's any more, or was not with this agent. */
export function catchUpThird(
  turn: Turn,
  attempt: AttemptIn<'connected'>,
  leg: CustomerLeg | undefined,
): boolean {
  const { id: attemptId, interactionId } = attempt;
  const interaction = interactionOf(turn.state, interactionId);
  const news = thirdMeanwhile(interaction, leg);
  switch (news.type) {
    case 'nothing':
      return true;
    case 'taken-over':
      onTransferred(turn, attempt, news.by);
      return false;
    case 'stranger':
      turn.effects.push({ type: 'end-consultation', attemptId });
      return true;
    case 'gone':
      if (isThree(interaction)) endThird(turn, interaction);
      return true;
    case 'stays': {
      if (!isThree(interaction)) return true;
      const { third, side } = news;
      const now = { ...interaction, third };
      putInteraction(turn, now);
      if (news.hasAnswered) onThirdNews(turn, now, 'answered');
      if (side !== undefined) turn.effects.push({ type: 'talk-with', attemptId, side });
      return true;
    }
    default:
      return unreachable(news);
  }
}
