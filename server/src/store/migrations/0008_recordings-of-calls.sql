-- One recording per call: a person who is called again before Mark done is recorded once more, and
-- the first call's recording stays.
alter table recordings add column attempt_id text;
update recordings r set attempt_id = i.attempt_id
from interactions i where i.site = r.site and i.id = r.interaction_id;
alter table recordings alter column attempt_id set not null;
alter table recordings drop constraint recordings_pkey;
alter table recordings add primary key (site, attempt_id);
create index recordings_of_interaction on recordings (site, interaction_id);
