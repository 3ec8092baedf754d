import type { InteractionPhase } from '@outpace/engine/interactions/interaction.ts';

/**
 * The sound of a call at the agent's side. A browser phone will carry the call itself; the demo
 * only plays tones; a desk phone needs neither. Media never touches the screens.
 */
export interface Phone {
  /** The call has come to this phase, or there is none any more. */
  show(phase: InteractionPhase | undefined): void;
  /** 0..1. */
  setVolume(volume: number): void;
  /** Lets sound begin: browsers allow it only after a press of a key or button. */
  wake(): void;
}
