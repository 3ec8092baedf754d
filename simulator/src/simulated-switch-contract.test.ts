import type { PhoneChoice } from '@outpace/engine/agents/agent-phone.ts';
import { must, unreachable } from '@outpace/engine/basics/assert.ts';
import type { AgentId } from '@outpace/engine/basics/ids.ts';
import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import type { Instant } from '@outpace/engine/basics/time.ts';
import { instant, millis, minutes } from '@outpace/engine/basics/time.ts';
import type { SurvivingLeg } from '@outpace/engine/dialing/surviving-leg.ts';
import type { SwitchEvent } from '@outpace/engine/event.ts';
import type { ContractCallee, SwitchRig } from '@outpace/server/switch/contract-desk.ts';
import { switchContract } from '@outpace/server/switch/switch-contract.ts';
import type { Callee } from './callees.ts';
import { Carrier } from './carrier.ts';
import { SimulatedSwitch } from './simulated-switch.ts';
import type { ThirdFate } from './third-legs.ts';
import { VirtualClock } from './virtual-clock.ts';

/** Jumps of the clock before something counts as never coming. */
const JUMPS_MAX = 10_000;

/** The simulated switch under virtual time, which goes on only while somebody waits. */
class SimulatedRig implements SwitchRig {
  readonly events: SwitchEvent[] = [];
  readonly #clock = new VirtualClock(instant(0));
  readonly #callees = new Map<PhoneNumber, Callee>();
  readonly #carrier = new Carrier({
    calleeOf: (phone) => must(this.#callees.get(phone), `a callee at ${phone}`),
    phones: 'needed',
    trouble: {
      legFails: () => this.#failsNext,
      recordingFails: () => false,
      orphans: () => false,
      third: () => this.#third,
    },
  });
  #failsNext = false;
  /** Whoever was spoken of last is the destination of the next call that is handed on. */
  #third: ThirdFate = 'answers';
  #switch = this.#open();

  get carrier(): SimulatedSwitch {
    return this.#switch;
  }

  now(): Instant {
    return this.#clock.now();
  }

  behave(phone: PhoneNumber, callee: ContractCallee): void {
    this.#callees.set(phone, calleeFor(callee));
    this.#third = callee.does;
  }

  phoneThat(does: 'picks-up' | 'is-busy', of: AgentId): PhoneChoice {
    this.#failsNext = does === 'is-busy';
    return { kind: 'desk', address: `sip:${of}@desk.example` };
  }

  /** Simulated people leave by themselves, after a while. */
  hangUpCallee(): Promise<void> {
    return Promise.resolve();
  }

  hangUpPhone(of: AgentId): Promise<void> {
    this.#switch.phone(of, this.#carrier.lines.lose(of, 'hung-up'));
    return Promise.resolve();
  }

  until(what: string, fits: (event: SwitchEvent) => boolean): Promise<void> {
    for (let jumps = 0; jumps < JUMPS_MAX; jumps += 1) {
      if (this.events.some(fits)) return Promise.resolve();
      if (!this.#clock.jump()) break;
    }
    return Promise.reject(new Error(`${what} did not come about`));
  }

  async restart(): Promise<readonly SurvivingLeg[]> {
    await this.#switch.close('keep');
    this.#switch = this.#open();
    return must(await this.#switch.survey(), 'a switch that can be reached');
  }

  untilNothingIsLeft(): Promise<void> {
    const left = this.#carrier.callsUp;
    return left === 0 ? Promise.resolve() : Promise.reject(new Error(`${left} calls are left`));
  }

  close(): Promise<void> {
    return this.#switch.close('end');
  }

  #open(): SimulatedSwitch {
    const opened = new SimulatedSwitch(this.#carrier, this.#clock);
    opened.onEvent((event) => void this.events.push(event));
    return opened;
  }
}

function calleeFor(callee: ContractCallee): Callee {
  const setUpMs = millis(40);
  switch (callee.does) {
    case 'answers':
      return {
        setUpMs,
        kind: 'answers',
        who: 'person',
        ringMs: callee.ringMs,
        talkMs: minutes(10),
        patienceMs: minutes(10),
        verdict: 'person',
        verdictMs: millis(500),
      };
    case 'is-busy':
      return { setUpMs, kind: 'refuses', result: 'busy' };
    case 'rings-out':
      return { setUpMs, kind: 'rings-out' };
    default:
      return unreachable(callee);
  }
}

switchContract({
  name: 'the simulated switch',
  open: () => Promise.resolve(new SimulatedRig()),
  // One that is simulated always answers, and makes no difference to the call.
  hasThirdParties: false,
});
