-- Tokens with which programs act for a user, within scopes. Only a hash of the token is kept.

create table api_tokens (
  site          text not null,
  id            text not null,
  user_id       text not null,
  name          text not null,
  token_hash    bytea not null,
  scopes        text[] not null check (cardinality(scopes) > 0),
  created_at    timestamptz not null default now(),
  expires_at    timestamptz not null,
  -- To the minute.
  used_at       timestamptz,
  primary key (site, id),
  unique (site, token_hash),
  unique (site, user_id, name),
  foreign key (site, user_id) references users (site, id) on delete cascade
);
