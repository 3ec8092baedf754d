import { readFile } from 'node:fs/promises';
import type { Static, TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import { StartFault } from './start-fault.ts';

/**
 * Reads a file of settings in JSON that fits the schema. Throws a `StartFault` with one sentence
 * for one that does not: it names the place and never shows a value, which may be a secret.
 * `setting` is the name of the variable that named the file.
 */
export async function readSettingsFile<Schema extends TSchema>(
  path: string,
  schema: Schema,
  setting: string,
): Promise<Static<Schema>> {
  const text = await readFile(path, 'utf8').catch(() => undefined);
  if (text === undefined) throw new StartFault(`The file of ${setting} cannot be read.`);
  const value = parseJson(text);
  if (value === undefined) throw new StartFault(`The file of ${setting} is not JSON.`);
  const compiled = Compile(schema);
  if (compiled.Check(value)) return value;
  const first = compiled.Errors(value)[0];
  const place = first?.instancePath ?? '';
  const where = place === '' ? 'as a whole' : `at ${place}`;
  // The schema of what may not be there at all allows nothing, and its own message says just that.
  const reason = first?.keyword === 'boolean' ? 'there is no such field' : `it ${first?.message}`;
  throw new StartFault(`The file of ${setting} does not fit ${where}: ${reason}.`);
}

/** Undefined for text that is no JSON, which is no value of JSON. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
