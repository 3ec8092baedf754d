import { siteId } from '@outpace/engine/basics/ids.ts';
import { REFUSALS } from '@outpace/engine/basics/refusal.ts';
import { EMPTY_DRAFT } from '@outpace/engine/interactions/interaction.ts';
import { violations } from '@outpace/engine/invariants.ts';
import { AgentClientMessage, AgentCommandBody } from '@outpace/protocol/agent-socket.ts';
import { ROLES, type Role } from '@outpace/protocol/sign-in.ts';
import {
  SupervisorClientMessage,
  SupervisorCommandBody,
} from '@outpace/protocol/supervisor-socket.ts';
import { cookieFor } from '@outpace/server/api/test-app.ts';
import { type DrawnSchema, drawnValues } from '@outpace/server/api/test-drawn-values.ts';
import { createDemoSite } from '@outpace/server/jobs/demo-site.ts';
import { contactsFile } from '@outpace/server/jobs/test-contacts.ts';
import type { RunningServer } from '@outpace/server/main.ts';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { QuickCarrier } from '../quick-carrier.ts';
import { Api, jsonOf } from './api.ts';
import { FuzzPage, type Heard } from './fuzz-page.ts';
import { serveDemo } from './served.ts';

/*
 * Every kind of message of both sockets, drawn from its schema, by every role that has the socket,
 * with ids of the own site and of another one; and frames that are no messages. Against the whole
 * server at work, whose state must hold after each step. More of them, and others:
 * OUTPACE_FUZZ=20000 OUTPACE_FUZZ_SEED=2 npm test -- every-message
 */
const MESSAGES = Number(process.env.OUTPACE_FUZZ ?? 900);
const SEED = Number(process.env.OUTPACE_FUZZ_SEED ?? 0);
const SITE = siteId('main');
const OTHER = siteId('other');
const WHOSE = ['own', 'other'] as const;
const SOCKETS = [
  {
    path: '/api/agent-socket',
    roles: ['agent'],
    kinds: kindsOf(AgentClientMessage, AgentCommandBody),
  },
  {
    path: '/api/supervisor-socket',
    roles: ['supervisor', 'administrator'],
    kinds: kindsOf(SupervisorClientMessage, SupervisorCommandBody),
  },
] as const;

/** One message, or one command, whose type has one value. */
type Kind = { readonly name: string; readonly schema: DrawnSchema; readonly isCommand: boolean };

let server: RunningServer;
let cookies: Readonly<Record<Role, string>>;
let stored: Readonly<Record<(typeof WHOSE)[number], readonly string[]>>;
const broken = new Set<string>();
let stepsLookedAt = 0;

beforeAll(async () => {
  const carrier = new QuickCarrier({ onDial: () => undefined, stepMs: 5, talkMs: undefined });
  const file = contactsFile(5_200);
  const fill = async (pool: RunningServer['pool']): Promise<void> => {
    await createDemoSite(pool, OTHER, file.path, 3);
    // Calls that need no click come to whoever only sends what is drawn.
    await pool.query(
      `update campaigns set settings = jsonb_set(settings, '{delivery}', '{"kind":"auto-answer"}')
       where site = $1`,
      [SITE],
    );
  };
  server = await serveDemo(
    carrier,
    fill,
    {},
    {
      inspect: (state) => {
        stepsLookedAt += 1;
        for (const what of violations(state)) broken.add(what);
      },
    },
  );
  file.remove();
  cookies = {
    agent: await cookieOf('agent'),
    supervisor: await cookieOf('supervisor'),
    administrator: await cookieOf('administrator'),
  };
  stored = { own: await idsOf(SITE), other: await idsOf(OTHER) };
  await startAll();
});
afterAll(() => server?.close());

async function cookieOf(role: Role): Promise<string> {
  const { rows } = await server.pool.query<{ id: string }>(
    'select id from users where site = $1 and role = $2 order by name limit 1',
    [SITE, role],
  );
  return cookieFor(server.pool, SITE, rows[0]?.id ?? '');
}

async function idsOf(site: string): Promise<readonly string[]> {
  const { rows } = await server.pool.query<{ id: string }>(
    `select id from campaign_groups where site = $1 union select id from users where site = $1
     union select id from agent_groups where site = $1`,
    [site],
  );
  return rows.map(({ id }) => id);
}

async function startAll(): Promise<void> {
  const supervisor = Api.signedIn(server.url, cookies.supervisor);
  const groups = await supervisor.get<readonly { id: string }[]>('/api/campaign-groups');
  for (const { id } of groups) {
    await supervisor.post(`/api/dial-sessions/${id}/load`, { autoComplete: false });
    // Until it is loaded, or is on its way out and cannot be.
    const start = () => supervisor.post(`/api/dial-sessions/${id}/start`, {});
    while ((await start()).code === 'SESSION_LOADING') await new Promise(setImmediate);
  }
}

