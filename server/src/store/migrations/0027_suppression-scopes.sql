-- Suppression lists for the calls of some campaigns alone, changed and taken out of force as other
-- objects are.

alter table suppression_lists
  add column version int not null default 1,
  add column in_force boolean not null default true,
  -- Only for calls of the campaigns below; of none, when the last of them is gone.
  add column for_campaigns boolean not null default false,
  add check (not for_campaigns or list_id is null);

create table suppression_list_campaigns (
  site          text not null,
  suppression_list_id text not null,
  campaign_id   text not null,
  primary key (site, suppression_list_id, campaign_id),
  foreign key (site, suppression_list_id) references suppression_lists (site, id) on delete cascade,
  foreign key (site, campaign_id) references campaigns (site, id) on delete cascade
);
create index suppression_list_campaigns_of on suppression_list_campaigns (site, campaign_id);

-- Each entry of a list in force, once for each of its scopes: of `list_id` and `campaign_id` at
-- most one says whose calls it is against; with neither it is against everybody's. `ends_at` is the
-- sooner of the entry's own and its list's, null: for good.
create view listed_in_force as
  select e.site, e.kind, e.value, l.list_id, c.campaign_id, least(e.ends_at, l.ends_at) as ends_at
  from suppression_entries e
  join suppression_lists l on l.site = e.site and l.id = e.suppression_list_id
  left join suppression_list_campaigns c on c.site = l.site and c.suppression_list_id = l.id
  where l.in_force and (c.campaign_id is not null or not l.for_campaigns)
    and (e.ends_at is null or e.ends_at > now()) and (l.ends_at is null or l.ends_at > now());

-- The same with what was asked for in a call.
create or replace view suppressions_in_force as
  select site, kind, value, null::text as list_id, null::timestamptz as ends_at,
    null::text as campaign_id
  from suppressions
  union all
  select site, kind, value, list_id, ends_at, campaign_id from listed_in_force;

-- Chains that a campaign passes over, because a list of its own names whom they would call at this
-- place; other campaigns call them. Found out at a lease, and forgotten when a list changes. Without
-- a reference to its chain: a calling list of a million goes without a look at each of them here.
create table left_out (
  site          text not null,
  campaign_id   text not null,
  chain_id      bigint not null,
  place         int not null,
  until         timestamptz not null default 'infinity',
  primary key (site, campaign_id, chain_id),
  foreign key (site, campaign_id) references campaigns (site, id) on delete cascade
);
