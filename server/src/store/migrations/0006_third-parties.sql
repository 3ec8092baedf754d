-- Third parties: who was asked, who joined, and whom a call was handed to. One row each, counted
-- within the interaction; the newest word on it stands.
create table third_parties (
  site           text not null,
  interaction_id text not null,
  serial         int not null,
  -- The agent whose call it was then.
  by_agent_id    text not null,
  -- One of the two.
  agent_id       text,
  phone          text,
  purpose        text not null check (purpose in ('consult', 'transfer', 'conference')),
  state          text not null
    check (state in ('called', 'there', 'conference', 'transferred', 'ended')),
  called_at      timestamptz not null,
  changed_at     timestamptz not null,
  check ((agent_id is null) <> (phone is null)),
  primary key (site, interaction_id, serial),
  foreign key (site, interaction_id) references interactions (site, id)
);
