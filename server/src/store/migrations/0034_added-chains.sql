-- People whom a program outside has added to a list under a key of its own: asked once more with the
-- same key, it gets the same person, whatever has happened to the process in between.

create table added_chains (
  site      text not null,
  list_id   text not null,
  key       text not null,
  chain_id  bigint not null,
  added_at  timestamptz not null default now(),
  primary key (site, list_id, key),
  foreign key (site, list_id) references calling_lists (site, id) on delete cascade
);
create index added_chains_by_time on added_chains (site, added_at);
