import { HOLD_MUSIC_HZ } from '@outpace/server/switch/instance/hold-music.ts';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { enterIn, newContext, picture } from '../walk/browser.ts';
import { AgentPage } from './agent-page.ts';
import { steadyTone } from './behaviour.ts';
import { stretches } from './tone-stretches.ts';
import { AGENT_HZ, hearingContext, launchWithSound, levelIn } from './voice-browser.ts';
import { VoiceHouse } from './voice-house.ts';
import type { WorldCall } from './world-call.ts';

const CUSTOMER_HZ = 1_000;
const TONES_HZ = [HOLD_MUSIC_HZ, AGENT_HZ, CUSTOMER_HZ];

let house: VoiceHouse;
let browser: Browser;
let agent: AgentPage;
let supervisor: Page;

beforeAll(async () => {
  house = await VoiceHouse.open(async (pool) => {
    await pool.query(
      `update campaigns set settings = settings || $1 where name = 'Summer renewals'`,
      [
        JSON.stringify({
          voice: {
            agentLeg: 'per-call',
            mergeBeep: false,
            cpd: { when: 'off', profile: 'balanced', onMachine: 'hang-up', message: '' },
            recording: { of: 'all', share: 1, announcement: 'none' },
            rejoinMs: 20_000,
          },
        }),
      ],
    );
  });
  browser = await launchWithSound();
  agent = new AgentPage(await enterIn(await hearingContext(browser), house.url, 'an agent'));
  supervisor = await enterIn(await newContext(browser), house.url, 'a supervisor');
}, 120_000);

afterAll(async () => {
  await browser?.close();
  await house?.close();
});

/** Until the called party hears just these tones, for at least so long without a break. */
async function hearsNow(call: WorldCall, tonesHz: readonly number[], ms = 800): Promise<void> {
  const now = async () => {
    const last = stretches(await call.heard(), TONES_HZ).at(-1);
    return last !== undefined && last.ms >= ms ? last.tonesHz : 'not yet';
  };
  await expect.poll(now, { timeout: 15_000, interval: 200 }).toEqual(tonesHz);
}

test('a phone', async () => {
  await agent.phone('Phone ready').waitFor();
  await picture(agent.page, 'voice-ready');
  await supervisor.getByRole('link', { name: /Summer renewals/ }).click();
  await supervisor.getByRole('button', { name: 'Load', exact: true }).click();
  await supervisor.getByRole('button', { name: 'Start', exact: true }).click();
  await agent.confirmNotices();
});

test('conversation', async () => {
  house.everybody(steadyTone(CUSTOMER_HZ, 300));
  await agent.setStatus('Ready');
  const call = await house.callAfter(() => agent.accept());
  await agent.says('Connected');
  await expect
    .poll(() => levelIn(agent.page, CUSTOMER_HZ), { timeout: 10_000 })
    .toBeGreaterThan(0.05);
  await hearsNow(call, [AGENT_HZ]);
  await picture(agent.page, 'voice-connected');
  await agent.press('Hold');
  await hearsNow(call, [HOLD_MUSIC_HZ]);
  await picture(agent.page, 'voice-hold');
  await agent.press('Resume');
  await hearsNow(call, [AGENT_HZ]);
  await agent.endCall();
  console.log(stretches(await call.heard(), TONES_HZ));
});
