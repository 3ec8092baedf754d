-- The house: one site's users, campaigns, calling lists, and what was done with them.
-- Every table carries its site. Enumerations of the calling list format are kept by number
-- (engine/src/calling-lists: record.ts, call-result.ts). Instants are timestamptz.

create table sites (
  site          text primary key,
  name          text not null,
  demo          boolean not null default false,
  -- Administrator's Not Ready reasons: [{code, label}], in order.
  reasons       jsonb not null default '[]',
  -- Go on running after a restart, or wait as active for the supervisor.
  resume        boolean not null default true,
  created_at    timestamptz not null default now()
);

-- Who may write for a site. The epoch goes up at each take-over; writes of an older one fail.
create table ownership (
  site          text primary key references sites,
  epoch         bigint not null,
  owner         text not null,
  taken_at      timestamptz not null default now()
);

create table users (
  site          text not null references sites,
  id            text not null,
  name          text not null,
  display_name  text not null,
  role          text not null check (role in ('agent', 'supervisor', 'administrator')),
  password_hash text not null,
  active        boolean not null default true,
  version       int not null default 1,
  created_at    timestamptz not null default now(),
  primary key (site, id),
  unique (site, name)
);

-- Signed-in browsers. Only a hash of the cookie is kept.
create table user_sessions (
  site          text not null,
  token_hash    bytea not null,
  user_id       text not null,
  created_at    timestamptz not null default now(),
  expires_at    timestamptz not null,
  primary key (site, token_hash),
  foreign key (site, user_id) references users (site, id) on delete cascade
);

create table agent_groups (
  site          text not null references sites,
  id            text not null,
  name          text not null,
  version       int not null default 1,
  primary key (site, id),
  unique (site, name)
);

create table agent_group_members (
  site          text not null,
  agent_group_id text not null,
  user_id       text not null,
  primary key (site, agent_group_id, user_id),
  foreign key (site, agent_group_id) references agent_groups (site, id) on delete cascade,
  foreign key (site, user_id) references users (site, id) on delete cascade
);

create table calling_lists (
  site          text not null references sites,
  id            text not null,
  name          text not null,
  default_country text not null default 'US',
  default_zone  text not null default 'America/New_York',
  -- Seconds since local midnight, for rows that name none.
  daily_from    int not null default 28800 check (daily_from between 0 and 86400),
  daily_till    int not null default 64800 check (daily_till between 0 and 86400),
  -- Custom fields: [{key, label, type, choices}], in order.
  fields        jsonb not null default '[]',
  version       int not null default 1,
  created_at    timestamptz not null default now(),
  primary key (site, id),
  unique (site, name)
);

create table campaigns (
  site          text not null references sites,
  id            text not null,
  name          text not null,
  description   text not null default '',
  -- Everything of CampaignSettings (protocol/src/campaigns.ts) but name, description and lists.
  settings      jsonb not null,
  version       int not null default 1,
  created_at    timestamptz not null default now(),
  primary key (site, id),
  unique (site, name)
);

create table campaign_lists (
  site          text not null,
  campaign_id   text not null,
  list_id       text not null,
  weight        int not null default 10 check (weight between 0 and 1000),
  attempts_max  int not null default 10 check (attempts_max between 1 and 1000),
  place         int not null default 0,
  primary key (site, campaign_id, list_id),
  foreign key (site, campaign_id) references campaigns (site, id) on delete cascade,
  foreign key (site, list_id) references calling_lists (site, id)
);

create table campaign_groups (
  site          text not null,
  id            text not null,
  name          text not null,
  campaign_id   text not null,
  agent_group_id text not null,
  mode          text not null default 'progressive',
  multiplier    double precision not null default 1 check (multiplier between 0.1 and 10),
  version       int not null default 1,
  primary key (site, id),
  unique (site, name),
  foreign key (site, campaign_id) references campaigns (site, id) on delete cascade,
  foreign key (site, agent_group_id) references agent_groups (site, id)
);

-- Each distinct (zone, from, till) once: at fetch time the open ones are found first, so that
-- fetching never computes with the zone of a record.
create table callable_windows (
  id            int generated always as identity primary key,
  zone          text not null,
  daily_from    int not null,
  daily_till    int not null,
  unique (zone, daily_from, daily_till)
);

create table chains (
  site          text not null,
  id            bigint generated always as identity,
  list_id       text not null,
  contact_name  text not null default '',
  customer_id   text,
  state         text not null default 'ready' check (state in ('ready', 'closed')),
  -- Index of the record to dial next.
  place         int not null default 0,
  -- {trigger, applied}: where the chain stands in its treatments.
  treatment     jsonb,
  due_at        timestamptz not null default '-infinity',
  primary key (site, id),
  foreign key (site, list_id) references calling_lists (site, id) on delete cascade
) with (fillfactor = 85);
create index chains_of_list on chains (site, list_id);
create index chains_of_customer on chains (site, customer_id) where customer_id is not null;

