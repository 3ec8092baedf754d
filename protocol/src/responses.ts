import { Type } from 'typebox';
import { RefusalBody } from './refusals.ts';
import { closed, id, name, nullable } from './schema.ts';

const day = () => Type.String({ format: 'date' });
const of = <Kind extends string>(word: Kind) => Type.Literal(word);
const language = () =>
  Type.String({ pattern: '^([a-z]{2})?$', description: 'ISO 639-1; empty: of no one language' });

const ResponseTextBody = {
  title: name(),
  text: Type.String({ maxLength: 8_000, description: 'With field codes in braces' }),
  language: language(),
  validFrom: nullable(day()),
  validUntil: nullable(day()),
};

/** POST /api/response-categories; PUT /api/response-categories/:categoryId with `version`. */
export const ResponseCategoryBody = closed({
  name: name(),
  /** Null at the top. */
  parentId: nullable(id()),
  /** In the order in which they are read; null for the id of a text that is new. */
  responses: Type.Array(closed({ id: nullable(id()), ...ResponseTextBody }), { maxItems: 200 }),
});
export type ResponseCategoryBody = Type.Static<typeof ResponseCategoryBody>;

/** GET /api/response-categories, in the order of the tree. */
export const ResponseCategoryRow = closed({
  id: id(),
  version: Type.Integer(),
  name: name(),
  parentId: nullable(id()),
  path: Type.Array(Type.String(), { description: 'Names of the categories above, from the top' }),
  responses: Type.Array(closed({ id: id(), ...ResponseTextBody })),
});
export type ResponseCategoryRow = Type.Static<typeof ResponseCategoryRow>;

/** GET /api/field-codes: everything that a text may have filled in. */
export const FieldCodeRow = closed({ code: Type.String(), label: Type.String() });
export type FieldCodeRow = Type.Static<typeof FieldCodeRow>;

/** A piece of a filled text. What could not be filled is told, never left out. */
export const FilledPart = Type.Union([
  closed({ type: of('text'), text: Type.String() }),
  closed({ type: of('value'), code: Type.String(), label: Type.String(), text: Type.String() }),
  closed({ type: of('missing'), code: Type.String(), label: Type.String() }),
  closed({ type: of('unknown'), code: Type.String() }),
]);
export type FilledPart = Type.Static<typeof FilledPart>;

/** POST /api/response-preview */
export const PreviewBody = closed({ text: ResponseTextBody.text });
export const ResponsePreview = closed({
  parts: Type.Array(FilledPart),
  /** Why the text could not be saved as it is. */
  problem: nullable(RefusalBody),
});
export type ResponsePreview = Type.Static<typeof ResponsePreview>;

/** GET /api/interactions/:interactionId/responses: what the agent may read out to this person. */
export const InteractionResponses = closed({
  /** The campaign's own branch comes first, then the others in the order of the tree. */
  categories: Type.Array(
    closed({
      id: id(),
      path: Type.Array(Type.String(), { description: 'From the top, with its own name last' }),
      isScript: Type.Boolean(),
    }),
  ),
  /** Valid today where the contact is; in the order of their categories. */
  responses: Type.Array(
    closed({
      id: id(),
      categoryId: id(),
      title: name(),
      language: language(),
      parts: Type.Array(FilledPart),
      isFavourite: Type.Boolean(),
    }),
  ),
});
export type InteractionResponses = Type.Static<typeof InteractionResponses>;
