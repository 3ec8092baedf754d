/**
 * Text as PostgreSQL can keep it: no NUL and no half characters. One bad note must not make the
 * whole transaction fail, with the writes of everybody else in it.
 */
export const storable = (text: string): string => text.replaceAll('\u0000', '').toWellFormed();

/** JSON with every text in it made storable. */
export const storableJson = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'string' ? storable(part) : part,
  );
