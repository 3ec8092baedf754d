-- Commands that were carried out, for as long as a page may ask again: the next owner of the site
-- gives the same answer and does nothing twice.

create table answered_commands (
  site        text not null references sites,
  command_id  text not null,
  done        text not null check (done in ('done', 'waiting')),
  at          timestamptz not null default now(),
  primary key (site, command_id)
);
create index answered_commands_at on answered_commands (site, at);
