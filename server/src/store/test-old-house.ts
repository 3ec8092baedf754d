import { ownMigrations } from './migrate.ts';
import type { Queryable } from './queryable.ts';

/*
 * A site as earlier releases left it: what each of them could keep, written by plain SQL that fits
 * its own tables. A migration that adds a table needs rows here, written after it.
 */

/** As the first release had it: nothing of voice, callbacks or call treatments. */
const FIRST_SETTINGS = {
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
    dispositions: [{ code: 'sold', label: 'Sold', path: [] }],
    dispositionMandatory: false,
    frozenAfterCall: false,
  },
  noticeFields: [],
  previewFields: [],
  caseFields: [],
  recordFields: [],
  responses: [{ title: 'Hello', text: 'Good {day}' }],
  abandonMessage: 'safe-harbour',
};

const PEOPLE = `
  insert into sites (site, name, reasons)
  values ('main', 'House', '[{"code": "lunch", "label": "Lunch"}]');
  insert into ownership (site, epoch, owner) values ('main', 7, 'somewhere:1');
  insert into users (site, id, name, display_name, role, password_hash, active) values
    ('main', 'ana', 'ana', 'Ana', 'agent', 'hash of ana', true),
    ('main', 'bo', 'bo', 'Bo', 'supervisor', 'hash of bo', true),
    ('main', 'cyd', 'cyd', 'Cyd', 'administrator', 'hash of cyd', false);
  insert into user_sessions (site, token_hash, user_id, expires_at)
  values ('main', '\\x01', 'ana', '2126-01-01');
  insert into agent_groups (site, id, name) values ('main', 'a-1', 'Agents');
  insert into agent_group_members values ('main', 'a-1', 'ana');
  insert into agent_states (site, agent_id, phase, reason, at)
  values ('main', 'ana', 'not-ready', 'lunch', '2026-01-05 09:00Z');
  insert into audit (site, by, what, subject, detail)
  values ('main', 'bo', 'contact-changed', '1', '{"name": {"from": "N.", "to": "Nora"}}');`;

const LISTS = `
  insert into calling_lists (site, id, name, fields)
  values ('main', 'l-1', 'Customers', '[{"key": "tariff", "label": "Tariff", "type": "text"}]');
  insert into callable_windows (zone, daily_from, daily_till) values ('UTC', 0, 86400);
  insert into chains (site, list_id, contact_name, customer_id, state) values
    ('main', 'l-1', 'Nora', 'K-1', 'ready'),
    ('main', 'l-1', 'Omar', null, 'ready'),
    ('main', 'l-1', 'Pia', null, 'closed'),
    ('main', 'l-1', 'Quinn', null, 'ready');
  insert into records (site, chain_id, list_id, chain_n, phone, zone, daily_from, daily_till,
      window_id, record_type, attempts, fields) values
    ('main', 1, 'l-1', 0, '+12125550141', 'UTC', 0, 86400, 1, 2, 0, '{"tariff": "flat"}'),
    ('main', 1, 'l-1', 1, '+12125550142', 'UTC', 0, 86400, 1, 2, 0, '{}'),
    ('main', 2, 'l-1', 0, '+12125550143', 'UTC', 0, 86400, 1, 2, 1, '{}'),
    ('main', 3, 'l-1', 0, '+12125550144', 'UTC', 0, 86400, 1, 7, 1, '{}'),
    ('main', 4, 'l-1', 0, '+12125550145', 'UTC', 0, 86400, 1, 6, 0, '{}');
  insert into dial_queue (site, chain_id, list_id, window_id, rank) values
    ('main', 1, 'l-1', 1, 3), ('main', 4, 'l-1', 1, 1);
  insert into leases (site, chain_id, group_id, epoch, until, rank)
  values ('main', 2, 'g-1', 7, '2126-01-01', 3);
  insert into imports (site, id, list_id, file_name, state, rows_read, rows_imported, rows_refused,
    started_by, ended_at)
  values ('main', 'm-1', 'l-1', 'people.csv', 'done', 6, 5, 1, 'bo', now());
  insert into import_errors values ('main', 'm-1', 7, 'phone', 'not-a-number', 'none');
  insert into suppressions (site, kind, value, reason, added_by, added_at)
  values ('main', 'phone', '+12125550144', 'asked', 'ana', '2026-01-05 10:02Z');`;

