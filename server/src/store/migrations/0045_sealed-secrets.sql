-- Which key a secret is sealed with; null: it lies here as it is, until the next start seals it.

alter table webhook_receivers add column key_id text;
alter table campaign_secrets add column key_id text;
