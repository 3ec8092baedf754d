import { isPromised } from '@outpace/engine/agents/matching.ts';
import { dialingOrder } from '@outpace/engine/campaigns/dialing-order.ts';
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
      if (session === undefined || dialingOrder(session) !== 'own-agent') continue;
      const attempt = moment.state.attempts.get(order.attemptId);
      const agent =
        order.agentId === undefined ? undefined : moment.state.agents.get(order.agentId);
      const isTheirs = agent !== undefined && attempt !== undefined && isPromised(agent, attempt);
      if (!isTheirs) problems.push(`attempt ${order.attemptId} without its agent`);
    }
    return problems;
  }
}
