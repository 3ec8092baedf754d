-- Recordings that are in a bucket, confirmed, and not on the switch any more; null: not yet.
alter table recordings add column in_bucket_at timestamptz;
create index recordings_not_in_bucket on recordings (site, started_at, attempt_id)
  where in_bucket_at is null;
