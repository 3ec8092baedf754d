import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { RunningServer } from '@outpace/server/main.ts';
import { TestOidc } from '@outpace/server/oidc/test-oidc.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { QuickCarrier } from '../quick-carrier.ts';
import { launch, newContext } from './browser.ts';
import { serveDemo } from './served.ts';

let oidc: TestOidc;
let folder: string;
let server: RunningServer;
let browser: Browser;

beforeAll(async () => {
  oidc = await TestOidc.open();
  folder = await mkdtemp(join(tmpdir(), 'outpace-sso-'));
  const file = join(folder, 'oidc.json');
  const roles = { claim: 'groups', supervisor: ['leads'] };
  await writeFile(file, JSON.stringify({ ...oidc.settings, label: 'Company account', roles }));
  const carrier = new QuickCarrier({ onDial: () => undefined, stepMs: 5, talkMs: 5 });
  server = await serveDemo(carrier, async () => undefined, { OUTPACE_OIDC_FILE: file });
  // The provider knows one address of Outpace, and the server has whatever port was free.
  const { host } = new URL(oidc.settings.publicUrl);
  const { port } = new URL(server.url);
  browser = await launch([`--host-resolver-rules=MAP ${host} 127.0.0.1:${port}`]);
});

afterAll(async () => {
  await browser?.close();
  await server?.close();
  await oidc?.close();
  if (folder !== undefined) await rm(folder, { recursive: true });
});

/** A browser of somebody whom the provider does not know yet, at the sign-in page. */
async function signInPage(): Promise<Page> {
  const context = await newContext(browser);
  const page = await context.newPage();
  await page.goto(oidc.settings.publicUrl);
  return page;
}

const comeAs = async (page: Page, account: Parameters<TestOidc['is']>[0]): Promise<void> => {
  await oidc.is(account);
  await page.getByRole('link', { name: 'Company account' }).click();
};

test('the company account leads into the console, or back with a sentence', async () => {
  const stranger = await signInPage();
  await comeAs(stranger, { sub: 's-1', preferred_username: 'nobody.here', groups: ['leads'] });
  await stranger.getByText('You are not let in here. Ask your administrator.').waitFor();
  const { rows } = await server.pool.query<{ name: string }>(
    `select name from users where role = 'supervisor' limit 1`,
  );
  const supervisor = await signInPage();
  await comeAs(supervisor, { sub: 's-2', preferred_username: rows[0]?.name, groups: ['leads'] });
  await supervisor.locator('.console-left').waitFor();
  expect(new URL(supervisor.url()).origin).toBe(oidc.settings.publicUrl);
});
