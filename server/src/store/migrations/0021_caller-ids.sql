-- The number that the person saw; null: what the trunk said.
alter table attempts add column caller_id text;
-- How often a number was shown within a day, without a look at other attempts.
create index attempts_by_caller_id on attempts (site, caller_id, opened_at)
  where caller_id is not null;
