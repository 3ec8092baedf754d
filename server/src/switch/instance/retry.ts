import { setTimeout as sleep } from 'node:timers/promises';

/** Asks again and again until there is an answer; undefined when there is none in time. */
export async function retry<Answer>(
  withinMs: number,
  ask: () => Promise<Answer | undefined>,
  pauseMs = 20,
): Promise<Answer | undefined> {
  const endAt = performance.now() + withinMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined || performance.now() >= endAt) return answer;
    await sleep(pauseMs);
  }
}
