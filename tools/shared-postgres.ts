import { sharedServer, shareServer } from '@outpace/server/store/test-server.ts';

/** One PostgreSQL for the whole run; answers how to stop it to whoever asked first. */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  return sharedServer() === undefined ? shareServer() : undefined;
}
