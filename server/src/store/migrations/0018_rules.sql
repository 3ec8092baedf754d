-- The law that a campaign names, and what its rules said at each dial.

-- What every rule was asked at the instant of dialing and said: [{rule, asked, answer, version}].
-- Written once, beside the attempt and never again, so that closing an attempt does not copy it.
create table attempt_answers (
  site          text not null,
  attempt_id    text not null,
  answers       jsonb not null,
  primary key (site, attempt_id)
);

-- Limits count the calls of a number, whatever list it is in; those of a chain are indexed already.
create index attempts_of_phone on attempts (site, phone, opened_at);
