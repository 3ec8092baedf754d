-- How files of a kind are imported: which column is what, by the names in their header.
create table import_mappings (
  site          text not null references sites,
  id            text not null,
  name          text not null,
  -- The names of the columns, in order.
  header        jsonb not null,
  -- An ImportMapping (protocol/src/calling-lists.ts).
  mapping       jsonb not null,
  primary key (site, id),
  unique (site, name)
);
