type Load<Part> = () => Promise<Part>;

/**
 * Browsers remember that a module could not be fetched and refuse it ever after: whoever tries
 * again has to ask for the same file under another address. `from` fetches it from there.
 */
export function importAgain<File>(
  load: Load<File>,
  from: (address: string) => Promise<File> = (address) => import(/* @vite-ignore */ address),
): Load<File> {
  let address: string | undefined;
  let tries = 0;
  return async () => {
    try {
      tries += 1;
      return address === undefined ? await load() : await from(`${address}?again=${tries}`);
    } catch (problem) {
      address ??= addressIn(problem);
      throw problem;
    }
  };
}

/** As browsers name it in words of their own; one that does not is asked in the old way again. */
const addressIn = (problem: unknown): string | undefined =>
  problem instanceof Error ? /https?:\/\/\S+\.js/.exec(problem.message)?.[0] : undefined;
