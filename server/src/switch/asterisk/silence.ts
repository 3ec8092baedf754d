import type { AgentId } from '@outpace/engine/basics/ids.ts';
import { millis, seconds } from '@outpace/engine/basics/time.ts';
import { heardAgain } from './agent-line.ts';
import type { Exchange } from './exchange.ts';
import { lineOf, putLine } from './exchange.ts';

const LOOK_EVERY_MS = seconds(2);
/** At a leg that has just come up and was not heard yet. */
const LOOK_SOON_MS = millis(100);

/**
 * Looks at all agents' legs in turn: a phone whose sound does not arrive must not be given a
 * customer. The answer gives it up.
 */
export function watchSilence(x: Exchange, isUp: () => boolean): () => void {
  let cancelWait = (): void => undefined;
  let isAsking = false;
  const look = async (): Promise<void> => {
    cancelWait = x.timers.after(LOOK_EVERY_MS, () => void look());
    // An answer that takes longer than a round must not pile up more questions.
    if (isAsking || !isUp()) return;
    isAsking = true;
    for (const line of x.lines.values()) {
      if (line.leg.phase === 'up') await ask(x, line.agentId, line.leg.legId);
    }
    isAsking = false;
  };
  cancelWait = x.timers.after(LOOK_EVERY_MS, () => void look());
  return () => cancelWait();
}

/** Looks at a leg that has just come up, often, until it is heard or known to be silent. */
export async function listenTo(x: Exchange, agentId: AgentId, legId: string): Promise<void> {
  const { leg } = lineOf(x, agentId);
  if (leg.phase !== 'up' || leg.legId !== legId || leg.isTold) return;
  if (!(await ask(x, agentId, legId))) return;
  x.timers.after(LOOK_SOON_MS, () => void listenTo(x, agentId, legId));
}

async function ask(x: Exchange, agentId: AgentId, legId: string): Promise<boolean> {
  try {
    const { rxcount } = await x.aside.ask('rtpStatistics', { channelId: legId });
    onPackets(x, agentId, legId, rxcount);
    return true;
  } catch {
    // The leg has gone meanwhile, which is told as such, or the switch has.
    return false;
  }
}

/** How many packets have come from an agent's phone by now. */
export function onPackets(x: Exchange, agentId: AgentId, legId: string, packets: number): void {
  const line = lineOf(x, agentId);
  const { leg } = line;
  if (leg.phase !== 'up' || leg.legId !== legId) return;
  const heard = heardAgain(leg.heard, packets, x.timers.now());
  if (heard === leg.heard) return;
  // Packets, or the lack of them for long enough: either says what the leg is good for.
  putLine(x, { ...line, leg: { ...leg, heard, isTold: true } });
  const silent = heard.isSilent;
  // Before anybody believes in a leg that is silent.
  if (silent !== leg.heard.isSilent) x.tell({ type: 'agent-silent', agentId, silent });
  if (!leg.isTold) x.tell({ type: 'agent-leg', agentId, leg: 'up' });
}