/** The leaves of two unions: a command is a message of its own. */
function kindsOf(messages: object, commands: object): readonly Kind[] {
  const of = (schema: DrawnSchema, isCommand: boolean): readonly Kind[] =>
    schema.anyOf?.flatMap((each) => of(each, isCommand)) ??
    typesOf(schema).map((type) => ({
      name: isCommand ? `command ${type}` : type,
      schema: { ...schema, properties: { ...schema.properties, type: { const: type } } },
      isCommand,
    }));
  return [
    ...of(messages as DrawnSchema, false).filter(({ name }) => name !== 'command'),
    ...of(commands as DrawnSchema, true),
  ];
}

function typesOf({ properties }: DrawnSchema): readonly string[] {
  const type = properties?.type;
  return (type?.enum ?? [type?.const]).map(String);
}

test.each(
  SOCKETS.flatMap(({ path, roles }) => [undefined, ...ROLES].map((as) => ({ path, roles, as }))),
)('$path as $as', async ({ path, roles, as }) => {
  const headers = as === undefined ? {} : { cookie: cookies[as] };
  const socket = new WebSocket(`${server.url.replace('http', 'ws')}${path}`, { headers });
  const status = await new Promise((resolve) => {
    socket.on('open', () => resolve(101));
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
    socket.on('error', () => undefined);
  });
  socket.terminate();
  const isTheirs = as !== undefined && roles.some((role) => role === as);
  expect(status).toBe(as === undefined ? 401 : isTheirs ? 101 : 403);
});

/** The refusals that say that something broke. */
const BROKEN = ['STORE_UNAVAILABLE', 'RESTARTING', 'SWITCH_UNAVAILABLE'];

function faultIn({ type, code }: Heard): string | undefined {
  if (type === 'closed') return code === '4000' ? undefined : `closed ${code}`;
  if (code === undefined) return undefined;
  return code in REFUSALS && !BROKEN.includes(code) ? undefined : code;
}

test(
  'each kind of message by each role, with ids of both sites, breaks nothing',
  async () => {
    const tried = new Map<string, number>();
    const said = new Map<string, number>();
    const wanted = SOCKETS.flatMap(({ path, roles, kinds }) =>
      roles.flatMap((as) =>
        kinds.flatMap((kind) => WHOSE.map((whose) => ({ path, as, kind, whose }))),
      ),
    );
    const each = Math.max(2, Math.ceil(MESSAGES / wanted.length));
    const pages = new Map<string, FuzzPage>();
    let number = 0;
    let isLoggedOff = true;
    const readyToWork = JSON.stringify({
      type: 'command',
      id: 'r',
      command: { type: 'set-ready' },
    });
    for (let round = 0; round < each; round += 1) {
      // What was drawn in the round before may have unloaded everything.
      await startAll();
      await clearDesk(pages.get('agent'), round);
      for (const { path, as, kind, whose } of wanted) {
        const page = pages.get(as) ?? new FuzzPage(server.url, path, cookies[as]);
        pages.set(as, page);
        const known = whose === 'own' ? ownIds(page, number) : stored.other;
        number += 1;
        // Whoever was drawn to log off comes back, and takes calls.
        if (as === 'agent' && isLoggedOff)
          await page.say(readyToWork.replace('"r"', `"r-${number}"`));
        isLoggedOff = false;
        const [drawn] = fc.sample(drawnValues(kind.schema, known), {
          numRuns: 1,
          seed: SEED + number,
        });
        const frame = kind.isCommand
          ? { type: 'command', id: `c-${number}`, command: drawn }
          : drawn;
        // Measurements are answered by nobody; neither is a hello that is understood.
        const isSilent = kind.name === 'call-quality' || kind.name === 'hello';
        const text = JSON.stringify(frame);
        const heard = isSilent ? await saidWith(page, text) : await page.say(text);
        expect.soft(faultIn(heard), `${as} ${text} → ${JSON.stringify(heard)}`).toBeUndefined();
        // A notice that is not there is acknowledged as well: nothing is left of it.
        const isForeign = whose === 'other' && kind.name !== 'command acknowledge-notice';
        if (isForeign && heard.ok === true) {
          const named = stored.other.filter((id) => text.includes(`"${id}"`));
          expect.soft(named, `${as} ${text}`).toEqual([]);
        }
        if (as === 'agent')
          isLoggedOff = /log-off|not-ready/.test(text) || heard.code === 'AGENT_NOT_LOGGED_ON';
        if (heard.code === 'AGENT_NOT_LOGGED_ON') page.leave();
        const key = `${kind.name} by ${as}, ids: ${whose}`;
        tried.set(key, (tried.get(key) ?? 0) + 1);
        const outcome = heard.ok === true ? 'done' : (heard.code ?? heard.type);
        said.set(outcome, (said.get(outcome) ?? 0) + 1);
      }
    }
    for (const page of pages.values()) page.leave();
    const missing = wanted.map(({ as, kind, whose }) => `${kind.name} by ${as}, ids: ${whose}`);
    expect(missing.filter((key) => !tried.has(key))).toEqual([]);
    console.log(
      `${tried.size} of ${wanted.length} kinds of messages by role and site, ` +
        `${number} messages, ${stepsLookedAt} steps; ` +
        [...said].map(([code, count]) => `${code}: ${count}`).join(', '),
    );
    expect(said.get('done') ?? 0).toBeGreaterThan(number / 50);
    await nothingIsBroken();
  },
  300_000 + MESSAGES * 20,
);

