import { createInterface } from 'node:readline';
import { unreachable } from '@outpace/engine/basics/assert.ts';
import type { Arm, ArmRun, Load } from './arm.ts';

/** What the benchmark wants of an arm in its own process: a line of JSON each. */
export type ArmOrder =
  | { readonly do: 'raise'; readonly agents: number }
  | { readonly do: 'run'; readonly load: Load }
  | { readonly do: 'drop' };

const NOTHING: ArmRun = { calls: [], missed: 0 };

/** Carries out what comes on the standard input, one after the other, until it ends. */
export async function serveArm(arm: Arm): Promise<void> {
  try {
    say(NOTHING);
    for await (const line of createInterface({ input: process.stdin })) {
      const order: ArmOrder = JSON.parse(line);
      say(await perform(arm, order));
    }
  } finally {
    await arm.close();
  }
}

const say = (answer: ArmRun): void => void process.stdout.write(`${JSON.stringify(answer)}\n`);

async function perform(arm: Arm, order: ArmOrder): Promise<ArmRun> {
  switch (order.do) {
    case 'raise':
      await arm.raise(order.agents);
      return NOTHING;
    case 'run':
      return arm.run(order.load);
    case 'drop':
      await arm.drop();
      return NOTHING;
    default:
      return unreachable(order);
  }
}
