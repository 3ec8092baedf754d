import { Compile } from 'typebox/compile';
import type { AriAnswer, AriCallName } from './ari-calls.ts';
import { ARI_CALLS } from './ari-calls.ts';
import type { AriEvent } from './ari-types.ts';
import { ARI_EVENTS, ARI_MODELS, RestResponse } from './ari-types.ts';

/** What came over the websocket; undefined is something that nobody here listens to. */
export type AriIncoming =
  | { readonly of: 'event'; readonly event: AriEvent }
  | { readonly of: 'answer'; readonly answer: RestResponse }
  | { readonly of: 'nonsense'; readonly type: string };

const restResponse = Compile(RestResponse);
const events = new Map(
  Object.entries(ARI_EVENTS).map(([type, schema]) => [type, Compile(schema)] as const),
);
const models = new Map(
  Object.entries(ARI_MODELS).map(([name, schema]) => [name, Compile(schema)] as const),
);

/** Reads one message of the websocket. The only door for events and answers. */
export function parseAriMessage(text: string): AriIncoming | undefined {
  const message = parseJson(text);
  const type = typeOf(message);
  if (type === 'RESTResponse') {
    if (!restResponse.Check(message)) return { of: 'nonsense', type };
    return { of: 'answer', answer: message };
  }
  if (type === undefined) return { of: 'nonsense', type: 'no type' };
  const schema = events.get(type);
  if (schema === undefined) return undefined;
  if (!schema.Check(message)) return { of: 'nonsense', type };
  return { of: 'event', event: message as AriEvent };
}

/** The body of an answer as what the request gives; undefined when it is not that. */
export function parseAriAnswer<Name extends AriCallName>(
  name: Name,
  body: unknown,
): { readonly value: AriAnswer<Name> } | undefined {
  const { gives } = ARI_CALLS[name];
  // An empty body is an empty text here, and some answers to commands have one all the same.
  if (gives === 'nothing') return { value: undefined as AriAnswer<Name> };
  return models.get(gives)?.Check(body) ? { value: body as AriAnswer<Name> } : undefined;
}

/** JSON where it is JSON; the text itself otherwise, as for a file or a proxy's error page. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}

function typeOf(message: unknown): string | undefined {
  if (typeof message !== 'object' || message === null || !('type' in message)) return undefined;
  return typeof message.type === 'string' ? message.type : undefined;
}
