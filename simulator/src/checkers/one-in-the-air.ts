import type { AttemptId, ChainId } from '@outpace/engine/basics/ids.ts';
import { type Checker, FINE, type Moment } from './checker.ts';

/**
 * One record of a chain is in the air at a time, across kills too: as long as an earlier attempt
 * has no call result nobody knows whether the person's phone still rings.
 */
export class OneInTheAir implements Checker {
  readonly name = 'one-in-the-air';
  readonly #dialed = new Map<ChainId, AttemptId>();

  see(moment: Moment): readonly string[] {
    if (moment.type !== 'sent' || moment.action.type !== 'originate') return FINE;
    const { attemptId } = moment.action;
    const { attempts } = moment.store;
    const chainId = attempts.get(attemptId)?.chainId;
    if (chainId === undefined) return FINE;
    const before = this.#dialed.get(chainId);
    this.#dialed.set(chainId, attemptId);
    if (before === undefined) return FINE;
    if (before === attemptId) return [`attempt ${attemptId} is dialed twice`];
    if (attempts.get(before)?.result !== undefined) return FINE;
    return [`chain ${chainId} is dialed as ${attemptId}, but ${before} has no call result`];
  }
}
