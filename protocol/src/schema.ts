import type { TSchema } from 'typebox';
import { Type } from 'typebox';

/** An object that refuses fields it does not know. */
export const closed = <Properties extends Record<string, TSchema>>(properties: Properties) =>
  Type.Object(properties, { additionalProperties: false });

/** One of the words of a constant table. */
export const oneOf = <const Words extends readonly string[]>(words: Words) =>
  Type.Unsafe<Words[number]>(Type.String({ enum: [...words] }));

/** An id made by the server, handed back as it came. */
export const id = <Id extends string = string>() =>
  Type.Unsafe<Id>(Type.String({ minLength: 1, maxLength: 60, pattern: '^[A-Za-z0-9._:-]+$' }));

export const name = () => Type.String({ minLength: 1, maxLength: 120, pattern: '\\S' });

/** Instants cross the wire as ms since 1970 in sockets and views. */
export const instantMs = () => Type.Integer({ minimum: 0 });

/** This, or null. */
export const nullable = <Schema extends TSchema>(schema: Schema) =>
  Type.Union([schema, Type.Null()]);
