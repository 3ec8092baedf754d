import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { must } from '@outpace/engine/basics/assert.ts';
import type { InteractionId } from '@outpace/engine/basics/ids.ts';
import { millis, minutes } from '@outpace/engine/basics/time.ts';
import type { InteractionView } from '@outpace/engine/views/interaction-view.ts';
import { newSecretKey } from '@outpace/server/store/secret-box.ts';
import type pg from 'pg';
import { type Damage, damageIn } from '../crash/killed-server.ts';
import type { Habit } from '../crash/quick-agents.ts';
import { SCENE_SETTINGS } from '../crash/set-scene.ts';
import { CarrierDoor, type HeardOrder } from './carrier-door.ts';
import { lateWrites, noteLateWrites, type SceneSite, setClusterScene } from './cluster-scene.ts';
import { longestPause } from './dial-pauses.ts';
import { freePort } from './free-port.ts';
import { PageAgent } from './page-agent.ts';
import { ProvedNode } from './proved-nodes.ts';
import { orderSite, type SiteOrder } from './site-order.ts';
import { type Role, workAs } from './upgrade-roles.ts';

export const WAYS = ['drained', 'replaced by a newer release', 'restarted'] as const;
export type Way = (typeof WAYS)[number];

export type UpgradeWish = {
  /**
   * `drained`: another node is there to take over. `replaced by a newer release`: the other one
   * comes with a migration. `restarted`: the same one comes back.
   */
  readonly way: Way;
  /** What is deliberately taken out, so that the proof must fail: calls end with the node. */
  readonly without?: 'legs' | undefined;
};

/** What an agent has in hand, as their page shows it: all of it must outlive an upgrade. */
export type InHand = Pick<
  InteractionView,
  | 'id'
  | 'phase'
  | 'phone'
  | 'contactName'
  | 'recordId'
  | 'attempt'
  | 'openedAt'
  | 'connectedAt'
  | 'endedAt'
  | 'wrapUpUntil'
> & { readonly note: string };

export type UpgradeReport = {
  /** What those who talk had in hand, by agent. */
  readonly before: ReadonlyMap<string, InHand>;
  readonly after: ReadonlyMap<string, InHand | undefined>;
  /** Of who was writing about a call that had ended: it is closed with what was entered. */
  readonly written: { readonly note: string; readonly closedBy: string; readonly kept: string };
  /** How long the pages of those who talk showed nothing, ms. */
  readonly blindMs: readonly number[];
  /** The longest time without a dial, ms. */
  readonly pauseMs: number;
  readonly dialsBefore: number;
  /** By whoever took over. */
  readonly dialsAfter: number;
  /** Numbers that were dialed more than once: the campaign has no redial. */
  readonly dialedTwice: readonly string[];
  readonly late: readonly HeardOrder[];
  readonly damage: Damage;
  readonly faults: readonly string[];
};

/** Who works all the time: so many dials before and after the upgrade. */
const DIALS_ENOUGH = 10;
const CHAINS = 400;
const STEP_MS_MAX = 60_000;
const LOOK_EVERY_MS = 20;
const ROLES: readonly Role[] = ['talks', 'talks', 'talks', 'writes', 'works', 'works', 'works'];

/**
 * One site at work on a node that is taken down in order, while some of its agents talk, one writes
 * and the others go from call to call; and what they have when another process has the site.
 */
export async function tryUpgrade(
  database: { readonly pool: pg.Pool; readonly connection: pg.PoolConfig },
  wish: UpgradeWish,
): Promise<UpgradeReport> {
  const trial = new UpgradeTrial(database, wish);
  try {
    return await trial.run();
  } finally {
    await trial.end();
  }
}