const CAMPAIGNS = `
  insert into campaign_lists (site, campaign_id, list_id) values ('main', 'c-1', 'l-1');
  insert into campaign_groups (site, id, name, campaign_id, agent_group_id)
  values ('main', 'g-1', 'Group', 'c-1', 'a-1');
  insert into dial_sessions (site, group_id, phase, mode, multiplier, auto_complete, changed_at)
  values ('main', 'g-1', 'running', 'progressive', 1, false, '2026-01-05 09:00Z');
  insert into attempts (site, id, epoch, group_id, campaign_id, list_id, chain_id, record_id,
      phone, mode, agent_id, opened_at, answered_at, connected_at, ended_at, call_result) values
    ('main', 't-1', 7, 'g-1', 'c-1', 'l-1', 3, 4, '+12125550144', 'progressive', 'ana',
      '2026-01-05 10:00Z', '2026-01-05 10:00:10Z', '2026-01-05 10:00:11Z', '2026-01-05 10:02Z', 33),
    ('main', 't-2', 7, 'g-1', 'c-1', 'l-1', 2, 3, '+12125550143', 'progressive', 'ana',
      '2026-01-05 10:05Z', '2026-01-05 10:05:10Z', '2026-01-05 10:05:11Z', null, null);
  insert into interactions (site, id, attempt_id, group_id, campaign_id, chain_id, record_id,
      agent_id, opened_at, connected_at, ended_at, done_at, closed_by, call_result,
      disposition_code, note, draft) values
    ('main', 'i-1', 't-1', 'g-1', 'c-1', 3, 4, 'ana', '2026-01-05 10:00Z',
      '2026-01-05 10:00:11Z', '2026-01-05 10:02Z', '2026-01-05 10:03Z', 'agent', 33, 'sold',
      'Will call back', null),
    ('main', 'i-2', 't-2', 'g-1', 'c-1', 2, 3, 'ana', '2026-01-05 10:05Z',
      '2026-01-05 10:05:11Z', null, null, null, null, null, 'Half a thought',
      '{"callResult": "answer", "dispositionCode": "sold", "doNotCall": null}');`;

