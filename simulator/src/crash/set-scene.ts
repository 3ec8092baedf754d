import { DROP_ALL } from '@outpace/engine/campaigns/call-treatments.ts';
import type { demoCampaigns } from '@outpace/server/jobs/demo-campaigns.ts';
import type pg from 'pg';
import { GROUP, SITE } from './scene.ts';

/** A site with one campaign without redials, and a list of people in one open window. */
export async function setScene(
  pool: pg.Pool,
  phones: readonly string[],
  settings: SceneSettings = SCENE_SETTINGS,
  site: string = SITE,
): Promise<void> {
  await pool.query(`insert into sites (site, name, resume) values ($1, 'Crash', true)`, [site]);
  await pool.query(`insert into agent_groups (site, id, name) values ($1, 'agents', 'Agents')`, [
    site,
  ]);
  await pool.query(
    `insert into calling_lists (site, id, name, daily_from, daily_till)
     values ($1, 'list', 'List', 0, 86400)`,
    [site],
  );
  await pool.query(
    `insert into campaigns (site, id, name, settings) values ($1, 'campaign', 'Campaign', $2)`,
    [site, JSON.stringify(settings)],
  );
  await pool.query(
    `insert into campaign_lists (site, campaign_id, list_id) values ($1, 'campaign', 'list')`,
    [site],
  );
  await pool.query(
    `insert into campaign_groups (site, id, name, campaign_id, agent_group_id)
     values ($1, $2, 'Group', 'campaign', 'agents')`,
    [site, GROUP],
  );
  await insertPeople(pool, phones, site);
}

/** Invented numbers, as many as are wanted; more than 70000 repeat themselves. */
export const inventedPhones = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, n) => {
    const area = 212 + (n % 700);
    return `+1${area}55501${String(n % 100).padStart(2, '0')}`;
  });

/** One person for each number, to be called in this order. */
async function insertPeople(pool: pg.Pool, phones: readonly string[], site: string): Promise<void> {
  await pool.query(
    `with open_window as (
       insert into callable_windows (zone, daily_from, daily_till) values ('UTC', 0, 86400)
       on conflict (zone, daily_from, daily_till) do update set zone = excluded.zone returning id
     ), wanted as (
       select phone, 'Person ' || n as name from unnest($2::text[]) with ordinality as p (phone, n)
       order by n
     ), person as (
       insert into chains (site, list_id, contact_name)
       select $1, 'list', name from wanted returning id, contact_name
     ), number as (
       insert into records (site, chain_id, list_id, phone, zone, daily_from, daily_till, window_id)
       select $1, person.id, 'list', wanted.phone, 'UTC', 0, 86400, open_window.id
       from person join wanted on wanted.name = person.contact_name, open_window
     )
     insert into dial_queue (site, chain_id, list_id, window_id)
     select $1, person.id, 'list', open_window.id from person, open_window`,
    [site, phones],
  );
}

export type SceneSettings = ReturnType<typeof demoCampaigns>[number]['settings'];

/** Nothing is redialed, listened to or recorded. */
export const SCENE_SETTINGS: SceneSettings = {
  delivery: { kind: 'manual-accept', offerMs: 20_000 },
  autoDone: false,
  limits: {
    ringMs: 25_000,
    connectMsMax: 2_000,
    verdictMs: 3_000,
    attemptsMax: 100,
    wrapUpMs: 30_000,
    wrapUpExtendMs: 30_000,
    coolDownMs: 60_000,
    abandonShareMax: 0.03,
  },
  treatments: [],
  outcomes: {
    callResults: ['answer'],
    preselected: null,
    dispositions: [],
    dispositionMandatory: false,
    frozenAfterCall: false,
  },
  noticeFields: [],
  previewFields: [],
  caseFields: [],
  recordFields: [],
  abandonMessage: 'safe-harbour',
  voice: {
    agentLeg: 'per-call',
    mergeBeep: false,
    cpd: { when: 'before', profile: 'balanced', callTreatments: DROP_ALL },
    recording: { of: 'none', share: 0, announcement: 'none' },
    rejoinMs: 20_000,
  },
  callbacks: { whenAway: 'group', waitMs: 900_000, aheadDaysMax: 30 },
};
