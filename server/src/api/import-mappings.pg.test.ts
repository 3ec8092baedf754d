import type { SavedMappingRow } from '@outpace/protocol/calling-lists.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mappingOf } from '../jobs/import-sandbox.ts';
import { TestApp } from './test-app.ts';

let app: TestApp;
beforeAll(async () => {
  app = await TestApp.open();
});
afterAll(() => app.close());

const url = '/api/import-mappings';
const body = { name: 'Daily', header: ['Tel', 'Who'], mapping: mappingOf(['phone', 'skip']) };

test('a mapping is saved once under its name, told, and removed', async () => {
  const saved = await app.ask<SavedMappingRow>('administrator', url, { body });
  expect(saved.body).toEqual({ id: saved.body.id, ...body });
  expect((await app.ask('administrator', url, { body })).code).toBe('NAME_TAKEN');
  expect((await app.ask('administrator', url)).body).toEqual([saved.body]);
  const one = `${url}/${saved.body.id}`;
  expect((await app.ask('administrator', one, { method: 'DELETE' })).status).toBe(204);
  expect((await app.ask('administrator', one, { method: 'DELETE' })).code).toBe('NOT_FOUND');
  const { rows } = await app.pool.query(
    `select what from audit where what ~ 'mapping' order by id`,
  );
  expect(rows).toEqual([{ what: 'import-mapping-added' }, { what: 'import-mapping-removed' }]);
});

test('only administrators see or save mappings', async () => {
  for (const role of ['agent', 'supervisor'] as const) {
    expect((await app.ask(role, url)).code).toBe('FORBIDDEN');
    expect((await app.ask(role, url, { body })).code).toBe('FORBIDDEN');
  }
});
