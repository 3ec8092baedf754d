import type { InteractionResponses } from '@outpace/protocol/responses.ts';
import { matches } from '../../ui/palette-match.ts';

type Response = InteractionResponses['responses'][number];
type Category = InteractionResponses['categories'][number];

/** The text as it goes to the clipboard: what is not known says so in brackets. */
export const plainText = ({ parts }: Pick<Response, 'parts'>): string =>
  parts.map(plainPart).join('');

function plainPart(part: Response['parts'][number]): string {
  switch (part.type) {
    case 'text':
    case 'value':
      return part.text;
    case 'missing':
      return `[${part.label}: not known]`;
    case 'unknown':
      return `[no such field code: ${part.code}]`;
  }
}

/** A group of texts under one heading. */
export type ResponseGroup = {
  readonly key: string;
  readonly heading: string;
  readonly kind: 'favourites' | 'script' | 'library';
  readonly responses: readonly Response[];
};

/**
 * What is shown for what was typed and the language that was chosen: favourites first, then the
 * branches as the server has them, but those with a title that was typed before all others. Texts
 * of no one language belong to each.
 */
export function responseGroups(
  { categories, responses }: InteractionResponses,
  typed: string,
  language: string,
): readonly ResponseGroup[] {
  const isTitled = ({ title }: Response): boolean => typed !== '' && matches(title, typed);
  const found = responses.filter(
    (response) =>
      (language === '' || response.language === '' || response.language === language) &&
      isFound(response, categoryOf(categories, response), typed),
  );
  const wanted = firstIf(found, isTitled);
  const favourites = wanted.filter(({ isFavourite }) => isFavourite);
  const branches = categories.map(
    (category): ResponseGroup => ({
      key: category.id,
      heading: category.path.join(' › '),
      kind: category.isScript ? 'script' : 'library',
      responses: wanted.filter(({ categoryId }) => categoryId === category.id),
    }),
  );
  const first = { key: 'favourites', heading: 'Favourites', kind: 'favourites' } as const;
  const groups = [{ ...first, responses: favourites }, ...branches].filter(
    (group) => group.responses.length > 0,
  );
  return firstIf(groups, (group) => group.responses.some(isTitled));
}

/** Those that are `so` before the others; otherwise the order stays. */
const firstIf = <One>(all: readonly One[], so: (one: One) => boolean): readonly One[] => [
  ...all.filter(so),
  ...all.filter((one) => !so(one)),
];

/** Languages that at least one text is in, in order; one alone is no choice. */
export function languagesOf({ responses }: InteractionResponses): readonly string[] {
  const found = new Set(responses.map(({ language }) => language).filter(Boolean));
  return found.size < 2 ? [] : [...found].sort();
}

const categoryOf = (categories: readonly Category[], { categoryId }: Response): string =>
  categories.find(({ id }) => id === categoryId)?.path.join(' ') ?? '';

/** By the beginnings of words, in any order, over the title, the place and the text itself. */
const isFound = (response: Response, place: string, typed: string): boolean =>
  matches(`${response.title} ${place} ${plainText(response)}`, typed);
