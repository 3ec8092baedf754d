-- Whose calls are made only once the agent's leg is up: nobody's, everybody's, or of those records
-- whose named field says so. As the protocol has it.
alter table campaign_groups add column assured jsonb not null default '{"of": "nobody"}';
