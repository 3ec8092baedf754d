-- Why a record was not dialed after somebody outside was asked about it. No attempt: no limit of
-- the law counts it.
create table validations (
  site          text not null,
  attempt_id    text not null,
  campaign_id   text not null,
  chain_id      bigint not null,
  phone         text not null,
  -- Where it was asked, without a query.
  address       text not null,
  answer        text not null,
  -- With which the record was treated; null: it waits.
  call_result   smallint,
  asked_at      timestamptz not null,
  answered_at   timestamptz not null,
  primary key (site, attempt_id)
);
create index validations_of_chain on validations (site, chain_id, answered_at);

-- What a campaign shows to whoever validates its dials. Written by administrators, read by the
-- dialer, and never sent to any screen.
create table campaign_secrets (
  site          text not null,
  campaign_id   text not null,
  secret        text not null,
  primary key (site, campaign_id),
  foreign key (site, campaign_id) references campaigns (site, id) on delete cascade
);
