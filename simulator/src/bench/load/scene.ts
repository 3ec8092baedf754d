import { must } from '@outpace/engine/basics/assert.ts';
import { agentId, siteId } from '@outpace/engine/basics/ids.ts';
import { COOKIE, hashOfToken, newToken } from '@outpace/server/api/user-token.ts';
import type { Pool } from 'pg';
import { SITE } from '../../crash/scene.ts';
import { inventedPhones, SCENE_SETTINGS, setScene } from '../../crash/set-scene.ts';

export type LoadPeople = {
  /** Cookie headers of agents who are signed in. */
  readonly agents: readonly string[];
  readonly supervisor: string;
};

/** Attempts in the air at once; far above what any load here needs. */
const ATTEMPTS_MAX = 10_000;
/** For half an hour at an ordinary pace; more than 70000 numbers would repeat themselves. */
const PEOPLE_EACH = 140;

/** One campaign whose calls reach agents at the answer, and its list. */
export async function setLoadScene(pool: Pool, agents: number): Promise<void> {
  const { limits, voice, outcomes } = SCENE_SETTINGS;
  await setScene(pool, inventedPhones(agents * PEOPLE_EACH), {
    ...SCENE_SETTINGS,
    delivery: { kind: 'auto-answer' },
    limits: { ...limits, ringMs: 15_000, attemptsMax: ATTEMPTS_MAX },
    voice: { ...voice, cpd: { ...voice.cpd, when: 'beside' } },
    outcomes,
  });
}

/** Agents of that group and a supervisor, signed in without a password. */
export async function signEverybodyIn(pool: Pool, agents: number): Promise<LoadPeople> {
  const ids = Array.from({ length: agents }, (_, n) => agentId(`agent-${n + 1}`));
  const site = siteId(SITE);
  const everybody = [...ids, 'supervisor'];
  const tokens = everybody.map(() => newToken());
  const hashes = tokens.map((token) => must(hashOfToken(token), 'the hash of a token'));
  // Nobody signs in with these: what is no hash fits no password.
  await pool.query(
    `insert into users (site, id, name, display_name, role, password_hash)
     select $1, id, id, 'Person ' || id, case id when 'supervisor' then id else 'agent' end, ''
     from unnest($2::text[]) as p (id)`,
    [site, everybody],
  );
  await pool.query(
    `insert into agent_group_members (site, agent_group_id, user_id)
     select $1, 'agents', id from unnest($2::text[]) as p (id)`,
    [site, ids],
  );
  await pool.query(
    `insert into user_sessions (site, token_hash, user_id, expires_at)
     select $1, hash, id, now() + interval '1 day'
     from unnest($2::bytea[], $3::text[]) as p (hash, id)`,
    [site, hashes, everybody],
  );
  const cookies = tokens.map((token) => `${COOKIE}=${token}`);
  return { agents: cookies.slice(0, agents), supervisor: must(cookies.at(-1), 'a supervisor') };
}
