import { must } from '@outpace/engine/basics/assert.ts';
import type { SiteId } from '@outpace/engine/basics/ids.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import type {
  WebhookDeliveryRow,
  WebhookReceiverBody,
  WebhookReceiverRow,
  WebhookSecret,
} from '@outpace/protocol/webhooks.ts';
import type { Queryable } from './queryable.ts';
import type { KeptSecret, SecretBox } from './secret-box.ts';
import { isoText } from './sql-text.ts';
import { storable } from './storable.ts';
import { toTimestamp } from './timestamps.ts';
import type { Outcome } from './transaction.ts';
import { missingOrChanged } from './versioned.ts';

const COUNTED = (state: string): string =>
  `(select count(*)::int from webhook_deliveries d
    where d.site = w.site and d.receiver_id = w.id and d.state = '${state}')`;

const RECEIVERS = `
  select w.id, w.version, w.name, w.url, w.events, w.enabled,
    ${isoText('w.added_at')} as "addedAt",
    ${COUNTED('waiting')} as waiting, ${COUNTED('failed')} as failed
  from webhook_receivers w where w.site = $1`;

/** By name, without their secrets. */
export async function allWebhookReceivers(
  db: Queryable,
  site: SiteId,
): Promise<WebhookReceiverRow[]> {
  return (await db.query<WebhookReceiverRow>(`${RECEIVERS} order by w.name`, [site])).rows;
}

async function receiver(db: Queryable, site: SiteId, id: string): Promise<WebhookReceiverRow> {
  const found = await db.query<WebhookReceiverRow>(`${RECEIVERS} and w.id = $2`, [site, id]);
  return must(found.rows[0], `webhook receiver ${id}`);
}

/** What the secret of a receiver is sealed with. */
export const aboutReceiver = (site: string, id: string): string => `webhook ${site} ${id}`;

