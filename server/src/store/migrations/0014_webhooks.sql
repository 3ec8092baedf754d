-- Programs outside that are told what has happened, and what they are still to be told.

create table webhook_receivers (
  site          text not null references sites,
  id            text not null,
  name          text not null,
  url           text not null,
  -- Kinds of events it takes.
  events        text[] not null,
  enabled       boolean not null default true,
  -- Deliveries are signed with it; never shown again.
  secret        text not null,
  version       int not null default 1,
  added_at      timestamptz not null default now(),
  primary key (site, id),
  unique (site, name)
);

-- Written in the transaction of what it tells, so that nothing is told which is not so, and
-- nothing is forgotten by a crash.
create table webhook_deliveries (
  site          text not null,
  receiver_id   text not null,
  -- The same at each receiver and at each try: what it can tell repeats by.
  id            text not null,
  event         text not null,
  body          jsonb not null,
  state         text not null default 'waiting' check (state in ('waiting', 'delivered', 'failed')),
  added_at      timestamptz not null default now(),
  tries         int not null default 0,
  next_try_at   timestamptz not null default now(),
  tried_at      timestamptz,
  -- The last answer: its status, or none, and its first words or why there is none.
  status        int,
  answer        text,
  primary key (site, receiver_id, id),
  foreign key (site, receiver_id) references webhook_receivers (site, id) on delete cascade
);
create index webhook_deliveries_waiting on webhook_deliveries (site, receiver_id, next_try_at)
  where state = 'waiting';
create index webhook_deliveries_failed on webhook_deliveries (site, receiver_id)
  where state = 'failed';
create index webhook_deliveries_newest on webhook_deliveries (site, receiver_id, added_at desc);
create index webhook_deliveries_oldest on webhook_deliveries (site, added_at);
