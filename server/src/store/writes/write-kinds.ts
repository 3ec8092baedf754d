import type { Write } from '@outpace/engine/effect.ts';
import type { Ownership, Statements } from '../ownership.ts';

export type WriteOf<Type extends Write['type']> = Extract<Write, { type: Type }>;

/** Writes all of one kind by one statement; not asked when there are none. */
export type Writer<Kind extends Write> = (
  statements: Statements,
  ownership: Ownership,
  writes: readonly Kind[],
) => Promise<void>;
