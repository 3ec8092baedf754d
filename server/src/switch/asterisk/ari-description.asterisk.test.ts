import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { TSchema } from 'typebox';
import { beforeAll, expect, test } from 'vitest';
import { asteriskTree } from '../instance/asterisk-tree.ts';
import { ARI_CALLS } from './ari-calls.ts';
import {
  ARI_EVENTS,
  ARI_MODELS,
  Bridge,
  Channel,
  ConfigTuple,
  Endpoint,
  LiveRecording,
  Playback,
  RestResponse,
  RtpStatistics,
  StoredRecording,
} from './ari-types.ts';
import { UNUSED_EVENTS } from './unused-events.ts';

type Parameter = {
  readonly name: string;
  readonly paramType: 'path' | 'query' | 'body';
  readonly required: boolean;
};
type Operation = {
  readonly httpMethod: string;
  readonly responseClass: string;
  readonly parameters?: readonly Parameter[];
};
type Description = {
  readonly apis: readonly { readonly path: string; readonly operations: readonly Operation[] }[];
  readonly models: Readonly<Record<string, Model>>;
};
type Model = {
  readonly properties: Readonly<Record<string, { readonly type: string; required?: boolean }>>;
};

const FILES = ['applications', 'asterisk', 'bridges', 'channels', 'endpoints', 'events'];

let apis: Description['apis'];
let models: Readonly<Record<string, Model>>;

beforeAll(async () => {
  const { shareFolder } = await asteriskTree();
  const all = await Promise.all(
    [...FILES, 'playbacks', 'recordings'].map(async (name) => {
      const text = await readFile(join(shareFolder, 'rest-api', `${name}.json`), 'utf8');
      return JSON.parse(text) as Description;
    }),
  );
  apis = all.flatMap((each) => each.apis);
  models = Object.assign({}, ...all.map((each) => each.models));
});

test.each(Object.entries(ARI_CALLS))('the request %s is in the description', (_name, call) => {
  const operation = apis
    .filter(({ path }) => path === call.path)
    .flatMap(({ operations }) => operations)
    .find(({ httpMethod }) => httpMethod === call.verb);
  expect(operation).toBeDefined();
  const parameters = operation?.parameters ?? [];
  const named = (paramType: Parameter['paramType']): readonly string[] =>
    parameters.filter((each) => each.paramType === paramType).map(({ name }) => name);
  const needs = 'needs' in call ? call.needs : [];
  const takes = 'takes' in call ? call.takes : [];
  expect(named('query')).toEqual(expect.arrayContaining([...needs, ...takes]));
  if ('body' in call) expect(named('body')).toEqual([call.body]);
  // What it cannot do without, we cannot leave out.
  const required = parameters.filter((each) => each.required && each.paramType === 'query');
  expect(needs).toEqual(expect.arrayContaining(required.map(({ name }) => name)));
  const gives = operation?.responseClass === 'void' ? 'nothing' : operation?.responseClass;
  if (call.gives !== 'nothing') expect(gives).toBe(call.gives);
});

/** Every field that is read exists, and one that may be missing is not taken for granted. */
function compare(name: string, schema: TSchema): void {
  const { properties } = models[name] ?? { properties: {} };
  const read = 'properties' in schema ? Object.keys(schema.properties as object) : [];
  const needed = 'required' in schema ? (schema.required as readonly string[]) : [];
  for (const field of read) {
    const described = properties[field] ?? models.Event?.properties[field] ?? BASE[field];
    expect(described, `${name}.${field}`).toBeDefined();
  }
  const known = Object.entries(properties).filter(([field]) => needed.includes(field));
  const optional = known.filter(([, { required }]) => required !== true).map(([field]) => field);
  expect(
    optional.filter((field) => !(ALWAYS[name] ?? []).includes(field)),
    name,
  ).toEqual([]);
}

/** Of every message, described apart from the rest. */
const BASE: Readonly<Record<string, object>> = { type: {}, application: {}, timestamp: {} };

/** Called optional, and yet always there: the event would say nothing without it. */
const ALWAYS: Readonly<Record<string, readonly string[]>> = {
  ChannelEnteredBridge: ['channel'],
  RESTResponse: ['request_id', 'status_code'],
};

test.each<[name: string, schema: TSchema]>([
  ['Bridge', Bridge],
  ['Channel', Channel],
  ['ConfigTuple', ConfigTuple],
  ['Endpoint', Endpoint],
  ['LiveRecording', LiveRecording],
  ['Playback', Playback],
  ['RTPstat', RtpStatistics],
  ['StoredRecording', StoredRecording],
  ['RESTResponse', RestResponse],
  ['AsteriskInfo', ARI_MODELS.AsteriskInfo],
  ['AsteriskPing', ARI_MODELS.AsteriskPing],
  ['Application', ARI_MODELS.Application],
  ['Variable', ARI_MODELS.Variable],
  ...Object.entries(ARI_EVENTS),
])('what is read of %s is in the description', (name, schema) => {
  expect(models[name]).toBeDefined();
  compare(name, schema);
});

test('events that are not wanted exist, and none of them is waited for', () => {
  for (const type of UNUSED_EVENTS) expect(models[type], type).toBeDefined();
});