export async function insertWebhookReceiver(
  db: Queryable,
  secrets: SecretBox,
  site: SiteId,
  added: WebhookReceiverBody & { readonly id: string; readonly secret: string },
): Promise<WebhookReceiverRow> {
  const { id, name, url, events, enabled } = added;
  const { keyId, secret } = secrets.seal(aboutReceiver(site, id), added.secret);
  await db.query(
    `insert into webhook_receivers (site, id, name, url, events, enabled, key_id, secret)
     values ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [site, id, name, url, events, enabled, keyId, secret],
  );
  return receiver(db, site, id);
}

export async function updateWebhookReceiver(
  db: Queryable,
  site: SiteId,
  id: string,
  version: number,
  { name, url, events, enabled }: WebhookReceiverBody,
): Promise<Outcome<WebhookReceiverRow>> {
  const changed = await db.query(
    `update webhook_receivers set name = $4, url = $5, events = $6, enabled = $7,
       version = version + 1
     where site = $1 and id = $2 and version = $3`,
    [site, id, version, name, url, events, enabled],
  );
  return changed.rowCount === 0
    ? fail(await missingOrChanged(db, 'webhook_receivers', site, id))
    : ok(await receiver(db, site, id));
}

/** From the next try on; the one before does not count any more. */
export async function replaceWebhookSecret(
  db: Queryable,
  secrets: SecretBox,
  site: SiteId,
  id: string,
  secret: string,
): Promise<Outcome<WebhookSecret>> {
  const kept = secrets.seal(aboutReceiver(site, id), secret);
  const changed = await db.query(
    'update webhook_receivers set key_id = $3, secret = $4 where site = $1 and id = $2',
    [site, id, kept.keyId, kept.secret],
  );
  return changed.rowCount === 0 ? fail(refusal('NOT_FOUND')) : ok({ secret });
}

/** With everything that it was still to be told. */
export async function deleteWebhookReceiver(
  db: Queryable,
  site: SiteId,
  id: string,
): Promise<Outcome<undefined>> {
  const gone = await db.query('delete from webhook_receivers where site = $1 and id = $2', [
    site,
    id,
  ]);
  return gone.rowCount === 0 ? fail(refusal('NOT_FOUND')) : ok(undefined);
}

const DELIVERIES = `
  select d.id, d.event, d.state, ${isoText('d.added_at')} as "addedAt", d.tries,
    case when d.state = 'waiting' then ${isoText('d.next_try_at')} end as "nextTryAt",
    ${isoText('d.tried_at')} as "triedAt", d.status, d.answer
  from webhook_deliveries d`;

const DELIVERIES_MAX = 200;

/** The newest, at most two hundred; undefined: no such receiver. */
export async function newestDeliveries(
  db: Queryable,
  site: SiteId,
  receiverId: string,
): Promise<WebhookDeliveryRow[] | undefined> {
  const known = await db.query('select from webhook_receivers where site = $1 and id = $2', [
    site,
    receiverId,
  ]);
  if (known.rowCount === 0) return undefined;
  const found = await db.query<WebhookDeliveryRow>(
    `${DELIVERIES} where d.site = $1 and d.receiver_id = $2
     order by d.added_at desc, d.id limit ${DELIVERIES_MAX}`,
    [site, receiverId],
  );
  return found.rows;
}

/** From the first try on, whatever became of it before. */
export async function sendAgain(
  db: Queryable,
  site: SiteId,
  receiverId: string,
  id: string,
  at: Instant,
): Promise<Outcome<WebhookDeliveryRow>> {
  const changed = await db.query(
    `update webhook_deliveries set state = 'waiting', tries = 0, next_try_at = $4
     where site = $1 and receiver_id = $2 and id = $3`,
    [site, receiverId, id, toTimestamp(at)],
  );
  if (changed.rowCount === 0) return fail(refusal('NOT_FOUND'));
  const found = await db.query<WebhookDeliveryRow>(
    `${DELIVERIES} where d.site = $1 and d.receiver_id = $2 and d.id = $3`,
    [site, receiverId, id],
  );
  return ok(must(found.rows[0], `delivery ${id}`));
}

/** What is to be sent now, and how. */
export type DueDelivery = {
  readonly receiverId: string;
  readonly id: string;
  /** The very text that is signed and sent, the same at each try. */
  readonly body: string;
  /** Made before. */
  readonly tries: number;
  readonly url: string;
  readonly secret: string;
};

/** The first due deliveries of each receiver that is enabled. */
export async function dueDeliveries(
  db: Queryable,
  secrets: SecretBox,
  site: SiteId,
  at: Instant,
  perReceiver: number,
): Promise<readonly DueDelivery[]> {
  const found = await db.query<Omit<DueDelivery, 'secret'> & KeptSecret>(
    `select w.id as "receiverId", d.id, d.body, d.tries, w.url, w.key_id as "keyId", w.secret
     from webhook_receivers w cross join lateral (
       select id, body::text as body, tries, next_try_at from webhook_deliveries d
       where d.site = w.site and d.receiver_id = w.id and d.state = 'waiting'
         and d.next_try_at <= $2
       order by d.next_try_at limit $3
     ) as d
     where w.site = $1 and w.enabled
     order by d.next_try_at`,
    [site, toTimestamp(at), perReceiver],
  );
  return found.rows.map(({ keyId, secret, ...due }) => ({
    ...due,
    secret: secrets.open(aboutReceiver(site, due.receiverId), { keyId, secret }),
  }));
}

/** What a try has come to. */
export type Tried = Pick<DueDelivery, 'receiverId' | 'id' | 'tries'> & {
  readonly state: WebhookDeliveryRow['state'];
  readonly at: Instant;
  /** Read while it waits only. */
  readonly nextTryAt: Instant;
  readonly status: number | undefined;
  readonly answer: string;
};

/** One that was ordered again while it was under way keeps that order. */
export async function saveTry(db: Queryable, site: SiteId, tried: Tried): Promise<void> {
  await db.query(
    `update webhook_deliveries set state = $5, tries = $4 + 1, tried_at = $6, next_try_at = $7,
       status = $8, answer = $9
     where site = $1 and receiver_id = $2 and id = $3 and state = 'waiting' and tries = $4`,
    [
      site,
      tried.receiverId,
      tried.id,
      tried.tries,
      tried.state,
      toTimestamp(tried.at),
      toTimestamp(tried.nextTryAt),
      tried.status ?? null,
      storable(tried.answer),
    ],
  );
}
