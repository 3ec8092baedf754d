import { must } from '@outpace/engine/basics/assert.ts';
import type { SiteId } from '@outpace/engine/basics/ids.ts';
import { siteId } from '@outpace/engine/basics/ids.ts';
import { millis, minutes } from '@outpace/engine/basics/time.ts';
import { hashPassword } from '@outpace/server/api/password.ts';
import { COOKIE, hashOfToken, newToken } from '@outpace/server/api/user-token.ts';
import { openUserSession } from '@outpace/server/store/user-sessions.ts';
import { insertUser } from '@outpace/server/store/users.ts';
import type pg from 'pg';
import type { CalleeOf } from '../carrier.ts';
import { inventedPhones, type SceneSettings, setScene } from '../crash/set-scene.ts';
import { hashOf, Prng } from '../prng.ts';

/** Somebody who has signed in. */
export type SceneUser = { readonly siteId: SiteId; readonly id: string; readonly cookie: string };

export type SceneSite = {
  readonly siteId: SiteId;
  readonly agents: readonly SceneUser[];
  readonly supervisor: SceneUser;
};

/** Sites of one running group each, with agents who have signed in. */
export async function setClusterScene(
  pool: pg.Pool,
  wanted: {
    readonly sites: number;
    readonly agents: number;
    readonly chains: number;
    readonly settings?: SceneSettings;
  },
): Promise<readonly SceneSite[]> {
  const passwordHash = await hashPassword('nobody signs in with this');
  const made: SceneSite[] = [];
  for (let n = 1; n <= wanted.sites; n += 1) {
    const site = siteId(`site-${n}`);
    await setScene(pool, inventedPhones(wanted.chains), wanted.settings, site);
    const user = async (id: string, role: 'agent' | 'supervisor'): Promise<SceneUser> => {
      const names = { id, name: id, displayName: id };
      await insertUser(pool, site, { ...names, role, active: true, passwordHash });
      const token = newToken();
      await openUserSession(pool, site, id, must(hashOfToken(token), 'its hash'));
      return { siteId: site, id, cookie: `${COOKIE}=${token}` };
    };
    const agents: SceneUser[] = [];
    for (let a = 1; a <= wanted.agents; a += 1) agents.push(await user(`agent-${a}`, 'agent'));
    await pool.query(
      `insert into agent_group_members (site, agent_group_id, user_id)
       select $1, 'agents', unnest($2::text[])`,
      [site, agents.map(({ id }) => id)],
    );
    made.push({ siteId: site, agents, supervisor: await user('supervisor', 'supervisor') });
  }
  return made;
}

/**
 * What no engine writes: who owns what, and what pages leave behind, who may be at any node.
 */
const NOT_BY_ENGINES = ['ownership', 'site_leases', 'sites', 'user_sessions', 'audit'];

/**
 * Whatever a node writes for a site that another one has taken is noted by the database, which
 * knows nodes by the names of their connections; so is what is begun under an older epoch of its
 * own.
 */
export async function noteLateWrites(pool: pg.Pool): Promise<void> {
  await pool.query(`
    create table late_writes (site text, node text, owner text, what text, at timestamptz);
    create function note_late() returns trigger language plpgsql as $$
    declare written text := case when tg_op = 'DELETE' then old.site else new.site end;
    begin
      insert into late_writes
      select l.site, current_setting('application_name'), l.node, tg_table_name, clock_timestamp()
      from site_leases l
      where l.site = written and l.node <> current_setting('application_name');
      return null;
    end $$;
    create function note_older() returns trigger language plpgsql as $$
    begin
      insert into late_writes
      select o.site, current_setting('application_name'), 'a later epoch', 'attempts',
        clock_timestamp()
      from ownership o where o.site = new.site and o.epoch <> new.epoch;
      return null;
    end $$;
    create trigger note_older after insert on attempts
      for each row execute function note_older()`);
  const { rows } = await pool.query<{ readonly name: string }>(
    `select quote_ident(table_name) as name from information_schema.columns
     join information_schema.tables using (table_schema, table_name)
     where table_schema = 'public' and column_name = 'site' and table_type = 'BASE TABLE'
       and table_name <> all ($1)`,
    [[...NOT_BY_ENGINES, 'late_writes']],
  );
  for (const { name } of rows) {
    await pool.query(
      `create trigger note_late after insert or update or delete on ${name}
       for each row execute function note_late()`,
    );
  }
}

/** What was written by who did not own the site any more, in words. */
export async function lateWrites(pool: pg.Pool): Promise<readonly string[]> {
  const { rows } = await pool.query<{
    readonly site: string;
    readonly node: string;
    readonly owner: string;
    readonly what: string;
    readonly rows: number;
  }>(
    `select site, node, owner, what, count(*)::int as rows from late_writes
     group by site, node, owner, what order by min(at)`,
  );
  return rows.map(
    ({ site, node, owner, what, rows: count }) =>
      `${site}: ${node} wrote ${count} of ${what} when it was ${owner}'s`,
  );
}

/** Most of them are persons who soon answer and soon have said everything. */
export const quickPeople: CalleeOf = (phone, dialedBefore) => {
  const prng = new Prng(hashOf(`${phone} ${dialedBefore}`));
  const setUpMs = millis(prng.between(10, 60));
  if (prng.chance(0.1)) return { setUpMs, kind: 'refuses', result: 'busy' };
  return {
    setUpMs,
    kind: 'answers',
    who: 'person',
    ringMs: millis(prng.between(50, 600)),
    talkMs: millis(prng.chance(0.05) ? prng.between(5_000, 20_000) : prng.between(100, 800)),
    patienceMs: minutes(1),
    verdict: 'person',
    verdictMs: millis(10),
  };
};
