import { setTimeout as sleep } from 'node:timers/promises';

const LOOK_MS = 200;
/** What is found for so long is there for good. */
const SETTLED_MS = 3_000;

/**
 * What a look still finds once the page has come to rest: what is open finds its place, and what
 * closes is gone, some frames after a change.
 */
export async function whatStays(
  look: () => Promise<readonly string[]>,
): Promise<readonly string[]> {
  for (let waitedMs = 0; ; waitedMs += LOOK_MS) {
    const found = await look();
    if (found.length === 0 || waitedMs >= SETTLED_MS) return found;
    await sleep(LOOK_MS);
  }
}
