-- An import brings records into a calling list, or entries into a suppression list.

alter table imports
  alter column list_id drop not null,
  add column suppression_list_id text,
  add foreign key (site, suppression_list_id) references suppression_lists (site, id)
    on delete cascade,
  add check ((list_id is null) <> (suppression_list_id is null));
create index imports_of_suppression_list on imports (site, suppression_list_id)
  where suppression_list_id is not null;
