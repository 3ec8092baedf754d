-- What predictive pacing has learned of a campaign: tables of numbers,
-- with which the next session and the next process begin. One of another version is ignored.
create table pacing_memories (
  site          text not null,
  campaign_id   text not null,
  memory        jsonb not null,
  saved_at      timestamptz not null,
  primary key (site, campaign_id),
  foreign key (site, campaign_id) references campaigns (site, id) on delete cascade
);
