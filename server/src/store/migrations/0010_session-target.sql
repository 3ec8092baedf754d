-- What predictive pacing of the group aims at, as a supervisor chose it; null: the campaign's own.
alter table dial_sessions add column target jsonb;
