import type { AgentId } from '@outpace/engine/basics/ids.ts';
import { seconds } from '@outpace/engine/basics/time.ts';
import type { AgentLine, UpLeg } from './agent-line.ts';
import { heardAgain } from './agent-line.ts';
import type { Exchange } from './exchange.ts';
import { lineOf, putLine } from './exchange.ts';

const LOOK_EVERY_MS = seconds(2);

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
      if (line.leg.phase === 'up') await ask(x, line, line.leg);
    }
    isAsking = false;
  };
  cancelWait = x.timers.after(LOOK_EVERY_MS, () => void look());
  return () => cancelWait();
}

async function ask(x: Exchange, { agentId }: AgentLine, { legId }: UpLeg): Promise<void> {
  try {
    const { rxcount } = await x.aside.ask('rtpStatistics', { channelId: legId });
    onPackets(x, agentId, legId, rxcount);
  } catch {
    // The leg has gone meanwhile, which is told as such, or the switch has.
  }
}

/** How many packets have come from an agent's phone by now. */
export function onPackets(x: Exchange, agentId: AgentId, legId: string, packets: number): void {
  const line = lineOf(x, agentId);
  const { leg } = line;
  if (leg.phase !== 'up' || leg.legId !== legId) return;
  const heard = heardAgain(leg.heard, packets, x.timers.now());
  if (heard === leg.heard) return;
  putLine(x, { ...line, leg: { ...leg, heard } });
  const silent = heard.isSilent;
  if (silent !== leg.heard.isSilent) x.tell({ type: 'agent-silent', agentId, silent });
}
