-- Which commit of its owner a site has had last. Whoever did not hear the end of one asks here: the
-- number of a transaction says nothing after a fail-over, where a standby gives it out once more.
create table commit_marks (
  site  text primary key,
  mark  text not null
) with (fillfactor = 20);
