import * as fc from 'fast-check';

/** What a JSON schema of the API document says, as far as the document uses it. */
export type DrawnSchema = {
  readonly type?: string;
  readonly anyOf?: readonly DrawnSchema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly properties?: Readonly<Record<string, DrawnSchema>>;
  readonly required?: readonly string[];
  readonly items?: DrawnSchema;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly exclusiveMinimum?: number;
  readonly maximum?: number;
};

/** Ids and names that are there, so that some of what is drawn means something. */
export type Known = readonly string[];

const ITEMS_MAX = 3;
const TEXT_MAX = 200;

/** Texts that have broken somebody's program before. */
const WICKED = [
  '',
  ' ',
  '\u0000',
  'a\u0000b',
  '\ud800',
  '\u202e\u0000',
  "'; drop table chains; --",
  '%s%n',
  '../../../etc/passwd',
  '__proto__',
  '=1+1',
  '😀'.repeat(40),
  '9'.repeat(400),
  '-0',
  'NaN',
  '1e309',
];

/** Values that the schema lets in; one in ten is none of them. */
export const drawnValues = (schema: DrawnSchema, known: Known): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 19, arbitrary: allowed(schema, known) },
    { weight: 1, arbitrary: fc.oneof(fc.constantFrom(...WICKED), fc.jsonValue({ maxDepth: 2 })) },
  );

function allowed(schema: DrawnSchema, known: Known): fc.Arbitrary<unknown> {
  if (schema.enum !== undefined) return fc.constantFrom(...schema.enum);
  if ('const' in schema) return fc.constant(schema.const);
  if (schema.anyOf !== undefined) {
    return fc.oneof(...schema.anyOf.map((each) => drawnValues(each, known)));
  }
  switch (schema.type) {
    case 'object':
      return objects(schema, known);
    case 'array': {
      const { items = {}, minItems = 0, maxItems = ITEMS_MAX } = schema;
      const maxLength = Math.max(minItems, Math.min(maxItems, ITEMS_MAX));
      return fc.array(drawnValues(items, known), { minLength: minItems, maxLength });
    }
    case 'string':
      return texts(schema, known);
    case 'integer':
    case 'number':
      return numbers(schema);
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    default:
      return fc.jsonValue({ maxDepth: 2 });
  }
}

function objects(schema: DrawnSchema, known: Known): fc.Arbitrary<unknown> {
  const { properties = {}, required = [] } = schema;
  const values = Object.fromEntries(
    Object.entries(properties).map(([key, of]) => [key, drawnValues(of, known)]),
  );
  return fc.record(values, { requiredKeys: [...required] });
}

function texts(schema: DrawnSchema, known: Known): fc.Arbitrary<string> {
  const { minLength = 0, maxLength = TEXT_MAX, pattern } = schema;
  const most = Math.max(minLength, Math.min(maxLength, TEXT_MAX));
  const free =
    pattern === undefined || pattern === '\\S'
      ? fc.string({ minLength, maxLength: most, unit: 'grapheme' })
      : fc.stringMatching(new RegExp(pattern));
  if (known.length === 0) return free;
  const there = fc.constantFrom(...known);
  return fc.oneof({ weight: 2, arbitrary: free }, { weight: 3, arbitrary: there });
}

function numbers(schema: DrawnSchema): fc.Arbitrary<number> {
  const { exclusiveMinimum, minimum = exclusiveMinimum ?? -1e6, maximum = 1e15 } = schema;
  const [min, max] = [Math.ceil(minimum), Math.floor(maximum)];
  if (schema.type === 'integer' || min > max) return fc.maxSafeInteger().map(within(min, max));
  return fc.double({ min: minimum, max: maximum, noNaN: true });
}

/** Whole numbers of any size, brought between the two; the ends come often. */
const within =
  (min: number, max: number) =>
  (drawn: number): number => {
    const span = max - min + 1;
    return Number.isSafeInteger(span) ? min + (((drawn % span) + span) % span) : max;
  };
