import type { Exchange } from './exchange.ts';

/** Ends every leg of ours; what was made beside them ends with them. */
export async function endAll(x: Exchange): Promise<void> {
  const agents = [...x.lines.values()].map(({ leg }) => (leg.phase === 'down' ? [] : [leg.legId]));
  const calls = [...x.calls.values()].map((call) => {
    const third = call.phase === 'answered' ? call.talk.third : undefined;
    return third?.of === 'number' ? [call.legId, third.legId] : [call.legId];
  });
  const legIds = [...calls, ...agents].flat();
  // Those that have gone meanwhile are refused, and that is what was wanted.
  await Promise.allSettled(legIds.map((channelId) => x.orders.ask('hangUp', { channelId })));
  x.floor.closeAll();
  for (const { legId } of x.listeners.values()) x.orders.send('hangUp', { channelId: legId });
}
