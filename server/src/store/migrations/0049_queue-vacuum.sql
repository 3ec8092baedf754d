-- A fetch begins at the front of the queue, where the places of all who were leased before stay in
-- the index until it is vacuumed: for a list of ten million that was after two million of them. Now
-- it is after 10,000, and one in 500; and the index is gone through even where the dead rows lie
-- together, which is taken for a reason not to.
alter table dial_queue set (
  autovacuum_vacuum_threshold = 10000,
  autovacuum_vacuum_scale_factor = 0.002,
  vacuum_index_cleanup = on
);
