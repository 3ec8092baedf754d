-- Of the rows that an import brought, those that were in the list already and were changed.
alter table imports add column rows_changed bigint not null default 0;
