-- A newer release that is about to migrate the database says so here, again and again until it has:
-- nodes of an older one hand their sites over meanwhile, and take none.
create table newer_release (
  is_only     boolean primary key default true check (is_only),
  -- The newest migration that it brings.
  version     int not null,
  asked_at    timestamptz not null default now()
);
