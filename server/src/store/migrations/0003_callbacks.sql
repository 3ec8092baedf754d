-- Callbacks: what campaigns let agents promise, and which campaign group keeps a promise.

update campaigns set settings = settings || jsonb_build_object('callbacks', jsonb_build_object(
  'whenAway', 'group',
  'waitMs', 900000,
  'aheadDaysMax', 30))
where not settings ? 'callbacks';

-- A promise belongs to the campaign group it was made in: no other calls it. With the chain it is
-- remembered, with the queue it is asked for. Groups may go; what they promised stays to be seen.
alter table chains add column promised_in text;
alter table dial_queue add column promised_in text;
create index dial_queue_promises on dial_queue (site, promised_in, due_at)
  where promised_in is not null;

-- My Callbacks.
create index records_of_agent on records (site, agent_id) where agent_id is not null;
