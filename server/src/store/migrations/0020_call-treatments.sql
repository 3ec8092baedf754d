-- Call treatments: what becomes of an answer that is no person's.

-- Campaigns from before go on as they were: fax and silence were dropped, and machines were told
-- what the campaign left on them. One that named nothing to leave had nothing to say.
update campaigns
set settings = jsonb_set(settings, '{voice,cpd}',
  (settings #> '{voice,cpd}') - 'onMachine' - 'message' || jsonb_build_object(
    'callTreatments', jsonb_build_object(
      'machine',
      case
        when settings #>> '{voice,cpd,onMachine}' = 'leave-message'
          and btrim(settings #>> '{voice,cpd,message}') <> ''
        then jsonb_build_object('kind', 'message',
          'message', settings #>> '{voice,cpd,message}')
        else jsonb_build_object('kind', 'drop')
      end,
      'fax', jsonb_build_object('kind', 'drop'),
      'silence', jsonb_build_object('kind', 'drop'))))
where settings #> '{voice,cpd}' is not null;

-- Of an attempt that goes on although no person was heard: so that a restart knows.
alter table attempts
  add column call_treatment text check (call_treatment in ('connect', 'transfer'));
