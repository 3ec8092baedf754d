import { must } from '@outpace/engine/basics/assert.ts';
import { type Millis, millis } from '@outpace/engine/basics/time.ts';
import type { Callee } from '../../callees.ts';
import { Carrier } from '../../carrier.ts';
import { hashOf, Prng } from '../../prng.ts';
import { realTimers } from '../../real-timers.ts';
import { SimulatedSwitch } from '../../simulated-switch.ts';
import { hostSwitch } from '../../switch-host.ts';
import { answerQuestions } from './started-process.ts';

/*
 * The telephony of the benchmark: half of the people answer and talk for as long as it says, the
 * others are busy.
 */

export type CarrierQuestion =
  | { readonly type: 'listen'; readonly path: string }
  /** Everybody is so many times as fast as usual from now on. */
  | { readonly type: 'pace'; readonly times: number };

const ANSWER_SHARE = 0.5;
/** At the usual pace. */
const TALK_MS = 12_000;
let pace = 1;

function calleeOf(phone: string, dialedBefore: number): Callee {
  const prng = new Prng(hashOf(`load ${phone} ${dialedBefore}`));
  const at = (low: number, high: number): Millis =>
    millis(Math.round(prng.between(low, high) / pace));
  const setUpMs = at(100, 300);
  if (!prng.chance(ANSWER_SHARE)) return { setUpMs, kind: 'refuses', result: 'busy' };
  return {
    setUpMs,
    kind: 'answers',
    who: 'person',
    ringMs: at(500, 2_500),
    talkMs: at(TALK_MS / 2, TALK_MS * 1.5),
    patienceMs: millis(5_000),
    verdict: 'person',
    verdictMs: millis(prng.between(300, 900)),
  };
}

const people = new Carrier({ calleeOf });
let close = (): void => undefined;

answerQuestions<CarrierQuestion>(
  async (question) => {
    if (question.type === 'pace') {
      pace = question.times;
      return undefined;
    }
    const server = await hostSwitch(question.path, () => new SimulatedSwitch(people, realTimers()));
    close = () => void server.close();
    return must(question.path, 'a path');
  },
  async () => close(),
);
