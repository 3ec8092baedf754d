import { siteId } from '@outpace/engine/basics/ids.ts';
import { ROLES, type Role } from '@outpace/protocol/sign-in.ts';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDemoSite } from '../jobs/demo-site.ts';
import { contactsFile } from '../jobs/test-contacts.ts';
import { cookieFor, TestApp } from './test-app.ts';
import { type DrawnSchema, drawnValues } from './test-drawn-values.ts';

/*
 * Requests drawn from the API document: each operation by everybody, with ids of the own site and
 * with those of another one. The site has a neighbour with the same ids in the same database, and
 * beside both there is one whose ids are nobody else's. More of them, and others:
 * OUTPACE_FUZZ=20000 OUTPACE_FUZZ_SEED=2 npm test -- every-route
 */
const REQUESTS = Number(process.env.OUTPACE_FUZZ ?? 1_500);
const SEED = Number(process.env.OUTPACE_FUZZ_SEED ?? 7);

const NEIGHBOUR = siteId('neighbour');
const ELSEWHERE = siteId('elsewhere');
const OTHERS = [NEIGHBOUR, ELSEWHERE];
/** Is in every text of the other sites that an answer could show. */
const MARK = 'of the neighbour';

/** Whose ids a request is made of. */
const WHOSE = ['own', 'other'] as const;
type Whose = (typeof WHOSE)[number];
const ANYBODY = [...ROLES, 'stranger'] as const;
type Anybody = (typeof ANYBODY)[number];

type Parameter = { readonly name: string; readonly in: string; readonly schema: DrawnSchema };
type Body = {
  readonly content: { readonly 'application/json'?: { readonly schema: DrawnSchema } };
};
type Operation = {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: string;
  readonly of: {
    readonly 'x-roles'?: readonly Role[];
    readonly parameters?: readonly Parameter[];
    readonly requestBody?: Body;
  };
};

let app: TestApp;
let operations: readonly Operation[];
let tables: readonly string[];
let known: Readonly<Record<Whose, readonly string[]>>;
let cookies: Record<Role, string>;

beforeAll(async () => {
  app = await TestApp.open();
  const file = contactsFile(5_200);
  await createDemoSite(app.pool, NEIGHBOUR, file.path, 1);
  tables = await tablesOfSites();
  await copyToMain();
  await createDemoSite(app.pool, ELSEWHERE, file.path, 2);
  file.remove();
  await markOthers();
  const [own, all] = [await idsOf(app.site), await idsOf(ELSEWHERE)];
  known = { own: [...own, ...ROLES], other: all.filter((id) => !own.includes(id)) };
  cookies = { ...app.cookies };
  operations = await documented();
});
afterAll(() => app.close());

async function names(sql: string): Promise<string[]> {
  const { rows } = await app.pool.query<{ name: string }>(sql);
  return rows.map(({ name }) => name);
}

const NOT_COPIED = ['sites', 'ownership', 'user_sessions'];

async function tablesOfSites(): Promise<string[]> {
  const found = await names(
    `select table_name as name from information_schema.columns
     join information_schema.tables using (table_schema, table_name)
     where table_schema = 'public' and column_name = 'site' and table_type = 'BASE TABLE'
     order by 1`,
  );
  return found.filter((name) => !NOT_COPIED.includes(name));
}

/** The same rows with the same ids for both sites: nothing but the site tells them apart. */
async function copyToMain(): Promise<void> {
  const db = await app.pool.connect();
  try {
    // In any order, whoever refers to whom.
    await db.query('set session_replication_role = replica');
    for (const table of tables) {
      const columns = await names(
        `select quote_ident(column_name) as name from information_schema.columns
         where table_schema = 'public' and table_name = '${table}' and is_generated = 'NEVER'`,
      );
      const copied = columns.map((name) => (name === 'site' ? `'${app.site}'` : name));
      await db.query(
        `insert into ${table} (${columns.join()}) overriding system value
         select ${copied.join()} from ${table} where site = '${NEIGHBOUR}'`,
      );
    }
    await db.query('set session_replication_role = origin');
  } finally {
    db.release();
  }
}

const SHOWN = ['name', 'display_name', 'description', 'contact_name', 'title', 'body'];

