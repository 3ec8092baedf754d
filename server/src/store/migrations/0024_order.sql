-- Which type of record goes first, as each level has it: {type: 1..9}; what it leaves out, the next
-- wider level says.
alter table sites add column priorities jsonb not null default '{}';
alter table campaigns add column priorities jsonb not null default '{}';
alter table campaign_groups add column priorities jsonb not null default '{}';

-- Whom of the list the dialer calls, and who goes first: {filter, sort}; null: everybody, in the
-- order of the list. The version goes up with each change, and never back.
alter table calling_lists add column selection jsonb;
alter table calling_lists add column selection_version int not null default 0;

-- The version of the selection that has looked at the row: positive, if it may be called; negative,
-- if not; another than the list's: it was not looked at yet. So no fetch ever reads a row only to
-- leave it out. Of equal due_at the sort key decides; its letters are 0 to 9 and a to f.
alter table dial_queue add column keyed int not null default 0;
alter table dial_queue add column sort_key text collate "C" not null default '';

drop index dial_queue_next;
create index dial_queue_next
  on dial_queue (list_id, keyed, window_id, rank, due_at, sort_key, chain_id) include (site);
drop index dial_queue_due;
create index dial_queue_due on dial_queue (site, list_id, keyed, due_at)
  where due_at > '-infinity';

-- 1 was every callback, and is now what one agent has promised; 4 is what anybody may keep.
update dial_queue q set rank = case r.record_type when 6 then 4 else 1 end
from chains c join records r on r.site = c.site and r.chain_id = c.id and r.chain_n = c.place
where c.site = q.site and c.id = q.chain_id
  and (q.rank = 1 and r.record_type = 6 or q.rank = 2 and r.record_type = 4);
update leases l set rank = case r.record_type when 6 then 4 else 1 end
from chains c join records r on r.site = c.site and r.chain_id = c.id and r.chain_n = c.place
where c.site = l.site and c.id = l.chain_id
  and (l.rank = 1 and r.record_type = 6 or l.rank = 2 and r.record_type = 4);
