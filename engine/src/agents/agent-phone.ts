/** Where an agent wants to be called: the browser's own phone, or a desk phone by its address. */
export type PhoneChoice =
  | { readonly kind: 'browser' }
  /** A SIP address such as `sip:ana@desk.example`, or a number. */
  | { readonly kind: 'desk'; readonly address: string };

/**
 * The agent's side of the sound. `none`: the switch needs no leg of the agent, as the simulated
 * carrier of the demo.
 *
 *   down → raising → up → down
 */
export type AgentPhone =
  | { readonly kind: 'none' }
  | {
      readonly kind: 'browser' | 'desk';
      /** Registered, or an address that is called without registration. */
      readonly reachable: boolean;
      readonly leg: 'down' | 'raising' | 'up';
      /** The leg is up and nothing is heard on it. */
      readonly silent: boolean;
    };

/** Whether agents of a site need a phone before they can be given a call. */
export type PhoneNeed = 'none' | 'needed';

/** Before a site's agent has said anything else, calls come to the browser. */
export const newPhone = (need: PhoneNeed): AgentPhone =>
  need === 'none'
    ? { kind: 'none' }
    : { kind: 'browser', reachable: false, leg: 'down', silent: false };

/** A customer may be given to this agent: they will be heard. */
export const isUsable = (phone: AgentPhone): boolean =>
  phone.kind === 'none' || (phone.reachable && !phone.silent);
