-- The audit trail is only ever added to: what is in it, no request can change or remove.

create function audit_is_kept() returns trigger language plpgsql as $$
begin
  raise exception 'the audit trail is never changed' using errcode = 'insufficient_privilege';
end
$$;
create trigger audit_is_kept before update or delete on audit
  for each row execute function audit_is_kept();
create trigger audit_is_kept_whole before truncate on audit
  for each statement execute function audit_is_kept();

-- Who somebody is at the provider of single sign-on: its name of itself, and its name of them.
alter table users
  add column oidc_issuer text,
  add column oidc_subject text,
  add check ((oidc_issuer is null) = (oidc_subject is null));
create unique index users_by_oidc on users (site, oidc_issuer, oidc_subject)
  where oidc_subject is not null;
