import type { Instant, Millis } from '../basics/time.ts';
import { earlier, millis } from '../basics/time.ts';
import type { Chain } from './chain.ts';

/** A renewal that fails has another one before the lease is over. */
const RENEWALS_PER_LEASE = 3;

export const renewEveryMs = (leaseMs: Millis): Millis => millis(leaseMs / RENEWALS_PER_LEASE);

/**
 * The chain with its lease renewed. One that ran out before the answer came may be somebody else's
 * by now: it stays over.
 */
export const renewed = (chain: Chain, leaseUntil: Instant, at: Instant): Chain =>
  chain.leaseUntil > at ? { ...chain, leaseUntil } : chain;

/**
 * The chain after the store had no lease of it that could be renewed until `askedUntil`: it is not
 * ours any more, unless it has come back by a lease that began after the question.
 */
export const lost = (chain: Chain, askedUntil: Instant, at: Instant): Chain =>
  chain.leaseUntil < askedUntil ? { ...chain, leaseUntil: earlier(chain.leaseUntil, at) } : chain;
