-- Several server processes (nodes) share the sites of one database. Each says that it is there, by
-- the clock of the database, and owns a site for as long as it renews its lease of it.

create table nodes (
  id          text primary key,
  -- Where other nodes reach it, such as http://10.0.0.2:7600.
  address     text not null,
  -- Which process it is: machine, number and start.
  process     text not null,
  phase       text not null check (phase in ('working', 'draining')),
  seen_at     timestamptz not null default now()
);

-- Beside the ownership, whose row every write of an owner holds: a lease is renewed past them all.
create table site_leases (
  site        text primary key references sites,
  epoch       bigint not null default 0,
  -- Null: a server that is no node owns it, or nobody yet.
  node        text,
  expires_at  timestamptz not null default '-infinity'
);
