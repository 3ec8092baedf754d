import type { AgentId, AttemptId } from '../basics/ids.ts';

/** One leg that is alive on the switch, as found when it is reached for the first time or again. */
export type SurvivingLeg =
  | {
      readonly of: 'attempt';
      readonly attemptId: AttemptId;
      /**
       * `ringing`: not answered; `waiting`: answered, alone; `talking`: in a bridge with an
       * agent; `message`: hears the message and is then released by the switch itself.
       */
      readonly state: 'ringing' | 'waiting' | 'talking' | 'message';
      /** Whom they talk with. */
      readonly agentId: AgentId | undefined;
      readonly isHeld: boolean;
      readonly isRecorded: boolean;
    }
  | { readonly of: 'agent'; readonly agentId: AgentId };
