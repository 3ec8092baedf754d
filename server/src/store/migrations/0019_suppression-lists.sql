-- Suppression lists: made outside, kept beside what people ask for in calls, and ended by a date.

create table suppression_lists (
  site          text not null references sites,
  id            text not null,
  name          text not null,
  -- Only for chains of this calling list; null: for everybody of the site.
  list_id       text,
  -- With the list all of its entries end; null: never.
  ends_at       timestamptz,
  added_by      text not null,
  added_at      timestamptz not null default now(),
  primary key (site, id),
  unique (site, name),
  foreign key (site, list_id) references calling_lists (site, id) on delete cascade
);

create table suppression_entries (
  site          text not null,
  suppression_list_id text not null,
  kind          text not null check (kind in ('phone', 'customer')),
  value         text not null,
  ends_at       timestamptz,
  added_at      timestamptz not null default now(),
  primary key (site, suppression_list_id, kind, value),
  foreign key (site, suppression_list_id) references suppression_lists (site, id) on delete cascade
);
create index suppression_entries_of_key on suppression_entries (site, kind, value);

-- Whatever is in force now, asked for in a call or by a list; `ends_at` is the sooner of an entry's
-- own and its list's, null: for good.
create view suppressions_in_force as
  select site, kind, value, null::text as list_id, null::timestamptz as ends_at
  from suppressions
  union all
  select e.site, e.kind, e.value, l.list_id, least(e.ends_at, l.ends_at)
  from suppression_entries e
  join suppression_lists l on l.site = e.site and l.id = e.suppression_list_id
  where (e.ends_at is null or e.ends_at > now()) and (l.ends_at is null or l.ends_at > now());
