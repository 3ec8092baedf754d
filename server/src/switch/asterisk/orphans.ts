import type { AttemptId } from '@outpace/engine/basics/ids.ts';
import { minutes } from '@outpace/engine/basics/time.ts';
import { ORPHAN_MARK } from '../instance/dialer-config.ts';
import { customerLegId } from './call.ts';
import type { Exchange } from './exchange.ts';

/** Longer than it takes to write what became of the attempt: until then it is asked for again. */
const KEEP_MARK_MS = minutes(1);

/**
 * Which of these were answered while nobody here was listening. The switch has told them the
 * message, and remembers it when the leg has gone.
 */
export async function orphansAmong(
  x: Exchange,
  attempts: Iterable<AttemptId>,
): Promise<readonly AttemptId[]> {
  const asked = [...attempts].map(async (id) => ((await isMarked(x, id)) ? [id] : []));
  const orphans = (await Promise.all(asked)).flat();
  if (orphans.length > 0) x.timers.after(KEEP_MARK_MS, () => forget(x, orphans));
  return orphans;
}

async function isMarked(x: Exchange, id: AttemptId): Promise<boolean> {
  const { value } = await x.orders.ask('globalVariable', { variable: markOf(x, id) });
  return value !== '';
}

/** A process that ends before has made a short line that stays until the switch starts again. */
function forget(x: Exchange, orphans: readonly AttemptId[]): void {
  for (const id of orphans) x.aside.send('setGlobalVariable', { variable: markOf(x, id) });
}

const markOf = ({ site }: Exchange, id: AttemptId): string =>
  `${ORPHAN_MARK}${customerLegId(site, id)}`;