class UpgradeTrial {
  readonly #pool: pg.Pool;
  readonly #connection: pg.PoolConfig;
  readonly #wish: UpgradeWish;
  readonly #carrier = new CarrierDoor(
    () => TALKATIVE,
    (order) => this.#heard(order),
  );
  readonly #dials: { readonly by: string; readonly attemptId: string; readonly atMs: number }[] =
    [];
  readonly #late: HeardOrder[] = [];
  readonly #saved = new Map<InteractionId, string>();
  readonly #faults: string[] = [];
  readonly #secretKey = newSecretKey();
  readonly #nodes: ProvedNode[] = [];
  readonly #pages = new Map<string, PageAgent>();
  #isOver = false;

  constructor(
    { pool, connection }: { readonly pool: pg.Pool; readonly connection: pg.PoolConfig },
    wish: UpgradeWish,
  ) {
    this.#pool = pool;
    this.#connection = connection;
    this.#wish = wish;
  }

  async run(): Promise<UpgradeReport> {
    await noteLateWrites(this.#pool);
    const wanted = { sites: 1, agents: ROLES.length, chains: CHAINS, settings: UNHURRIED };
    const [scene] = await setClusterScene(this.#pool, wanted);
    const site = must(scene, 'the site');
    const carrierPort = await this.#carrier.listen();
    const older = await this.#newNode('older', carrierPort);
    await older.start();
    this.#openPages(site);
    await this.#order(site, { name: 'load', body: { autoComplete: false } });
    await this.#order(site, { name: 'start', body: {} });
    await this.#until('everybody is at it', () => this.#isInFullSwing());
    const before = new Map([...this.#talking].map(([id, page]) => [id, must(inHand(page), id)]));
    const writer = must([...this.#pages.values()][ROLES.indexOf('writes')], 'who writes');
    const writing = must(inHand(writer), 'what is written about');
    const dialsBefore = this.#dials.length;
    const fromMs = performance.now();
    await this.#upgrade(older, carrierPort);
    await this.#until('all pages are back', () =>
      [...this.#pages.values()].every(({ view }) => view !== undefined),
    );
    const after = new Map([...this.#talking].map(([id, page]) => [id, inHand(page)]));
    const written = await this.#written(writing);
    await this.#until('it is dialed again', () => this.#dials.length >= dialsBefore + DIALS_ENOUGH);
    const toMs = performance.now();
    await this.#settle(site);
    return {
      ...{ before, after, written, dialsBefore },
      blindMs: [...this.#talking].map(([, page]) => page.longestBlindMs),
      pauseMs: longestPause(
        this.#dials.map(({ atMs }) => ({ site: site.siteId, atMs })),
        ...([site.siteId, fromMs, toMs] as const),
      ),
      dialsAfter: this.#dials.length - dialsBefore,
      dialedTwice: await this.#dialedTwice(),
      late: this.#late,
      damage: await damageIn(
        this.#pool,
        { dialed: this.#dials.map(({ attemptId }) => attemptId), saved: this.#saved },
        site.siteId,
      ),
      faults: [...this.#faults, ...(await lateWrites(this.#pool))],
    };
  }

  async end(): Promise<void> {
    for (const page of this.#pages.values()) page.close();
    for (const node of this.#nodes) await node.close();
    this.#carrier.close();
  }

  get #talking(): readonly (readonly [string, PageAgent])[] {
    return [...this.#pages].filter((_, n) => ROLES[n] === 'talks');
  }

  #heard(order: HeardOrder): void {
    if (order.isLate) this.#late.push(order);
    if (order.type !== 'originate' || order.attemptId === undefined) return;
    const { by, attemptId } = order;
    this.#dials.push({ by, attemptId, atMs: performance.now() });
  }

  async #newNode(
    nodeId: string,
    carrierPort: number,
    { isNewer }: { readonly isNewer: boolean } = { isNewer: false },
  ): Promise<ProvedNode> {
    const { host, port, user, database } = this.#connection;
    const node = new ProvedNode({
      ...{ nodeId, carrierPort, isNewer, port: await freePort(), without: undefined },
      secretKey: this.#secretKey,
      socketPath: join(`${host}`, `.s.PGSQL.${port}`),
      ...{ user: `${user}`, database: `${database}` },
      onFault: (fault) => this.#faults.push(fault),
    });
    this.#nodes.push(node);
    return node;
  }

  readonly #door = (): string =>
    must(this.#nodes.find(({ isOpen }) => isOpen) ?? this.#nodes.at(-1), 'a door').url;

  #openPages({ siteId, agents }: SceneSite): void {
    for (const [n, { id, cookie }] of agents.entries()) {
      const work = workAs(must(ROLES[n], 'a role'));
      const habit: Habit = (view, run) => work(view, run, this.#isOver);
      const page = new PageAgent({
        ...{ siteId, cookie, habit, name: `${siteId}.${id}`, door: this.#door },
        onSaved: (interactionId, note) => this.#saved.set(interactionId, note),
        // An offer that ended with the move of its site, and the like.
        onRefused: () => undefined,
      });
      this.#pages.set(id, page);
      page.open();
    }
  }

  async #order(site: SceneSite, order: Pick<SiteOrder, 'name' | 'body'>): Promise<void> {
    const how = { door: this.#door, forMsMax: STEP_MS_MAX };
    if (await orderSite(site, { ...order, ...how })) return;
    this.#faults.push(`${order.name} was not taken`);
  }

  #isInFullSwing(): boolean {
    const isAtIt = ({ view }: PageAgent, n: number): boolean => {
      if (ROLES[n] === 'works') return true;
      const phase = ROLES[n] === 'talks' ? 'connected' : 'wrap-up';
      const interaction = view?.interaction;
      return interaction?.phase === phase && this.#saved.has(interaction.id);
    };
    return (
      this.#dials.length >= ROLES.length + DIALS_ENOUGH && [...this.#pages.values()].every(isAtIt)
    );
  }

  async #upgrade(older: ProvedNode, carrierPort: number): Promise<void> {
    const { way, without } = this.#wish;
    if (way !== 'restarted') {
      const isNewer = way !== 'drained';
      await (await this.#newNode('newer', carrierPort, { isNewer })).start();
      if (isNewer) await this.#until('the newer release has the site', () => this.#isAtNewer());
    }
    const drained = older.drain();
    if (without === 'legs') this.#carrier.vanish();
    await drained;
    if (way === 'restarted') await older.start();
  }

  async #isAtNewer(): Promise<boolean> {
    const { rowCount } = await this.#pool.query(
      `select from site_leases where node = 'newer' and expires_at > clock_timestamp()`,
    );
    return rowCount === 1;
  }

  /** Everybody finishes what they have, and then nothing may be left. */
  async #settle(site: SceneSite): Promise<void> {
    this.#isOver = true;
    for (const page of this.#pages.values()) page.lookAgain();
    await this.#order(site, { name: 'complete' });
    await this.#until('nothing is left', async () => {
      const { rows } = await this.#pool.query<{ readonly left: string }>(
        `select (select count(*) from attempts where call_result is null)
           + (select count(*) from leases) + (select count(*) from dial_sessions) as left`,
      );
      return Number(rows[0]?.left) === 0;
    });
    for (const page of this.#pages.values()) page.close();
    for (const node of this.#nodes) await node.drain();
  }

  async #written({ id, note }: InHand): Promise<UpgradeReport['written']> {
    type Row = { readonly closed_by: string | null; readonly note: string };
    const found = await this.#pool.query<Row>(
      'select closed_by, note from interactions where id = $1',
      [id],
    );
    const row = must(found.rows[0], 'what was written about');
    return { note, closedBy: row.closed_by ?? 'nobody', kept: row.note };
  }

  async #dialedTwice(): Promise<readonly string[]> {
    const { rows } = await this.#pool.query<{ readonly phone: string }>(
      'select phone from attempts group by phone having count(*) > 1 order by phone',
    );
    return rows.map(({ phone }) => phone);
  }

  async #until(what: string, isSo: () => boolean | Promise<boolean>): Promise<void> {
    const until = performance.now() + STEP_MS_MAX;
    while (!(await isSo())) {
      if (performance.now() > until) {
        this.#faults.push(`it did not come to it that ${what}`);
        return;
      }
      await sleep(LOOK_EVERY_MS);
    }
  }
}

/** Whoever is called picks up soon, and never hangs up. */
const TALKATIVE = {
  setUpMs: millis(20),
  kind: 'answers',
  who: 'person',
  ringMs: millis(200),
  talkMs: minutes(60),
  patienceMs: minutes(1),
  verdict: 'person',
  verdictMs: millis(10),
} as const;

/** Nobody is hurried while they write. */
const UNHURRIED = {
  ...SCENE_SETTINGS,
  limits: { ...SCENE_SETTINGS.limits, wrapUpMs: minutes(20) },
};

function inHand({ view }: PageAgent): InHand | undefined {
  const interaction = view?.interaction;
  if (interaction === undefined) return undefined;
  const { id, phase, phone, contactName, recordId, attempt, draft } = interaction;
  const { openedAt, connectedAt, endedAt, wrapUpUntil } = interaction;
  return {
    ...{ id, phase, phone, contactName, recordId, attempt, note: draft.note },
    ...{ openedAt, connectedAt, endedAt, wrapUpUntil },
  };
}
