import { randomUUID } from 'node:crypto';
import { must } from '@outpace/engine/basics/assert.ts';
import type { SiteId } from '@outpace/engine/basics/ids.ts';
import { ok } from '@outpace/engine/basics/result.ts';
import type { Pool } from 'pg';
import { insertAgentGroup } from '../store/agent-groups.ts';
import { insertCallingList, newListId } from '../store/calling-lists.ts';
import { insertCampaignGroup } from '../store/campaign-groups.ts';
import { insertCampaign } from '../store/campaigns.ts';
import type { Queryable } from '../store/queryable.ts';
import { insertSite, siteRow } from '../store/sites.ts';
import { type Outcome, transact } from '../store/transaction.ts';
import { chanceFrom } from './chance.ts';
import { DEMO_FIELDS, demoCampaigns } from './demo-campaigns.ts';
import { type DemoContact, demoContacts } from './demo-contacts.ts';
import { DEMO_WINDOW, fillDemoList } from './demo-list.ts';
import { DEMO_ADMINISTRATOR, DEMO_AGENTS, DEMO_SUPERVISOR } from './demo-people.ts';
import { addDemoResponses } from './demo-responses.ts';
import { type Access, addPerson } from './new-person.ts';
import { FIRST_REASONS, type NewSite } from './new-site.ts';

/** What to print once: who may sign in, and with what. */
export type DemoAccess = NewSite;

/** Persons in the list of the demo. */
export const DEMO_PERSONS = 5_000;

/**
 * Makes the demo site once, whole or not at all; a second start changes nothing. `dataFile` is a
 * gzipped CSV of bank contacts; `seed` makes the same people again, but never the same passwords.
 */
export async function createDemoSite(
  pool: Pool,
  siteId: SiteId,
  dataFile: string,
  seed: number,
): Promise<DemoAccess> {
  if ((await siteRow(pool, siteId)) !== undefined) return { created: false, people: [] };
  const contacts = await demoContacts(dataFile, DEMO_PERSONS, chanceFrom(seed));
  const made = await transact(pool, { code: 'BAD_REQUEST' }, async (db) => {
    const site = { name: 'Outpace demo', demo: true, reasons: FIRST_REASONS };
    if (!(await insertSite(db, siteId, site))) return ok({ created: false, people: [] });
    const people = await addPeople(db, siteId);
    const agentGroupId = randomUUID();
    await insertAgentGroup(db, siteId, agentGroupId, {
      name: 'Renewals team',
      members: people.filter(({ role }) => role === 'agent').map(({ userId }) => userId),
    });
    const listId = await newListId(db);
    await addList(db, siteId, listId, contacts);
    await addCampaigns(db, siteId, listId, agentGroupId);
    return ok({ created: true, people });
  });
  return granted(made);
}

async function addPeople(db: Queryable, site: SiteId): Promise<readonly Access[]> {
  const agents: Access[] = [];
  for (const name of DEMO_AGENTS) agents.push(await addPerson(db, site, name, 'agent'));
  return [
    await addPerson(db, site, DEMO_ADMINISTRATOR, 'administrator'),
    await addPerson(db, site, DEMO_SUPERVISOR, 'supervisor'),
    ...agents,
  ];
}

async function addList(
  db: Queryable,
  site: SiteId,
  listId: string,
  contacts: readonly DemoContact[],
): Promise<void> {
  granted(
    await insertCallingList(db, site, listId, {
      name: 'Bank contacts',
      defaultCountry: 'US',
      defaultZone: 'America/New_York',
      dailyFrom: DEMO_WINDOW.from,
      dailyTill: DEMO_WINDOW.till,
      fields: [...DEMO_FIELDS],
    }),
  );
  await fillDemoList(db, site, listId, contacts);
}

async function addCampaigns(
  db: Queryable,
  site: SiteId,
  listId: string,
  agentGroupId: string,
): Promise<void> {
  const scripts = await addDemoResponses(db, site);
  for (const body of demoCampaigns(listId)) {
    const campaign = { ...body, responseCategoryId: scripts.get(body.name) ?? null };
    const { id: campaignId } = await insertCampaign(db, site, randomUUID(), campaign);
    const name = `${campaign.name} · Renewals team`;
    const how = { mode: 'progressive', multiplier: 1 } as const;
    const group = { name, campaignId, agentGroupId, ...how };
    granted(await insertCampaignGroup(db, site, randomUUID(), group));
  }
}

/** Nothing here can be refused, unless the demo itself is wrong. */
function granted<Value>(outcome: Outcome<Value>): Value {
  const refused = outcome.ok ? '' : ` (${outcome.problem.code})`;
  return must(outcome.ok ? outcome.value : undefined, `a part of the demo site${refused}`);
}
