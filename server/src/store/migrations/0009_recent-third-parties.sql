-- Whom an agent called into a call lately, for Team Communicator.
create index third_parties_by_agent on third_parties (site, by_agent_id, called_at desc);
