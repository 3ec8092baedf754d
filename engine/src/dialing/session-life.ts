import type { Refusal } from '../basics/refusal.ts';
import { refusal } from '../basics/refusal.ts';
import type { Result } from '../basics/result.ts';
import { fail, ok } from '../basics/result.ts';
import type { Instant, Millis } from '../basics/time.ts';
import { after } from '../basics/time.ts';
import { renewEveryMs } from '../calling-lists/lease.ts';
import type { CampaignPlan, DialingMode } from '../campaigns/campaign.ts';
import { planProblem } from '../campaigns/campaign.ts';
import { isPair, RUNNABLE_MODES } from '../campaigns/dialing-order.ts';
import type { PacingTarget } from '../pacing/contract.ts';
import { targetProblem } from '../pacing/target.ts';
import type { DialSession } from './dial-session.ts';
import { NO_COUNTS, NO_WAITS } from './dial-session.ts';
import { newTurns } from './list-turns.ts';
import { OPEN_TRUNKS } from './trunks.ts';

/*
 * The commands of a dial session and their refusals, as published for the engine protocol
 * (campaign group loaded, not loaded, started, not started, invalid mode, invalid parameter).
 */

type Change = Result<DialSession, Refusal>;

/** Why this plan cannot be loaded beside the session that its group may have already. */
export function loadProblem(
  plan: CampaignPlan,
  known: DialSession | undefined,
  at: Instant,
): Refusal | undefined {
  if (known?.phase === 'unloading') return refusal('SESSION_UNLOADING');
  if (known !== undefined) return refusal('GROUP_ALREADY_LOADED');
  const problem = planProblem(plan, at);
  return problem === undefined ? undefined : refusal('WRONG_CONFIGURATION', problem);
}

export function load(
  plan: CampaignPlan,
  autoComplete: boolean,
  at: Instant,
  leaseMs: Millis,
): DialSession {
  return {
    groupId: plan.groupId,
    plan,
    mode: plan.mode,
    multiplier: plan.multiplier,
    target: undefined,
    autoComplete,
    loadedAt: at,
    since: at,
    phase: 'loading',
    forced: false,
    buffer: [],
    callbacks: [],
    callbacksAt: at,
    lease: { phase: 'idle', askAgainAt: undefined },
    turns: newTurns(plan.lists),
    renewAt: after(at, renewEveryMs(leaseMs)),
    pausedUntil: undefined,
    paceAt: undefined,
    trunks: OPEN_TRUNKS,
    finished: false,
    waits: NO_WAITS,
    counts: NO_COUNTS,
    connects: 0,
  };
}

/** As it was before a restart: no second notice, no second wait for the first records. */
export function reload(
  found: {
    readonly plan: CampaignPlan;
    readonly mode: DialingMode;
    readonly multiplier: number;
    readonly target?: PacingTarget | undefined;
    readonly autoComplete: boolean;
    readonly run: boolean;
  },
  at: Instant,
  leaseMs: Millis,
): DialSession {
  const { plan, mode, multiplier, target, autoComplete, run } = found;
  const phase = run ? 'running' : 'active';
  return { ...load(plan, autoComplete, at, leaseMs), phase, mode, multiplier, target };
}

export function start(
  session: DialSession,
  mode: DialingMode,
  multiplier: number,
  at: Instant,
): Change {
  if (session.phase === 'unloading') return fail(refusal('SESSION_UNLOADING'));
  if (session.phase === 'loading') return fail(refusal('SESSION_LOADING'));
  if (session.phase === 'running') return fail(refusal('GROUP_ALREADY_STARTED'));
  const problem = modeProblem(mode, multiplier);
  if (problem !== undefined) return fail(problem);
  return ok({ ...session, phase: 'running', mode, multiplier, since: at });
}

export function stop(session: DialSession, at: Instant): Change {
  if (session.phase === 'unloading') return fail(refusal('SESSION_UNLOADING'));
  if (session.phase !== 'running') return fail(refusal('GROUP_NOT_STARTED'));
  return ok({ ...session, phase: 'active', since: at, waits: NO_WAITS });
}

export function unload(session: DialSession, at: Instant): Change {
  if (session.phase === 'running') return fail(refusal('GROUP_RUNNING'));
  return complete(session, at);
}

/** Stop if needed, then unload. */
export function complete(session: DialSession, at: Instant): Change {
  if (session.phase === 'unloading') return fail(refusal('SESSION_UNLOADING'));
  return ok({ ...session, phase: 'unloading', since: at, waits: NO_WAITS });
}

/** Also from `unloading`: that is what it is for, when a desktop never answers. */
export function forceUnload(session: DialSession, at: Instant): Change {
  return ok({ ...session, phase: 'unloading', forced: true, since: at, waits: NO_WAITS });
}

export function setMode(session: DialSession, mode: DialingMode, multiplier: number): Change {
  if (session.phase === 'unloading') return fail(refusal('SESSION_UNLOADING'));
  const problem = modeProblem(mode, multiplier);
  if (problem !== undefined) return fail(problem);
  // With calls in the air agents and records cannot begin to meet in another way: stop, then start.
  const isLive = session.phase === 'running';
  if (isLive && !isPair(session.mode, mode)) return fail(refusal('MODE_NEEDS_STOP', mode));
  return ok({ ...session, mode, multiplier });
}

/** Aimed at from the next decision on; the ceiling of the plan holds over every target. */
export function setTarget(session: DialSession, target: PacingTarget): Change {
  if (session.phase === 'unloading') return fail(refusal('SESSION_UNLOADING'));
  const problem = targetProblem(target);
  return problem === undefined
    ? ok({ ...session, target })
    : fail(refusal('INVALID_PARAMETER', problem));
}

export function setAutoComplete(session: DialSession, autoComplete: boolean): Change {
  if (session.phase === 'unloading') return fail(refusal('SESSION_UNLOADING'));
  return ok({ ...session, autoComplete });
}

function modeProblem(mode: DialingMode, multiplier: number): Refusal | undefined {
  if (!RUNNABLE_MODES.includes(mode)) return refusal('INVALID_MODE', mode);
  const inRange = multiplier >= 0.1 && multiplier <= 10;
  return inRange ? undefined : refusal('INVALID_PARAMETER', 'multiplier');
}