/** Now of everything, now of what is shown, and now of the conversation that is being led. */
function ownIds({ ids, interactionId }: FuzzPage, number: number): readonly string[] {
  if (interactionId !== undefined && number % 2 === 0) return [interactionId];
  return number % 3 === 0 || ids.length === 0 ? stored.own : ids;
}

/** Ends what the agent holds, so that the next call can come. */
async function clearDesk(page: FuzzPage | undefined, round: number): Promise<void> {
  const interactionId = page?.interactionId;
  if (page === undefined || interactionId === undefined) return;
  const draft = { ...EMPTY_DRAFT, dispositionCode: 'interested' };
  const commands = [
    { type: 'end-call', interactionId },
    { type: 'mark-done', interactionId, draft },
  ];
  for (const command of commands) {
    await page.say(jsonOf({ type: 'command', id: `${command.type}-${round}`, command }));
  }
}

/** A ping after it is answered when the socket has got over it. */
async function saidWith(page: FuzzPage, text: string): Promise<Heard> {
  const heard = await page.say(`${text.slice(0, -1)}, "extra": 1}`);
  if (heard.type === 'closed') return heard;
  return page.say(JSON.stringify({ type: 'ping' }));
}

const FRAMES = [
  '',
  '{',
  'null',
  '[]',
  '"ping"',
  '{"type":"ping"',
  '{"type":"ping","type":"command"}',
  '{"__proto__":{"type":"ping"}}',
  '{"type":"ping","constructor":{"prototype":{"x":1}}}',
  '{"type":"command","id":"1","command":{"type":"set-ready","__proto__":null}}',
  `{"type":"${'a'.repeat(60_000)}"}`,
  '['.repeat(30_000),
  '{"a":'.repeat(5_000),
  '\u0000',
  '1e999999',
  '{"type":"hello","protocol":1e400}',
] as const;

test.each(SOCKETS)(
  'frames that are no messages of $path are refused',
  async ({ path, roles }) => {
    const page = new FuzzPage(server.url, path, cookies[roles[0]]);
    const whole = '{"type":"command","id":"m-1","command":{"type":"cancel-log-off"}}';
    const mutated = fc.sample(mutations(whole), { numRuns: MESSAGES / 6, seed: SEED + 11 });
    for (const frame of [...FRAMES, ...mutated]) {
      const heard = await page.say(frame);
      expect.soft(faultIn(heard), JSON.stringify(frame).slice(0, 200)).toBeUndefined();
    }
    expect(await page.say('{"type":"ping"}')).toEqual({ type: 'pong' });
    page.leave();
    await nothingIsBroken();
  },
  120_000 + MESSAGES * 20,
);

/** A message with some of its bytes cut, doubled or changed; as bytes one time in four. */
const mutations = (whole: string): fc.Arbitrary<string | Buffer> =>
  fc
    .record({
      at: fc.nat({ max: whole.length - 1 }),
      length: fc.integer({ min: 1, max: 12 }),
      into: fc.oneof(fc.constant(''), fc.string({ unit: 'binary', maxLength: 8 })),
      isBytes: fc.integer({ min: 0, max: 3 }),
    })
    .map(({ at, length, into, isBytes }) => {
      const text = whole.slice(0, at) + into + whole.slice(at + length);
      return isBytes === 0 ? Buffer.from(text) : text.toWellFormed();
    });

async function nothingIsBroken(): Promise<void> {
  expect([...broken]).toEqual([]);
  expect(stepsLookedAt).toBeGreaterThan(0);
  const ready = await fetch(new URL('/health/ready', server.url));
  expect(ready.status).toBe(200);
}