create table records (
  site          text not null,
  id            bigint generated always as identity,
  chain_id      bigint not null,
  list_id       text not null,
  chain_n       int not null default 0,
  phone         text not null,
  contact_type  smallint not null default 1,
  record_type   smallint not null default 2,
  record_status smallint not null default 1,
  call_result   smallint not null default 28,
  attempts      int not null default 0,
  zone          text not null,
  daily_from    int not null,
  daily_till    int not null,
  window_id     int not null references callable_windows,
  called_at     timestamptz,
  agent_id      text,
  fields        jsonb not null default '{}',
  primary key (site, id),
  unique (site, chain_id, chain_n),
  foreign key (site, chain_id) references chains (site, id) on delete cascade
) with (fillfactor = 85);
create index records_of_phone on records (site, phone);
create index records_of_list on records (site, list_id);

-- Chains that wait to be dialed: narrow, and only these. A row goes when its chain is leased and
-- comes back when the chain is saved as ready or its lease ends.
-- rank: 0 = returned to the top, 1 = callback, 2 = rescheduled, 3 = general.
create table dial_queue (
  site          text not null,
  chain_id      bigint not null,
  list_id       text not null,
  window_id     int not null,
  rank          smallint not null default 3,
  due_at        timestamptz not null default '-infinity',
  primary key (site, chain_id),
  foreign key (site, chain_id) references chains (site, id) on delete cascade
);
create index dial_queue_next on dial_queue (site, list_id, window_id, rank, due_at, chain_id);
create index dial_queue_due on dial_queue (site, list_id, due_at);

create table leases (
  site          text not null,
  chain_id      bigint not null,
  group_id      text not null,
  epoch         bigint not null,
  until         timestamptz not null,
  -- To put the chain back where it was when the lease just ends.
  rank          smallint not null,
  primary key (site, chain_id),
  foreign key (site, chain_id) references chains (site, id) on delete cascade
);
create index leases_until on leases (site, until);

-- One row per dial, inserted before it, closed once. Nothing else ever changes in it.
create table attempts (
  site          text not null,
  id            text not null,
  epoch         bigint not null,
  group_id      text not null,
  campaign_id   text not null,
  list_id       text not null,
  chain_id      bigint not null,
  record_id     bigint not null,
  phone         text not null,
  mode          text not null,
  agent_id      text,
  opened_at     timestamptz not null,
  answered_at   timestamptz,
  connected_at  timestamptz,
  ended_at      timestamptz,
  call_result   smallint,
  primary key (site, id)
);
create index attempts_open on attempts (site) where call_result is null;
create index attempts_of_chain on attempts (site, chain_id, opened_at);
create index attempts_by_time on attempts (site, campaign_id, opened_at);

create table interactions (
  site          text not null,
  id            text not null,
  attempt_id    text not null,
  group_id      text not null,
  campaign_id   text not null,
  chain_id      bigint not null,
  record_id     bigint not null,
  agent_id      text not null,
  opened_at     timestamptz not null,
  connected_at  timestamptz,
  ended_at      timestamptz,
  done_at       timestamptz,
  closed_by     text,
  -- The agent's word; the attempt keeps what the switch said.
  call_result   smallint,
  disposition_code text,
  do_not_call   text,
  note          text not null default '',
  -- {callResult, dispositionCode, doNotCall} while not done.
  draft         jsonb,
  primary key (site, id),
  foreign key (site, attempt_id) references attempts (site, id)
);
create index interactions_open on interactions (site) where done_at is null;
create index interactions_of_chain on interactions (site, chain_id, opened_at);
create index interactions_of_agent on interactions (site, agent_id, opened_at);

create table suppressions (
  site          text not null references sites,
  kind          text not null check (kind in ('phone', 'customer')),
  value         text not null,
  reason        text not null,
  added_by      text not null,
  interaction_id text,
  added_at      timestamptz not null,
  primary key (site, kind, value)
);

-- Loaded campaign groups, so that they come back after a restart.
create table dial_sessions (
  site          text not null,
  group_id      text not null,
  phase         text not null,
  mode          text not null,
  multiplier    double precision not null,
  auto_complete boolean not null,
  changed_at    timestamptz not null,
  primary key (site, group_id),
  foreign key (site, group_id) references campaign_groups (site, id)
);

create table agent_states (
  site          text not null,
  id            bigint generated always as identity primary key,
  agent_id      text not null,
  phase         text not null,
  reason        text,
  at            timestamptz not null
);
create index agent_states_of_agent on agent_states (site, agent_id, at);

create table imports (
  site          text not null,
  id            text not null,
  list_id       text not null,
  file_name     text not null,
  state         text not null check (state in ('running', 'done', 'cancelled', 'refused', 'failed')),
  rows_read     bigint not null default 0,
  rows_imported bigint not null default 0,
  rows_refused  bigint not null default 0,
  bytes_read    bigint not null default 0,
  bytes_total   bigint not null default 0,
  problem       text,
  started_by    text not null,
  started_at    timestamptz not null default now(),
  ended_at      timestamptz,
  primary key (site, id),
  foreign key (site, list_id) references calling_lists (site, id) on delete cascade
);

create table import_errors (
  site          text not null,
  import_id     text not null,
  line          bigint not null,
  column_name   text not null,
  reason        text not null,
  value         text not null,
  foreign key (site, import_id) references imports (site, id) on delete cascade
);
create index import_errors_of_import on import_errors (site, import_id, line);

create table audit (
  site          text not null,
  id            bigint generated always as identity primary key,
  at            timestamptz not null default now(),
  by            text not null,
  what          text not null,
  subject       text not null,
  detail        jsonb not null default '{}'
);
create index audit_by_time on audit (site, at);
