import { expect, test } from 'vitest';
import { importAgain } from './import-again.ts';

const MISSED = 'Failed to fetch dynamically imported module: https://example.org/late-a1.js';

/** Fails with these messages, one after the other, and comes in the end. */
function fetching(...messages: readonly string[]) {
  const asked: string[] = [];
  const answer = async (how: string): Promise<string> => {
    const message = messages[asked.length];
    asked.push(how);
    if (message !== undefined) throw new TypeError(message);
    return 'part';
  };
  return { asked, again: importAgain(() => answer('as built'), answer) };
}

test('what was missed is asked for under an address that nobody has refused', async () => {
  const { asked, again } = fetching(MISSED, 'no network');
  await expect(again()).rejects.toThrow(MISSED);
  await expect(again()).rejects.toThrow('no network');
  expect(await again()).toBe('part');
  const address = 'https://example.org/late-a1.js';
  expect(asked).toEqual(['as built', `${address}?again=2`, `${address}?again=3`]);
});

test('where the browser names no address it is asked as before', async () => {
  const { asked, again } = fetching('Importing a module script failed.');
  await expect(again()).rejects.toThrow('Importing');
  expect(await again()).toBe('part');
  expect(asked).toEqual(['as built', 'as built']);
});