/** What could be kept from this migration on. */
const LATER: ReadonlyMap<number, string> = new Map([
  [
    2,
    `insert into recordings (site, interaction_id, file, state, started_at)
     values ('main', 'i-1', 'file-1', 'kept', '2026-01-05 10:00:11Z');
     insert into cpd_corrections values ('main', 't-1', 'machine', 'ana', '2026-01-05 10:03Z');
     insert into call_quality values
       ('main', 'i-1', '2026-01-05 10:02Z', 0.1, 0.5, 0.5, 8, 20, null, 110000);`,
  ],
  [
    3,
    `update chains set promised_in = 'g-1' where id = 4;
     update dial_queue set promised_in = 'g-1' where chain_id = 4;`,
  ],
  [
    4,
    `insert into response_categories (site, id, name) values ('main', 'b-1', 'Branch');
     insert into responses (site, id, category_id, place, title, text)
     values ('main', 'x-1', 'b-1', 0, 'Bye', 'Farewell');
     insert into favourite_responses values ('main', 'ana', 'x-1');
     update chains set details = '{"email": "nora@example.com"}' where id = 1;`,
  ],
  [
    6,
    `insert into third_parties (site, interaction_id, serial, by_agent_id, phone, purpose, state,
       called_at, changed_at)
     values ('main', 'i-1', 1, 'ana', '+12125550199', 'consult', 'ended', now(), now());`,
  ],
  [7, `insert into team_favourites values ('main', 'ana', 'agent', 'bo', now());`],
  [11, `insert into pacing_memories values ('main', 'c-1', '{"version": 0}', now());`],
  [
    14,
    `insert into webhook_receivers (site, id, name, url, events, secret)
     values ('main', 'w-1', 'CRM', 'https://crm.example/', '{attempt-ended}', 'secret');
     insert into webhook_deliveries (site, receiver_id, id, event, body)
     values ('main', 'w-1', 'd-1', 'attempt-ended', '{}');`,
  ],
  [16, `insert into import_mappings values ('main', 'p-1', 'Usual', '["phone"]', '{}');`],
  [18, `insert into attempt_answers values ('main', 't-1', '[]');`],
  [
    19,
    `insert into suppression_lists (site, id, name, added_by)
     values ('main', 's-1', 'Asked outside', 'bo');
     insert into suppression_entries (site, suppression_list_id, kind, value)
     values ('main', 's-1', 'phone', '+12125550198');`,
  ],
  [
    23,
    `insert into validations values ('main', 't-9', 'c-1', 1, '+12125550141',
       'https://crm.example/', 'refused', null, now(), now());
     insert into campaign_secrets values ('main', 'c-1', 'secret');`,
  ],
  [
    25,
    `insert into schedules (site, id, name, zone, enabled, begins, grace_ms, changed_at,
       looked_until)
     values ('main', 'h-1', 'Mornings', 'UTC', true, '{}', 60000, now(), now());
     insert into schedule_points values ('main', 'h-1', 'q-1', 0, 'g-1', '{}', '{}');
     insert into schedule_marks (site, schedule_id, run, point_id, due_at, place, group_id,
       group_name, action, state, changed_at)
     values ('main', 'h-1', '2026-01-05', 'q-1', '2026-01-05 09:00Z', 0, 'g-1', 'Group', '{}',
       'done', now());`,
  ],
  [
    27,
    `insert into suppression_list_campaigns values ('main', 's-1', 'c-1');
     insert into left_out values ('main', 'c-1', 3, 0);`,
  ],
  [
    29,
    `insert into nodes (id, address, process, phase)
     values ('node-1', 'http://node-1.example', 'somewhere 1', 'working');
     insert into site_leases (site, epoch, node) values ('main', 7, 'node-1');`,
  ],
  [30, `insert into answered_commands (site, command_id, done) values ('main', 'ana-1', 'done');`],
  [
    33,
    `insert into api_tokens (site, id, user_id, name, token_hash, scopes, expires_at)
     values ('main', 'k-1', 'bo', 'Report', '\\x02', '{reports}', '2126-01-01');`,
  ],
  [34, `insert into added_chains values ('main', 'l-1', 'their-1', 1, now());`],
  [
    38,
    `insert into erasures (site, id, by, reference, keep_suppressed, keys, counts)
     values ('main', 'e-1', 'cyd', 'Letter of May', true, '{00}', '{"attempts": 1}');`,
  ],
  [43, `insert into newer_release (version, asked_at) values (43, '2026-01-05 10:00Z');`],
  [
    47,
    `insert into pacing_decisions values
     ('main', 'g-1', '2026-01-05 10:00Z', '2026-01-05 10:01Z', '[{"ready": 1}]');`,
  ],
  [48, `insert into commit_marks values ('main', '7-1');`],
]);

/** Writes what could first be kept after this migration. */
export async function fillAfter(version: number, db: Queryable): Promise<void> {
  if (version === 1) {
    await db.query(PEOPLE);
    await db.query(LISTS);
    await db.query(
      `insert into campaigns (site, id, name, settings) values ('main', 'c-1', 'Talks', $1)`,
      [FIRST_SETTINGS],
    );
    await db.query(CAMPAIGNS);
  }
  await db.query(LATER.get(version) ?? '');
}

/** Steps that are written here and that no release has: a name that was put wrong. */
export async function fillingsOfNobody(): Promise<readonly number[]> {
  const known = (await ownMigrations()).map(({ version }) => version);
  return [...LATER.keys()].filter((version) => !known.includes(version));
}
