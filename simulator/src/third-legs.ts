import type { AgentId } from '@outpace/engine/basics/ids.ts';
import type { Instant, Millis } from '@outpace/engine/basics/time.ts';
import { millis } from '@outpace/engine/basics/time.ts';
import type { SurvivingThird } from '@outpace/engine/dialing/surviving-leg.ts';
import type {
  CallTarget,
  ConsultSide,
  ThirdPurpose,
} from '@outpace/engine/interactions/third-party.ts';

/** How a number that is called as a third party behaves. */
export type ThirdFate = 'answers' | 'hangs-up' | 'is-busy' | 'rings-out';

/** The third party of a simulated call. */
export type ThirdLeg = {
  /** Tells one third party of a call from the next. */
  readonly serial: number;
  /** Undefined: the destination of a call that is handed on. */
  readonly target: CallTarget | undefined;
  readonly purpose: ThirdPurpose;
  readonly fate: ThirdFate;
  readonly isUp: boolean;
  readonly side: ConsultSide;
  /** In the agent's place. */
  readonly hasCall: boolean;
};

export type ThirdWake = {
  readonly at: Instant;
  readonly what: 'third-rings' | 'third-answers' | 'third-given-up' | 'third-leaves';
  readonly serial: number;
};

const RINGS_MS = millis(300);
const ANSWERS_MS = millis(2_000);
const IS_BUSY_MS = millis(500);
/** A switch gives up before whoever ordered it does. */
const RINGS_OUT_MS = millis(45_000);
const HANGS_UP_MS = millis(9_000);
/** Nobody talks for ever. */
const LEAVES_MS = millis(240_000);

export const newThirdLeg = (
  order: Pick<ThirdLeg, 'serial' | 'target' | 'purpose' | 'fate'>,
): ThirdLeg => ({
  ...order,
  isUp: false,
  side: order.purpose === 'consult' ? 'target' : 'customer',
  hasCall: false,
});

/** What the third party does by itself from now on, in waits. */
export function thirdPlans({ fate }: ThirdLeg): readonly [ThirdWake['what'], Millis][] {
  switch (fate) {
    case 'is-busy':
      return [['third-leaves', IS_BUSY_MS]];
    case 'rings-out':
      return [
        ['third-rings', RINGS_MS],
        ['third-leaves', RINGS_OUT_MS],
      ];
    case 'answers':
    case 'hangs-up':
      return [
        ['third-rings', RINGS_MS],
        ['third-answers', ANSWERS_MS],
        ['third-leaves', fate === 'answers' ? LEAVES_MS : HANGS_UP_MS],
      ];
  }
}

export const thirdAgent = (third: ThirdLeg | undefined): AgentId | undefined =>
  third?.target?.kind === 'agent' ? third.target.agentId : undefined;

/** The same in the words of a survey. */
export const survivingThird = (third: ThirdLeg): SurvivingThird => ({
  agentId: thirdAgent(third),
  isUp: third.isUp,
  side: third.hasCall ? 'both' : third.side,
  hasCall: third.hasCall,
});
