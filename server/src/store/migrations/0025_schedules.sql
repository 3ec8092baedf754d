-- What is ordered of campaign groups by itself, and what came of it.

create table schedules (
  site          text not null references sites,
  id            text not null,
  name          text not null,
  -- IANA zone of its days and times.
  zone          text not null,
  enabled       boolean not null,
  -- Once, or on which days of the week: as the protocol has it.
  begins        jsonb not null,
  grace_ms      int not null,
  version       int not null default 1,
  changed_at    timestamptz not null,
  -- Points up to here have been marked, or are none of this version's.
  looked_until  timestamptz not null,
  primary key (site, id),
  unique (site, name)
);

create table schedule_points (
  site          text not null,
  schedule_id   text not null,
  id            text not null,
  -- From 0, in the order in which points of one instant are carried out.
  place         int not null,
  group_id      text not null,
  at            jsonb not null,
  action        jsonb not null,
  primary key (site, schedule_id, id),
  foreign key (site, schedule_id) references schedules (site, id) on delete cascade,
  foreign key (site, group_id) references campaign_groups (site, id)
);
create index schedule_points_of_group on schedule_points (site, group_id);

-- One row for each point of each run, before anything is ordered: so nothing is ordered twice,
-- whatever crashes and whatever clocks do. What the point was is kept, whatever becomes of it.
create table schedule_marks (
  site          text not null,
  schedule_id   text not null,
  -- The day on which the run began.
  run           text not null,
  point_id      text not null,
  due_at        timestamptz not null,
  place         int not null,
  group_id      text not null,
  group_name    text not null,
  action        jsonb not null,
  -- Of the orders of its action: the one to be given next, or that was given last.
  step          int not null default 0,
  state         text not null check (
    state in ('waiting', 'ordered', 'done', 'refused', 'skipped', 'interrupted')
  ),
  code          text,
  detail        text,
  skip          text,
  changed_at    timestamptz not null,
  primary key (site, schedule_id, run, point_id, due_at),
  foreign key (site, schedule_id) references schedules (site, id) on delete cascade
);
create index schedule_marks_open on schedule_marks (site, due_at, place)
  where state in ('waiting', 'ordered');
create index schedule_marks_newest on schedule_marks (site, schedule_id, due_at desc);
create index schedule_marks_oldest on schedule_marks (site, due_at);