async function markOthers(): Promise<void> {
  const { rows } = await app.pool.query<{ table: string; column: string }>(
    `select table_name as table, column_name as column from information_schema.columns
     where table_schema = 'public' and data_type = 'text' and column_name = any($1)`,
    [SHOWN],
  );
  for (const { table, column } of rows) {
    if (!tables.includes(table) && table !== 'sites') continue;
    await app.pool.query(
      `update ${table} set ${column} = ${column} || ' ${MARK}' where site = any($1)`,
      [OTHERS],
    );
  }
}

/** Of every table some ids, whatever they are ids of. */
async function idsOf(site: string): Promise<string[]> {
  const found: string[] = [];
  for (const table of tables) {
    const keys = await names(
      `select column_name as name from information_schema.columns
       where table_schema = 'public' and table_name = '${table}'
         and (column_name = 'id' or column_name like '%\\_id')`,
    );
    for (const key of keys) {
      const ids = await names(
        `select distinct ${key}::text as name from ${table}
         where site = '${site}' and ${key} is not null order by 1 limit 5`,
      );
      found.push(...ids);
    }
  }
  return [...new Set(found)].toSorted();
}

async function documented(): Promise<readonly Operation[]> {
  const { body } = await app.ask<{
    readonly paths: Readonly<Record<string, Readonly<Record<string, Operation['of']>>>>;
  }>('administrator', '/api/openapi.json');
  return Object.entries(body.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, of]) => ({
      method: method.toUpperCase() as Operation['method'],
      path,
      of,
    })),
  );
}

type Drawn = {
  readonly as: Anybody;
  readonly whose: Whose;
  readonly operation: Operation;
  readonly url: string;
  readonly body: unknown;
};

/** A request of this operation by everybody, with ids of either site; more by those who may. */
function requestsOf(operation: Operation, each: number, seed: number): readonly Drawn[] {
  return ANYBODY.flatMap((as) =>
    WHOSE.flatMap((whose) => {
      const drawn = fc.tuple(fc.constant({ as, whose, operation }), asked(operation, whose));
      const numRuns = mayAsk(operation, as) ? each : 1;
      return fc.sample(drawn, { numRuns, seed }).map(([who, what]) => ({ ...who, ...what }));
    }),
  );
}

const mayAsk = ({ of: { 'x-roles': roles } }: Operation, as: Anybody): boolean =>
  roles === undefined || (as !== 'stranger' && roles.includes(as));

function asked({ path, of }: Operation, whose: Whose): fc.Arbitrary<Pick<Drawn, 'url' | 'body'>> {
  const { parameters = [], requestBody } = of;
  const drawn = Object.fromEntries(
    parameters.map((each) => [
      `${each.in} ${each.name}`,
      whose === 'other' && each.in === 'path'
        ? fc.constantFrom(...known.other)
        : drawnValues(each.schema, known[whose]),
    ]),
  );
  const schema = requestBody?.content['application/json']?.schema;
  const bodies = schema === undefined ? fc.constant(undefined) : drawnValues(schema, known[whose]);
  return fc
    .record({ values: fc.record(drawn), body: bodies })
    .map(({ values, body }) => ({ url: addressOf(path, parameters, values), body }));
}

function addressOf(
  path: string,
  parameters: readonly Parameter[],
  values: Readonly<Record<string, unknown>>,
): string {
  const query: string[] = [];
  let address = path;
  for (const { name, in: where } of parameters) {
    const value = values[`${where} ${name}`];
    if (value === undefined || value === null) continue;
    // Of an object as text the language knows too little.
    const text = encoded(typeof value === 'object' ? JSON.stringify(value) : String(value));
    if (where === 'path') address = address.replace(`{${name}}`, asPart(text));
    if (where === 'query') query.push(`${name}=${text}`);
  }
  return query.length === 0 ? address : `${address}?${query.join('&')}`;
}

/** A part of one or two dots is taken out before it is sent, and is another address. */
const asPart = (text: string): string => (/^[.]{1,2}$/.test(text) ? `${text}_` : text);

/** Half a character cannot be written into an address at all. */
const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());

/** Everything that other sites have, as one value per table. */
async function neighbourhood(): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for (const table of [...tables, 'sites']) {
    const { rows } = await app.pool.query(
      `select count(*), md5(string_agg(t::text, '|' order by t::text)) from ${table} t
       where site = any($1)`,
      [OTHERS],
    );
    found.push([table, rows[0]]);
  }
  return found;
}

type Answered = { readonly status: number; readonly seen: string };

