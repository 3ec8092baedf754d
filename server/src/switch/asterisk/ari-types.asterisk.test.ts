import { must } from '@outpace/engine/basics/assert.ts';
import { beforeAll, expect, test } from 'vitest';
import type { ApiDescription } from './api-description.ts';
import { readApiDescription } from './api-description.ts';
import { ARI_EVENTS, ARI_MODELS, RestResponse } from './ari-types.ts';
import { UNUSED_EVENTS } from './unused-events.ts';

let description: ApiDescription;
beforeAll(async () => {
  description = await readApiDescription();
});

/** A schema of ours, as JSON. */
type Schema = {
  readonly type?: string;
  readonly const?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema;
};

const WORDS: Readonly<Record<string, readonly string[]>> = {
  string: ['string', 'Date'],
  integer: ['int', 'long'],
  number: ['int', 'long', 'double'],
};

/** What is wrong with a schema of ours beside a type of the description, one line each. */
function misfits(ours: Schema, theirs: string, at: string): readonly string[] {
  const item = /^List\[(.*)\]$/.exec(theirs)?.[1];
  if (ours.type === 'array') {
    return item === undefined ? [`${at}: no list`] : misfits(ours.items ?? {}, item, `${at}[]`);
  }
  const model = description.models.get(theirs);
  if (ours.properties === undefined && theirs === 'object') return [];
  if (ours.type !== 'object' || ours.properties === undefined) {
    return WORDS[ours.type ?? '']?.includes(theirs) === true ? [] : [`${at}: ${theirs}`];
  }
  if (model === undefined) return [`${at}: no model ${theirs}`];
  return Object.entries(ours.properties).flatMap(([name, field]) => {
    const described = model[name];
    const here = `${at}.${name}`;
    if (described === undefined) return [`${here}: not there`];
    const isSure = described.required === true || ours.required?.includes(name) !== true;
    // A message without it would be refused whole, and with it the event that it is.
    return [
      ...(isSure ? [] : [`${here}: may be missing`]),
      ...misfits(field, described.type, here),
    ];
  });
}

test.each(Object.entries(ARI_MODELS).filter(([name]) => name !== 'nothing'))(
  '%s is what the installed Asterisk says',
  (name, schema) => {
    expect(misfits(schema as Schema, name, name)).toEqual([]);
  },
);

test.each(Object.entries(ARI_EVENTS))('so is the event %s', (name, schema) => {
  const ours: Schema = schema;
  expect(ours.properties?.type?.const).toBe(name);
  expect(misfits(ours, name, name)).toEqual([]);
});

test('and the answer over the websocket', () => {
  expect(misfits(RestResponse, 'RESTResponse', 'RESTResponse')).toEqual([]);
});

test('the events that are not wanted exist, and nothing that is told depends on one', () => {
  const events = must(description.models.get('Event'), 'the model of all events');
  expect(events).toHaveProperty('timestamp');
  for (const name of UNUSED_EVENTS) expect(description.models.get(name)).toBeDefined();
});
