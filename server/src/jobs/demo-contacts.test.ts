import { afterAll, beforeAll, expect, test } from 'vitest';
import { chanceFrom } from './chance.ts';
import { DEMO_FIELDS } from './demo-campaigns.ts';
import { demoContacts } from './demo-contacts.ts';
import { contactsFile } from './test-contacts.ts';

let file: ReturnType<typeof contactsFile>;
beforeAll(() => {
  file = contactsFile(1_000);
});
afterAll(() => file.remove());

test('people from all over the file, with typed fields', async () => {
  const contacts = await demoContacts(file.path, 100, chanceFrom(1));
  expect(contacts.map(({ fields }) => fields.age).slice(0, 3)).toEqual([0, 10, 20]);
  const [first] = contacts;
  expect(first).toMatchObject({
    customerId: 'C00001',
    phones: [{ kind: 'mobile' }],
    fields: { balance: -12, has_housing: true, has_loan: false, last_contact: '5 may' },
  });
  expect(Object.keys(first?.fields ?? {})).toEqual(DEMO_FIELDS.map(({ key }) => key));
});

test('one in ten has a second number, and no number comes twice', async () => {
  const contacts = await demoContacts(file.path, 1_000, chanceFrom(1));
  const phones = contacts.flatMap((contact) => contact.phones);
  expect(new Set(phones.map(({ phone }) => phone)).size).toBe(phones.length);
  expect(phones.length).toBeGreaterThan(1_060);
  expect(phones.length).toBeLessThan(1_140);
  for (const { phones: own } of contacts) {
    expect(new Set(own.map(({ zone }) => zone)).size).toBe(1);
  }
});

test('the same seed makes the same people; a small file makes few', async () => {
  const once = await demoContacts(file.path, 50, chanceFrom(7));
  expect(await demoContacts(file.path, 50, chanceFrom(7))).toEqual(once);
  expect(await demoContacts(file.path, 5_000, chanceFrom(7))).toHaveLength(1_000);
});
