-- Voice: what campaigns want of the telephony, who was heard at the other end, and recordings.

-- Campaigns from before go on as they were: whoever waited for a verdict still does.
update campaigns set settings = settings || jsonb_build_object('voice', jsonb_build_object(
  'agentLeg', 'per-call',
  'mergeBeep', false,
  'cpd', jsonb_build_object(
    'when',
    case when (settings #>> '{limits,verdictMs}')::numeric > 0 then 'before' else 'off' end,
    'profile', 'balanced',
    'onMachine', 'hang-up',
    'message', ''),
  'recording', jsonb_build_object('of', 'none', 'share', 0, 'announcement', 'none'),
  'rejoinMs', 20000))
where not settings ? 'voice';

-- What agents' SIP passwords are made from. 244 random bits, made here and inside the database
-- alone, so that no statement and no log ever holds them.
alter table sites add column phone_secret bytea not null
  default sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'));

-- Who answered as call progress detection heard it, why it thinks so, and ms after the answer.
alter table attempts
  add column cpd_verdict  text,
  add column cpd_cause    text,
  add column cpd_after_ms int;

-- Known while the conversation goes on, so that a restart knows its timers.
alter table interactions add column answered_at timestamptz;

-- What the agent heard instead. The last word stands: it is a label to tune detection by, and a
-- wrong press that was put right at once teaches nothing.
create table cpd_corrections (
  site          text not null,
  attempt_id    text not null,
  said          text not null check (said in ('person', 'machine')),
  by            text not null,
  at            timestamptz not null,
  primary key (site, attempt_id),
  foreign key (site, attempt_id) references attempts (site, id)
);

-- At most one per interaction; a second one replaces the first.
create table recordings (
  site          text not null,
  interaction_id text not null,
  -- Its name on the switch.
  file          text not null,
  state         text not null check (state in ('recording', 'kept', 'failed')),
  started_at    timestamptz not null,
  ended_at      timestamptz,
  duration_ms   int,
  primary key (site, interaction_id),
  foreign key (site, interaction_id) references interactions (site, id)
);
create index recordings_by_time on recordings (site, started_at);

-- The sound as the agent's browser measured it, from the beginning of the call until `at`.
create table call_quality (
  site          text not null,
  interaction_id text not null,
  at            timestamptz not null,
  -- 0..1: packets lost on the way to the agent, and the mean levels heard and said.
  loss_share    real not null,
  level_in      real not null,
  level_out     real not null,
  jitter_ms     real not null,
  jitter_ms_max real not null,
  -- Null until the far end has reported.
  round_trip_ms real,
  over_ms       real not null,
  primary key (site, interaction_id),
  foreign key (site, interaction_id) references interactions (site, id)
);
