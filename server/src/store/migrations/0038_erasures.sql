-- Persons who asked to be forgotten: what was done, and nothing by which to know them but keyed
-- hashes of their numbers and customer ids, so that whoever asks with one of them finds it again.

-- Made in the database alone, as `phone_secret` is.
alter table sites add column erasure_secret bytea not null
  default sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'));

create table erasures (
  site          text not null references sites,
  id            text not null,
  at            timestamptz not null default now(),
  by            text not null,
  -- Of the request outside, as the administrator wrote it.
  reference     text not null,
  keep_suppressed boolean not null,
  -- HMAC-SHA-256, hexadecimal.
  keys          text[] not null,
  -- {thing: rows}, as engine/src/compliance/erasure.ts names them.
  counts        jsonb not null,
  -- Of the person's recordings, on the switch, that are still to be removed.
  files         jsonb not null default '[]',
  -- When everything was searched for the person after it; null: not yet.
  checked_at    timestamptz,
  -- [{table, column, rows}]: where something was found all the same.
  found         jsonb,
  primary key (site, id)
);
create index erasures_by_time on erasures (site, at desc);
create index erasures_by_key on erasures using gin (keys);
