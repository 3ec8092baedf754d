-- Indexes that an import fills, made fewer and cheaper: the database spends most of its time on them.

-- The search by name begins with the list as well: with the site beside it, it counts a list's
-- chains and finds them for a removal, as the index of lists did.
drop index chains_by_name;
create index chains_by_name on chains (list_id, lower(contact_name) text_pattern_ops) include (site);
drop index chains_of_list;

-- Ids are drawn for all sites together: compared first they tell rows apart at once.
alter table records drop constraint records_pkey;
alter table records add primary key (id, site);
alter table records drop constraint records_site_chain_id_chain_n_key;
alter table records add unique (chain_id, chain_n, site);
alter table dial_queue drop constraint dial_queue_pkey;
alter table dial_queue add primary key (chain_id, site);
