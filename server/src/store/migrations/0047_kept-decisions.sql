-- Why a group dialed as much as it did, for a day, whatever becomes of the process: of some seconds
-- each, in the order in which they were decided. What a row says is protocol/src/pacing.ts.
create table pacing_decisions (
  site          text not null,
  group_id      text not null,
  from_at       timestamptz not null,
  till_at       timestamptz not null,
  rows          jsonb not null,
  -- Whoever was not told that it was kept keeps it again.
  primary key (site, group_id, till_at, from_at),
  foreign key (site, group_id) references campaign_groups (site, id) on delete cascade
);
