import { isOneToOne } from '@outpace/engine/campaigns/campaign.ts';
import { type Checker, FINE, type Moment, type MomentOf } from './checker.ts';
import { dialsOf } from './dials.ts';

/** At one line per agent or less, no call goes out without an agent promised to it. */
export class OneToOne implements Checker {
  readonly name = 'one-to-one';

  see(moment: Moment): readonly string[] {
    return moment.type === 'step' ? this.#onStep(moment) : FINE;
  }

  #onStep(moment: MomentOf<'step'>): readonly string[] {
    const problems: string[] = [];
    for (const { order } of dialsOf(moment)) {
      const session = moment.state.sessions.get(order.groupId);
      if (session === undefined || !isOneToOne(session.plan, session.multiplier)) continue;
      const attempt = moment.state.attempts.get(order.attemptId);
      const agent =
        order.agentId === undefined ? undefined : moment.state.agents.get(order.agentId);
      const isReserved = agent?.phase === 'reserved' && agent.attemptId === order.attemptId;
      const isOpened = agent?.phase === 'talking' && agent.interactionId === attempt?.openedFor;
      if (!isReserved && !isOpened) problems.push(`attempt ${order.attemptId} without its agent`);
    }
    return problems;
  }
}
