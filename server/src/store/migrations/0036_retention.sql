-- How long a site keeps what has happened, in days, and what was last removed. What it does not say
-- is as engine/src/compliance/retention.ts has it.

alter table sites
  add column retention jsonb not null default '{}',
  add column retention_version int not null default 1,
  -- {at, removed, waiting}.
  add column retention_run jsonb;

-- An attempt is asked for what was said in it before it goes.
create index interactions_of_attempt on interactions (attempt_id);
create index validations_by_time on validations (site, asked_at);
create index imports_by_end on imports (site, ended_at) where ended_at is not null;