/** Whatever comes back: a list as CSV is no JSON. */
async function ask({ as, operation, url, body }: Drawn): Promise<Answered> {
  const cookie = as === 'stranger' ? undefined : await cookieOf(as, operation);
  const { statusCode, payload } = await app.app.inject({
    method: operation.method,
    url,
    remoteAddress: '127.0.0.1',
    headers: {
      host: 'localhost',
      ...(cookie === undefined ? {} : { cookie }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  });
  return { status: statusCode, seen: payload };
}

/** After signing out nobody would be signed in. */
const cookieOf = (as: Role, { path }: Operation): Promise<string> | string =>
  path === '/api/sign-out' ? cookieFor(app.pool, app.site, as) : cookies[as];

/** Somebody drawn may have changed them, their password or their role. */
async function signInAgain(as: Role): Promise<void> {
  await app.pool.query('update users set active = true, role = $2 where site = $1 and id = $2', [
    app.site,
    as,
  ]);
  cookies[as] = await cookieFor(app.pool, app.site, as);
}

/** Again when the one who asks is not who they were. */
async function answerTo(drawn: Drawn): Promise<Answered> {
  const answered = await ask(drawn);
  const { as, operation } = drawn;
  if (as === 'stranger' || !isLost(answered, mayAsk(operation, as))) return answered;
  await signInAgain(as);
  return ask(drawn);
}

/**
 * Not of what goes to the dialer, which only pretends here and takes any id; nor of favourites,
 * which may be removed twice.
 */
const isForeignChange = ({ whose, operation: { method, path } }: Drawn): boolean =>
  whose === 'other' &&
  path.includes('{') &&
  method !== 'GET' &&
  !/^\/api\/(dial-sessions|agents|callbacks|chains|favourite-responses)\//.test(path);

/** An agent is told as much of the record of somebody else as well. */
const isLost = ({ status, seen }: Answered, isAllowed: boolean): boolean =>
  seen.includes('"NOT_SIGNED_IN"') || isAllowed === (status === 403);

test(
  'whatever is asked, nothing breaks, and the sites beside it stay alone',
  async () => {
    const before = await neighbourhood();
    const pairs = operations.length * ANYBODY.length * WHOSE.length;
    const each = Math.max(1, Math.ceil(REQUESTS / pairs));
    const tried = new Map<string, number>();
    const statuses = new Map<number, number>();
    // All of one round before the next, so that removals come between.
    const rounds = operations.map((operation, n) => requestsOf(operation, each, SEED + n));
    for (const drawn of rounds.flat()) {
      const { as, whose, operation, url, body } = drawn;
      const { status, seen } = await answerTo(drawn);
      const name = `${operation.method} ${operation.path}`;
      const said = `${as} ${name} ${url} ${JSON.stringify(body)} → ${status} ${seen}`;
      expect.soft(status < 500 || said).toBe(true);
      expect.soft(seen.includes(MARK) ? said : '').toBe('');
      expect.soft(status < 400 || seen.startsWith('{"code":"') || said).toBe(true);
      if (!mayAsk(operation, as)) {
        expect.soft(status === (as === 'stranger' ? 401 : 403) || said).toBe(true);
      } else {
        expect.soft(seen.includes('"NOT_SIGNED_IN"') ? said : '').toBe('');
        expect.soft(isForeignChange(drawn) && status < 400 ? said : '').toBe('');
      }
      const key = `${name} by ${as}, ids: ${whose}`;
      tried.set(key, (tried.get(key) ?? 0) + 1);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
    }
    expect(await neighbourhood()).toEqual(before);
    const wanted = operations.flatMap(({ method, path }) =>
      ANYBODY.flatMap((as) => WHOSE.map((whose) => `${method} ${path} by ${as}, ids: ${whose}`)),
    );
    expect(wanted.filter((key) => !tried.has(key))).toEqual([]);
    console.log(
      `${operations.length} operations, each by ${ANYBODY.length} roles with ids of both sites: ` +
        `${tried.size} of ${wanted.length} tried, ${rounds.flat().length} requests; ` +
        [...statuses].map(([status, count]) => `${status}: ${count}`).join(', '),
    );
    // Enough of it was let in for the test to mean something.
    expect(statuses.get(200) ?? 0).toBeGreaterThan(REQUESTS / 20);
    expect(statuses.get(400) ?? 0).toBeGreaterThan(REQUESTS / 20);
  },
  600_000 + REQUESTS * 20,
);
