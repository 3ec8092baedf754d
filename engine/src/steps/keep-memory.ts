import { after, minutes } from '../basics/time.ts';
import type { DialSession } from '../dialing/dial-session.ts';
import { ofLists } from '../pacing/memory.ts';
import type { Turn } from '../turn.ts';

/** What would be lost with the process is what was learned in so long, ms. */
const KEEP_EVERY_MS = minutes(5);

/** Keeps what pacing has learned, every few minutes while it dials. */
export function keepMemoryNowAndThen(turn: Turn, session: DialSession): void {
  const pacer = turn.state.index.pacers.get(session.groupId);
  if (pacer === undefined) return;
  if (after(pacer.keptAt, KEEP_EVERY_MS) <= turn.at) keepMemory(turn, session);
}

/** A session that has dialed nobody has learned nothing: what is known stays as it was. */
export function keepMemory({ state, effects, at }: Turn, session: DialSession): void {
  const { groupId, plan, counts } = session;
  const pacer = state.index.pacers.get(groupId);
  if (pacer === undefined || counts.attempts === 0) return;
  pacer.keptAt = at;
  const listIds = plan.lists.map(({ listId }) => listId);
  const memory = ofLists(pacer.controller.learned(), listIds);
  effects.push({ type: 'save-pacing-memory', campaignId: plan.campaignId, memory, at });
}
