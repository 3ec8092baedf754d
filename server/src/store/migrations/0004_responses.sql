-- Responses: one library of texts to read out for all campaigns. And contacts: what is kept of a
-- person beside their numbers.

create table response_categories (
  site          text not null references sites,
  id            text not null,
  name          text not null,
  -- Null at the top.
  parent_id     text,
  version       int not null default 1,
  primary key (site, id),
  unique nulls not distinct (site, parent_id, name),
  foreign key (site, parent_id) references response_categories (site, id)
);

-- Part of their category, and changed under its version. The id stays while the text is edited:
-- it is what agents keep as a favourite.
create table responses (
  site          text not null,
  id            text not null,
  category_id   text not null,
  place         int not null,
  title         text not null,
  -- With field codes (engine/src/campaigns/field-codes.ts).
  text          text not null,
  -- Empty: of no one language.
  language      text not null default '',
  -- Days where the contact is, both included.
  valid_from    date,
  valid_until   date,
  primary key (site, id),
  foreign key (site, category_id) references response_categories (site, id) on delete cascade
);
create index responses_of_category on responses (site, category_id, place);

create table favourite_responses (
  site          text not null,
  user_id       text not null,
  response_id   text not null,
  primary key (site, user_id, response_id),
  foreign key (site, user_id) references users (site, id) on delete cascade,
  foreign key (site, response_id) references responses (site, id) on delete cascade
);

-- The branch that is the campaign's script. A branch in use cannot be removed.
alter table campaigns
  add column response_category_id text,
  add foreign key (site, response_category_id) references response_categories (site, id);

-- Each campaign's own texts become a branch of the library. A brace meant itself until now.
insert into response_categories (site, id, name)
select site, id, name from campaigns where jsonb_array_length(settings -> 'responses') > 0;

insert into responses (site, id, category_id, place, title, text)
select c.site, gen_random_uuid()::text, c.id, t.place - 1, t.response ->> 'title',
  replace(replace(t.response ->> 'text', '{', '{{'), '}', '}}')
from campaigns c
cross join jsonb_array_elements(c.settings -> 'responses') with ordinality as t (response, place);

update campaigns c set response_category_id = c.id
from response_categories r where r.site = c.site and r.id = c.id;

update campaigns set settings = settings - 'responses' where settings ? 'responses';

-- Of the person: e-mail, company and so on (engine/src/calling-lists/contact-fields.ts), and how
-- often that or the name was changed.
alter table chains
  add column details jsonb not null default '{}',
  add column version int not null default 1;

-- What was changed of a person is part of their history.
create index audit_of_person on audit (site, subject, at)
  where what in ('contact-changed', 'record-field-changed');
