-- The audit trail is only ever added to, but for this: an erasure empties what names the person.
-- When, by whom and what was done stays.

create or replace function audit_is_kept() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and new.detail = '{"erased": true}'
    and to_jsonb(new) - 'detail' - 'subject' = to_jsonb(old) - 'detail' - 'subject'
    and new.subject in (old.subject, 'erased')
  then
    return new;
  end if;
  raise exception 'the audit trail is never changed' using errcode = 'insufficient_privilege';
end
$$;
