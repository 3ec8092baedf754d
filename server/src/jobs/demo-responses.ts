import { randomUUID } from 'node:crypto';
import { must } from '@outpace/engine/basics/assert.ts';
import type { SiteId } from '@outpace/engine/basics/ids.ts';
import type { ResponseCategoryBody } from '@outpace/protocol/responses.ts';
import type { Queryable } from '../store/queryable.ts';
import { insertResponseCategory } from '../store/responses.ts';
import type { Outcome } from '../store/transaction.ts';

type Texts = ResponseCategoryBody['responses'];

const text = (title: string, words: string, language = 'en'): Texts[number] => ({
  ...{ id: null, title, text: words, language },
  validFrom: null,
  validUntil: null,
});

const opening = (purpose: string): Texts[number] =>
  text(
    'Opening',
    `Good day, am I speaking with {contact.name}? My name is {agent.name}, I am calling from ` +
      `Outpace Bank. ${purpose} Do you have a moment?`,
  );

/** A script for each campaign of the demo, by its name. */
const SCRIPTS: Readonly<Record<string, Texts>> = {
  'Summer renewals': [
    opening('Your term deposit ends soon, and I would like to tell you what comes next.'),
    text(
      'Twelve months',
      'We can go on for twelve months at 3.1 % a year; nothing has to be signed. Your account ' +
        'stands at {record.balance} euros today, so nothing else changes.',
    ),
    text('Earlier talk', 'We last spoke in {record.last_contact}; has anything changed since?'),
  ],
  'Deposit offers': [
    opening('I am calling about the money that lies on your account.'),
    text('The offer', 'Six months at 2.8 % a year, from 1,000 euros.'),
  ],
  'Balance reminders': [
    opening('I am calling because your account is below zero.'),
    text('Help', 'We can spread the {record.balance} euros over three months without a fee.'),
  ],
};

const SHARED: Readonly<Record<string, Texts>> = {
  Objections: [
    text('No time now', 'I understand. When may I call you again, {contact.name}?'),
    text('Too expensive', 'There is no fee at all; what you pay in is what is paid back.'),
    text('Where is my number from', 'You gave it to us as a customer, number {contact.customer}.'),
  ],
  Closing: [
    text(
      'Goodbye',
      'Thank you for your time. If you would rather not be called, tell me and I note it now.',
    ),
    text(
      'Despedida',
      'Gracias por su tiempo. Si prefiere no recibir llamadas, dígamelo y lo anoto ahora.',
      'es',
    ),
  ],
};

/** The library of the demo; answers with the branch of each campaign, by its name. */
export async function addDemoResponses(
  db: Queryable,
  site: SiteId,
): Promise<ReadonlyMap<string, string>> {
  const scriptsId = await add(db, site, 'Scripts', null, []);
  const branches = new Map<string, string>();
  for (const [name, texts] of Object.entries(SCRIPTS)) {
    branches.set(name, await add(db, site, name, scriptsId, texts));
  }
  for (const [name, texts] of Object.entries(SHARED)) await add(db, site, name, null, texts);
  return branches;
}

async function add(
  db: Queryable,
  site: SiteId,
  name: string,
  parentId: string | null,
  responses: Texts,
): Promise<string> {
  const body = { name, parentId, responses };
  return granted(await insertResponseCategory(db, site, randomUUID(), body)).id;
}

/** Nothing here can be refused, unless the demo itself is wrong. */
const granted = <Value>(outcome: Outcome<Value>): Value =>
  must(outcome.ok ? outcome.value : undefined, 'a part of the responses of the demo');
