import type { AgentGroupId, AgentId, InteractionId } from '../basics/ids.ts';

/** What an agent does with a third party in their call. */
export type ThirdPartyCommand =
  | {
      /** Call the target first and talk with it; or let it take effect as soon as it is there. */
      readonly type: 'consult' | 'transfer' | 'conference';
      readonly interactionId: InteractionId;
      readonly target: WantedTarget;
    }
  | {
      readonly type: 'talk-with';
      readonly interactionId: InteractionId;
      readonly side: 'customer' | 'target';
    }
  | { readonly type: 'complete-transfer'; readonly interactionId: InteractionId }
  | { readonly type: 'complete-conference'; readonly interactionId: InteractionId }
  /** The third party leaves: of a consultation or of a conference. */
  | { readonly type: 'end-consultation'; readonly interactionId: InteractionId }
  /** An agent who is asked, or is in a conference, leaves; or refuses. */
  | { readonly type: 'leave-consultation'; readonly interactionId: InteractionId };

/** As it was chosen or typed. */
export type WantedTarget =
  | { readonly kind: 'agent'; readonly agentId: AgentId }
  /** Whoever of them has been ready the longest. */
  | { readonly kind: 'group'; readonly agentGroupId: AgentGroupId }
  | { readonly kind: 'number'; readonly phone: string };
