import type { ResponseCategoryBody, ResponseCategoryRow } from '@outpace/protocol/responses.ts';

export type ResponseText = ResponseCategoryBody['responses'][number];

/** The tree as one list to choose from, each with the names above it; `but` leaves one out. */
export const categoryChoices = (library: readonly ResponseCategoryRow[], but?: string) =>
  library
    .filter(({ id }) => id !== but)
    .map(({ id, path, name }) => ({ value: id, label: [...path, name].join(' › ') }));

export const newText = (): ResponseText => ({
  ...{ id: null, title: '', text: '', language: '' },
  ...{ validFrom: null, validUntil: null },
});

/** The text with a field code put in the place of what is selected. */
export function withCode(
  text: string,
  code: string,
  { from, until }: { readonly from: number; readonly until: number },
): string {
  return `${text.slice(0, from)}{${code}}${text.slice(until)}`;
}

/** When and for whom a text is, under its title while it is folded. */
export function textLine({ text, validFrom, validUntil }: ResponseText): string {
  const words = text.trim() === '' ? 'No words yet' : text.trim();
  if (validFrom === null && validUntil === null) return words;
  const from = validFrom === null ? '' : `from ${validFrom} `;
  const until = validUntil === null ? '' : `until ${validUntil} `;
  return `Valid ${from}${until}· ${words}`;
}
