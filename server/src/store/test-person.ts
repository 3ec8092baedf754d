import type { ChainId } from '@outpace/engine/basics/ids.ts';
import type { SuppressionKey } from '@outpace/engine/calling-lists/suppression.ts';
import { storedPhone } from './stored-phone.ts';
import {
  addCampaigns,
  addChain,
  addInteraction,
  addRecording,
  type TestSite,
} from './test-site.ts';

/** Everything by which this person is known, in every table that holds people. */
export const ZOE = {
  ...{ phone: '+12125550142', second: '+12125550143', customerId: 'CUST-42' },
  ...{ name: 'Zoë Example', email: 'zoe@example.com' },
} as const;
/** Of somebody else of the same list. */
export const OTHER_PHONE = '+12125550177';

export const BY_PHONE: SuppressionKey = {
  kind: 'phone',
  phone: storedPhone(ZOE.phone, 'a number'),
};

export type TestPerson = { readonly chainId: ChainId; readonly otherChainId: ChainId };
type At = Pick<TestSite, 'pool' | 'site'>;

/** In a site that has the list `l-1`. */
export async function addPerson({ pool, site }: At): Promise<TestPerson> {
  await addCampaigns({ pool, site });
  const phones = [ZOE.phone, ZOE.second];
  const id = await addChain(pool, site, { listId: 'l-1', phones, customerId: ZOE.customerId });
  await pool.query(
    `update chains set contact_name = $3, details = $4, promised_in = 'g-1'
     where site = $1 and id = $2`,
    [site, id, ZOE.name, JSON.stringify({ email: ZOE.email })],
  );
  await pool.query(
    `update records set fields = jsonb_build_object('spouse', $3::text)
     where site = $1 and chain_id = $2`,
    [site, id, `of ${ZOE.name}`],
  );
  const other = await addChain(pool, site, { listId: 'l-1', phones: [OTHER_PHONE] });
  const talk = { chainId: id, agentId: 'ana' };
  await addInteraction(pool, site, { ...talk, id: 'i-1', note: `${ZOE.name} is away` });
  await addInteraction(pool, site, { chainId: other, agentId: 'ana', id: 'i-2', note: 'busy' });
  await addRecording(pool, site, 'i-1', 'kept');
  await addRecording(pool, site, 'i-2', 'kept');
  await addAround({ pool, site }, id);
  await addTold({ pool, site }, id);
  await addSuppressed({ pool, site });
  return { chainId: id, otherChainId: other };
}

async function addAround({ pool, site }: At, id: ChainId): Promise<void> {
  await pool.query(
    `insert into third_parties (site, interaction_id, serial, by_agent_id, phone, purpose, state,
       called_at, changed_at) values ($1, 'i-2', 1, 'ana', $2, 'consult', 'ended', now(), now())`,
    [site, ZOE.second],
  );
  await pool.query(
    `insert into validations (site, attempt_id, campaign_id, chain_id, phone, address, answer,
       asked_at, answered_at) values ($1, 'v-1', 'c-1', $2, $3, 'x', $4, now(), now())`,
    [site, id, ZOE.phone, `${ZOE.name} said no`],
  );
  await pool.query(`insert into added_chains values ($1, 'l-1', $2, $3)`, [
    ...[site, `crm ${ZOE.customerId}`, id],
  ]);
  await pool.query(`insert into left_out values ($1, 'c-1', $2, 0)`, [site, id]);
  await pool.query(
    `insert into users (site, id, name, display_name, role, password_hash)
     values ($1, 'ana', 'ana', 'Ana', 'agent', 'none') on conflict do nothing`,
    [site],
  );
  await pool.query(`insert into team_favourites values ($1, 'ana', 'number', $2)`, [
    ...[site, ZOE.phone],
  ]);
  await pool.query(
    `insert into audit (site, by, what, subject, detail) values
       ($1, 'ana', 'contact-changed', $2, $3),
       ($1, 'ana', 'record-field-changed',
         (select min(id)::text from records where chain_id = $2::bigint), '{"to": "blue"}'),
       ($1, 'ana', 'suppression-added', $4, '{"reason": "asked"}'),
       ($1, 'ana', 'campaign-changed', 'c-1', '{"name": "Spring"}')`,
    [site, id, JSON.stringify({ key: 'name', to: ZOE.name }), `phone:${ZOE.phone}`],
  );
}

/** What was told to programs outside, and what a file said. */
async function addTold({ pool, site }: At, id: ChainId): Promise<void> {
  await pool.query(
    `insert into webhook_receivers (site, id, name, url, events, secret)
     values ($1, 'w-1', 'CRM', 'https://crm.example.com', '{}', 's')`,
    [site],
  );
  await pool.query(
    `insert into webhook_deliveries (site, receiver_id, id, event, body, answer) values
       ($1, 'w-1', 'd-1', 'attempt-ended', $2, null),
       ($1, 'w-1', 'd-2', 'attempt-ended', '{"data": {"chainId": "0"}}', $3),
       ($1, 'w-1', 'd-3', 'attempt-ended', '{"data": {"chainId": "0"}}', 'ok')`,
    [
      ...[site, JSON.stringify({ data: { chainId: id, phone: ZOE.phone } })],
      ...[`no ${ZOE.email} here`],
    ],
  );
  await pool.query(
    `insert into imports (site, id, list_id, file_name, state, started_by)
     values ($1, 'im-1', 'l-1', 'people.csv', 'done', 'ana')`,
    [site],
  );
  await pool.query(
    `insert into import_errors values ($1, 'im-1', 2, 'phone', 'twice', '(212) 555-0142'),
       ($1, 'im-1', 2, 'zone', 'unknown', 'Mars'), ($1, 'im-1', 3, 'zone', 'unknown', 'Venus')`,
    [site],
  );
}

async function addSuppressed({ pool, site }: At): Promise<void> {
  await pool.query(`insert into suppressions values ($1, 'phone', $2, $3, 'ana', 'i-1', now())`, [
    site,
    ZOE.phone,
    `${ZOE.name} asked`,
  ]);
  await pool.query(
    `insert into suppression_lists (site, id, name, added_by) values ($1, 's-1', 'No', 'ana')`,
    [site],
  );
  await pool.query(
    `insert into suppression_entries (site, suppression_list_id, kind, value, reason) values
       ($1, 's-1', 'customer', $2, $3), ($1, 's-1', 'phone', $4, 'other')`,
    [site, ZOE.customerId, `${ZOE.name} moved`, OTHER_PHONE],
  );
}
