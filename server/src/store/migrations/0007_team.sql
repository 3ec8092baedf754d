-- Team Communicator: whom an agent can find and keep at hand.

create table team_favourites (
  site          text not null,
  agent_id      text not null,
  -- number: a phone number in E.164, whoever it is of now.
  kind          text not null check (kind in ('agent', 'group', 'number')),
  target        text not null,
  added_at      timestamptz not null default now(),
  primary key (site, agent_id, kind, target),
  foreign key (site, agent_id) references users (site, id) on delete cascade
);

-- Found by the beginning of a name or of a number, list by list, so that no search walks through
-- lists that the agent does not call for.
create index chains_by_name on chains (site, list_id, lower(contact_name) text_pattern_ops);
create index records_by_number on records (site, list_id, phone text_pattern_ops);

-- The numbers that an agent called by hand, newest first.
create index attempts_by_hand on attempts (site, agent_id, opened_at desc) where mode = 'manual';
