-- How the group shares agents with the others that could have them, as the protocol has it.
alter table campaign_groups add column staffing jsonb not null
  default '{"priority": 1, "agentsMin": 0, "agentsMax": null}';
