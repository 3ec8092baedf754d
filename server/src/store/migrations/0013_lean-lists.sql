-- An import pays for every index of every row: of 23 microseconds that the database took to insert
-- one, 17 were for indexes, most of that for comparing keys. So lists keep only indexes that answer
-- a question of their own, and their keys begin with what tells rows apart. Nearly all rows are of
-- one site, and ids of lists are random: the site is still asked for, but no longer compared first.

-- The beginning of `records_by_number` answers what this one did.
drop index records_of_list;

-- Numbers are looked up list by list, in the same one.
drop index records_of_phone;
drop index records_by_number;
create index records_by_number on records (list_id, phone text_pattern_ops);

drop index chains_of_customer;
create index chains_of_customer on chains (customer_id, site) where customer_id is not null;
drop index chains_by_name;
create index chains_by_name on chains (list_id, lower(contact_name) text_pattern_ops);

-- With the site in it, so that it counts the chains of a list alone.
drop index dial_queue_next;
create index dial_queue_next on dial_queue (list_id, window_id, rank, due_at, chain_id)
  include (site);

-- When the next chain falls due: of chains that wait for a moment, which those of an import do not.
drop index dial_queue_due;
create index dial_queue_due on dial_queue (site, list_id, due_at) where due_at > '-infinity';
