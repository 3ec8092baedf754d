import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { agentId, attemptId } from '@outpace/engine/basics/ids.ts';
import { instant, millis } from '@outpace/engine/basics/time.ts';
import type { SwitchEvent } from '@outpace/engine/event.ts';
import { phone } from '@outpace/engine/test-site.ts';
import { expect, onTestFinished, test } from 'vitest';
import type { Callee } from './callees.ts';
import { Carrier } from './carrier.ts';
import { LinkedSwitch } from './linked-switch.ts';
import { realTimers } from './real-timers.ts';
import { SimulatedSwitch } from './simulated-switch.ts';
import { hostSwitch } from './switch-host.ts';

const call = attemptId('a000001-00000001');
const agent = agentId('ana');
const TALKS: Callee = {
  setUpMs: millis(1),
  kind: 'answers',
  who: 'person',
  ringMs: millis(1),
  talkMs: millis(600_000),
  patienceMs: millis(600_000),
  verdict: 'person',
  verdictMs: millis(1),
};

async function exchange() {
  const folder = mkdtempSync(join(tmpdir(), 'outpace-link-'));
  const path = join(folder, 'switch');
  const people = new Carrier({ calleeOf: () => TALKS });
  const server = await hostSwitch(path, () => new SimulatedSwitch(people, realTimers()));
  onTestFinished(() => {
    server.close();
    rmSync(folder, { recursive: true });
  });
  const link = async (): Promise<{ carrier: LinkedSwitch; heard: SwitchEvent[] }> => {
    const heard: SwitchEvent[] = [];
    const carrier = await LinkedSwitch.to(path, { callsPerSecond: 9 });
    carrier.onEvent((event) => void heard.push(event));
    return { carrier, heard };
  };
  return { link, people };
}

const types = (events: readonly SwitchEvent[]): readonly string[] => events.map(({ type }) => type);

const dial = (carrier: LinkedSwitch): void =>
  carrier.originate({
    type: 'originate',
    attemptId: call,
    phone: phone(1),
    giveUpAt: instant(Date.now() + 600_000),
    detect: 'balanced',
    message: 'sorry',
  });

test('a call is made on a switch elsewhere, and adopted by whoever comes next', async () => {
  const { link } = await exchange();
  const { carrier, heard } = await link();
  expect(carrier.callsPerSecond).toBe(9);
  expect(await carrier.survey([])).toEqual([]);
  dial(carrier);
  await expect.poll(() => types(heard)).toContain('call-answered');
  carrier.bridge({ type: 'bridge', attemptId: call, agentId: agent, beep: false });
  await carrier.close('keep');
  const next = await link();
  const legs = await next.carrier.survey([call]);
  expect(legs).toMatchObject([{ of: 'attempt', attemptId: call, state: 'talking' }]);
  await next.carrier.close('end');
  const last = await link();
  expect(await last.carrier.survey([])).toEqual([]);
  await last.carrier.close('end');
});

test('after its end nothing is ordered any more, and nobody answers', async () => {
  const { link } = await exchange();
  const { carrier } = await link();
  await carrier.close('end');
  // Down: nothing is ordered, and nothing can be asked.
  dial(carrier);
  expect(await carrier.survey([])).toBeUndefined();
});
