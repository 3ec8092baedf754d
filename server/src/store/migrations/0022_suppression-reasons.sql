-- Why a number or customer stands on a suppression list, and who put it there; empty: an earlier
-- release kept neither.

alter table suppression_entries
  add column reason text not null default '',
  add column added_by text not null default '';

-- The newest entries of a list, page by page.
create index suppression_entries_by_time
  on suppression_entries (site, suppression_list_id, added_at desc);
