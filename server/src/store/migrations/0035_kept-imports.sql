-- An import remembers the file it reads and how, so that one that a restart has cut off is begun
-- again from it: as an import of its own, which the one that was cut off names.

alter table imports
  add column file_id text,
  add column mapping jsonb,
  -- How often it was begun again before.
  add column restarts int not null default 0,
  add column restarted_as text;
