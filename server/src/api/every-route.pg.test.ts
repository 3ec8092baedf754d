import { siteId } from '@outpace/engine/basics/ids.ts';
import { ROLES, type Role } from '@outpace/protocol/sign-in.ts';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createDemoSite } from '../jobs/demo-site.ts';
import { contactsFile } from '../jobs/test-contacts.ts';
import { TestApp } from './test-app.ts';
import { type DrawnSchema, drawnValues } from './test-drawn-values.ts';

/*
 * Requests drawn from the API document, by everybody, at a site that has a neighbour with the same
 * ids in the same database. More of them: OUTPACE_FUZZ=20000 npm test -- every-route
 */
const REQUESTS = Number(process.env.OUTPACE_FUZZ ?? 1_500);

const NEIGHBOUR = siteId('neighbour');
/** Is in every text of the neighbour's that an answer could show. */
const MARK = 'of the neighbour';

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
let known: readonly string[];

beforeAll(async () => {
  app = await TestApp.open();
  const file = contactsFile(5_200);
  await createDemoSite(app.pool, NEIGHBOUR, file.path, 1);
  file.remove();
  tables = await tablesOfSites();
  await copyToMain();
  await markNeighbour();
  known = await idsOfMain();
  operations = await documented();
}, 120_000);
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

async function markNeighbour(): Promise<void> {
  const { rows } = await app.pool.query<{ table: string; column: string }>(
    `select table_name as table, column_name as column from information_schema.columns
     where table_schema = 'public' and data_type = 'text' and column_name = any($1)`,
    [SHOWN],
  );
  for (const { table, column } of rows) {
    if (!tables.includes(table) && table !== 'sites') continue;
    await app.pool.query(
      `update ${table} set ${column} = ${column} || ' ${MARK}' where site = '${NEIGHBOUR}'`,
    );
  }
}

/** Of every table some ids, whatever they are ids of. */
async function idsOfMain(): Promise<string[]> {
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
         where site = '${app.site}' and ${key} is not null order by 1 limit 5`,
      );
      found.push(...ids);
    }
  }
  return [...new Set([...found, ...ROLES])].toSorted();
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
  readonly as: Role;
  readonly method: Operation['method'];
  readonly url: string;
  readonly body: unknown;
};

function requests({ method, path, of }: Operation): fc.Arbitrary<Drawn> {
  const { parameters = [], requestBody, 'x-roles': roles = ROLES } = of;
  const drawn = Object.fromEntries(
    parameters.map((each) => [`${each.in} ${each.name}`, drawnValues(each.schema, known)]),
  );
  const schema = requestBody?.content['application/json']?.schema;
  const bodies = schema === undefined ? fc.constant(undefined) : drawnValues(schema, known);
  return fc
    .record({
      as: fc.constantFrom(...roles, ...roles, ...ROLES),
      values: fc.record(drawn),
      body: bodies,
    })
    .map(({ as, values, body }) => ({
      as,
      method,
      url: addressOf(path, parameters, values),
      body,
    }));
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
    const text = encoded(String(value));
    if (where === 'path') address = address.replace(`{${name}}`, text);
    if (where === 'query') query.push(`${name}=${text}`);
  }
  return query.length === 0 ? address : `${address}?${query.join('&')}`;
}

/** Half a character cannot be written into an address at all. */
const encoded = (text: string): string => encodeURIComponent(text.toWellFormed());

/** Everything that the neighbour has, as one value per table. */
async function neighbourhood(): Promise<readonly unknown[]> {
  const found: unknown[] = [];
  for (const table of [...tables, 'sites']) {
    const { rows } = await app.pool.query(
      `select count(*), md5(string_agg(t::text, '|' order by t::text)) from ${table} t
       where site = '${NEIGHBOUR}'`,
    );
    found.push([table, rows[0]]);
  }
  return found;
}

/** Whatever comes back: a list as CSV is no JSON. */
async function ask({ as, method, url, body }: Drawn) {
  const { statusCode, payload } = await app.app.inject({
    method,
    url,
    remoteAddress: '127.0.0.1',
    headers: {
      host: 'localhost',
      cookie: app.cookies[as],
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
  });
  return { status: statusCode, seen: payload };
}

/** After it nobody would be signed in. */
const isLeftOut = ({ path }: Operation): boolean => path === '/api/sign-out';

test('whatever is asked, nothing breaks, and the site beside it stays alone', async () => {
  const before = await neighbourhood();
  const drawn = fc.sample(
    fc.oneof(...operations.filter((each) => !isLeftOut(each)).map(requests)),
    { numRuns: REQUESTS, seed: 7 },
  );
  const statuses = new Map<number, number>();
  for (const { as, method, url, body } of drawn) {
    const { status, seen } = await ask({ as, method, url, body });
    const said = `${as} ${method} ${url} ${JSON.stringify(body)} → ${status} ${seen}`;
    expect.soft(status < 500 || said).toBe(true);
    expect.soft(seen.includes(MARK) ? said : '').toBe('');
    expect.soft(status < 400 || seen.startsWith('{"code":"') || said).toBe(true);
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
  }
  expect(await neighbourhood()).toEqual(before);
  // Enough of it was let in for the test to mean something.
  expect(statuses.get(200) ?? 0).toBeGreaterThan(REQUESTS / 20);
  expect(statuses.get(400) ?? 0).toBeGreaterThan(REQUESTS / 20);
}, 600_000);
