import type { PacingMemory } from './contract.ts';

/** Only this one is read: what another release kept is as good as nothing. */
const VERSION = 1;

/** What was kept of an earlier session; undefined where it is not what is kept now. */
export function memoryOf(kept: unknown): PacingMemory | undefined {
  if (field(kept, 'version') !== VERSION) return undefined;
  const [talk, wrapUp] = [numbersOf(field(kept, 'talk')), numbersOf(field(kept, 'wrapUp'))];
  const lists = field(kept, 'lists');
  if (talk === undefined || wrapUp === undefined) return undefined;
  if (typeof lists !== 'object' || lists === null || Array.isArray(lists)) return undefined;
  const known: Record<string, readonly number[]> = {};
  for (const [id, table] of Object.entries(lists)) {
    const numbers = numbersOf(table);
    if (numbers === undefined) return undefined;
    known[id] = numbers;
  }
  return { version: VERSION, lists: known, talk, wrapUp };
}

const field = (value: unknown, key: string): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;

function numbersOf(value: unknown): readonly number[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const numbers = value.filter((each) => typeof each === 'number' && each >= 0 && each < Infinity);
  return numbers.length === value.length ? numbers : undefined;
}

/** Without the lists that are not dialed any more; `''` is what all of them have in common. */
export const ofLists = (memory: PacingMemory, listIds: readonly string[]): PacingMemory => ({
  ...memory,
  lists: Object.fromEntries(
    Object.entries(memory.lists).filter(([id]) => id === '' || listIds.includes(id)),
  ),
});
