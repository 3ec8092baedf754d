import type { AsteriskInstance } from '@outpace/server/switch/instance/instance.ts';
import { retry } from '@outpace/server/switch/instance/retry.ts';

const WITHIN_MS = 10_000;

/**
 * What is still there on an Asterisk when nothing should be: channels (snoops are channels too),
 * bridges, and which of these recordings are still being written. What is being ended is given
 * time to.
 */
export async function leftovers(
  instance: AsteriskInstance,
  files: readonly string[] = [],
): Promise<readonly string[]> {
  let found: readonly string[] = [];
  await retry(WITHIN_MS, async () => {
    found = await look(instance, files);
    return found.length === 0 || undefined;
  });
  return found;
}

async function look(
  instance: AsteriskInstance,
  files: readonly string[],
): Promise<readonly string[]> {
  const channels = named(await ask(instance, 'channels'));
  const bridges = named(await ask(instance, 'bridges'));
  const live: string[] = [];
  // One after the other: a switch that is asked for hundreds of things at once forgets to answer.
  for (const file of files) {
    const path = `recordings/live/${encodeURIComponent(file)}`;
    if ((await ask(instance, path)) !== undefined) live.push(`recording ${file}`);
  }
  return [
    ...channels.map((id) => `channel ${id}`),
    ...bridges.map((id) => `bridge ${id}`),
    ...live,
  ];
}

const named = (list: unknown): readonly string[] =>
  Array.isArray(list) ? list.map(({ id }: { readonly id: unknown }) => String(id)) : [];

/** By a way of its own, not by the adapter that is being tested. Undefined: there is none. */
async function ask({ url, user, secret }: AsteriskInstance, path: string): Promise<unknown> {
  const authorization = `Basic ${Buffer.from(`${user}:${secret}`).toString('base64')}`;
  const signal = AbortSignal.timeout(WITHIN_MS);
  const response = await fetch(`${url}/ari/${path}`, { headers: { authorization }, signal });
  const body: unknown = await response.json();
  if (response.status === 404) return undefined;
  if (!response.ok) throw new Error(`${path} was answered with ${response.status}`);
  return body;
}
