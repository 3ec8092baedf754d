import type { ChainId, SiteId } from '@outpace/engine/basics/ids.ts';
import { refusal } from '@outpace/engine/basics/refusal.ts';
import { fail, ok } from '@outpace/engine/basics/result.ts';
import { CONTACT_FIELDS } from '@outpace/engine/calling-lists/contact-fields.ts';
import type { ContactDetails, ContactEdit } from '@outpace/protocol/contacts.ts';
import { addAudit } from './audit.ts';
import type { Queryable } from './queryable.ts';
import { storable } from './storable.ts';
import type { Outcome } from './transaction.ts';

/** The name has a column of its own, because every list and every call shows it. */
export type StoredContact = {
  readonly name: string;
  readonly details: Readonly<Record<string, string>>;
};

export const contactFields = ({ name, details }: StoredContact): ContactDetails['fields'] =>
  CONTACT_FIELDS.map(({ key, label }) => ({
    ...{ key, label },
    value: key === 'name' ? name : (details[key] ?? ''),
  }));

/**
 * Changes one field of a person, and remembers in the audit trail what stood there before.
 * Refused when the person was changed since `version` was read, unless what is asked for is so
 * already: whoever asks again because the first answer was lost must not be told of themselves.
 */
export async function changeContact(
  db: Queryable,
  site: SiteId,
  chainId: ChainId,
  change: ContactEdit & { readonly version: number; readonly by: string },
): Promise<Outcome<ContactDetails>> {
  const { key, version, by } = change;
  const value = storable(change.value);
  const found = await db.query<StoredContact & { readonly version: number }>(
    `select contact_name as name, details, version from chains
     where site = $1 and id = $2 for update`,
    [site, chainId],
  );
  const before = found.rows[0];
  if (before === undefined) return fail(refusal('NOT_FOUND'));
  const from = contactFields(before).find((field) => field.key === key)?.value ?? '';
  if (from === value) {
    return ok({ version: before.version, fields: contactFields(before) });
  }
  if (before.version !== version) return fail(refusal('CHANGED_MEANWHILE'));
  const after: StoredContact =
    key === 'name'
      ? { ...before, name: value }
      : { ...before, details: { ...before.details, [key]: value } };
  await db.query(
    `update chains set contact_name = $3, details = $4, version = version + 1
     where site = $1 and id = $2`,
    [site, chainId, after.name, JSON.stringify(after.details)],
  );
  const detail = { key, from, to: value };
  await addAudit(db, site, { by, what: 'contact-changed', subject: chainId, detail });
  return ok({ version: version + 1, fields: contactFields(after) });
}
