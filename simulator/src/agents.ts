import { unreachable } from '@outpace/engine/basics/assert.ts';
import type { AgentGroupId, AgentId, InteractionId, NoticeId } from '@outpace/engine/basics/ids.ts';
import type { Millis } from '@outpace/engine/basics/time.ts';
import { millis, minutes, seconds } from '@outpace/engine/basics/time.ts';
import type { CallbackWish } from '@outpace/engine/calling-lists/callback.ts';
import type { AgentCommand } from '@outpace/engine/event.ts';
import type { DoNotCallScope, Draft } from '@outpace/engine/interactions/interaction.ts';
import { RECORDING_ORDERS } from '@outpace/engine/interactions/recording.ts';
import type { AgentView, InteractionView, OfferView } from '@outpace/engine/views/agent-view.ts';
import type { ColleagueHabits } from './colleague-habits.ts';
import { intendsInternally, intendsToCall } from './colleague-habits.ts';
import { fictionPhone } from './lists.ts';
import type { Prng } from './prng.ts';
import { drawCallback, drawNumber } from './promises.ts';
import type { AskingHabits, Intent } from './third-party-habits.ts';
import { intendsAsGuest, intendsToAsk, intendsWithThird } from './third-party-habits.ts';

export type AgentSetup = {
  readonly agentId: AgentId;
  readonly name: string;
  readonly groupIds: readonly AgentGroupId[];
};

export type AgentAct =
  | { readonly type: 'log-on' }
  | { readonly type: 'close-laptop' }
  | { readonly type: 'open-laptop' }
  | { readonly type: 'send'; readonly command: AgentCommand };

/** Something the agent will have done after a while. It may not fit any more by then. */
export type Planned = { readonly afterMs: Millis; readonly act: AgentAct };

/** Shares of occasions, 0..1. */
export type AgentHabits = {
  readonly accepts: number;
  readonly rejects: number;
  readonly endsCall: number;
  readonly doNotCall: number;
  readonly undoes: number;
  readonly takesBreak: number;
  /** Asks to log off in the middle of a call. */
  readonly logsOffInCall: number;
  readonly closesLaptop: number;
  /** Of the shifts: is called on a desk phone. */
  readonly desk: number;
  readonly holds: number;
  readonly keys: number;
  readonly records: number;
  /** Says who it was that answered. */
  readonly correctsCpd: number;
  /** Promises to call back. */
  readonly reschedules: number;
  /** Calls again before Mark done. */
  readonly recalls: number;
  /** Undefined: nobody is ever asked. */
  readonly asking?: AskingHabits;
  /** Undefined: nobody calls a colleague. */
  readonly internal?: ColleagueHabits;
  /** Tries what cannot be done while a line is held for somebody. */
  readonly triesEngaged: number;
  /** Calls somebody of their own choice, where that is allowed. */
  readonly callsByHand?: number;
  /** Whom: numbers, and what looks like one. */
  readonly notebook?: readonly string[];
};

export const USUAL_HABITS: AgentHabits = {
  accepts: 0.9,
  rejects: 0.06,
  endsCall: 0.4,
  doNotCall: 0.03,
  undoes: 0.3,
  takesBreak: 0.02,
  logsOffInCall: 0.005,
  closesLaptop: 0.01,
  desk: 0.2,
  holds: 0.1,
  keys: 0.03,
  records: 0.15,
  correctsCpd: 0.05,
  reschedules: 0.08,
  recalls: 0.08,
  triesEngaged: 0.15,
};

const NOTHING: readonly Planned[] = [];

/** A phone of the house. */
const DESK = { kind: 'desk', address: 'sip:agent@desk.example' } as const;

/** No conversation is longer: an agent whose screen hangs ends it. */
const CALL_MAX = minutes(100);

/**
 * One agent at work. Sees what a browser would see, decides once per situation, and asks; what
 * the rules say to that is the engine's business.
 */
export class SimulatedAgent {
  readonly setup: AgentSetup;
  readonly #prng: Prng;
  /** Of its own, so that whoever asks nobody does what they have always done. */
  readonly #asking: Prng;
  /** The same for whoever calls no colleague. */
  readonly #calling: Prng;
  readonly #habits: AgentHabits;
  readonly #noticesSeen = new Set<NoticeId>();
  readonly #undosSeen = new Set<InteractionId>();
  #situation = '';
  #givesUpPromise = false;

  constructor(setup: AgentSetup, prng: Prng, habits: AgentHabits) {
    this.setup = setup;
    this.#prng = prng;
    this.#asking = habits.asking === undefined ? prng : prng.fork('asking');
    this.#calling = habits.internal === undefined ? prng : prng.fork('calling');
    this.#habits = habits;
  }

  /** What was decided came to nothing: the same situation is decided anew. */
  reconsider(): void {
    this.#situation = '';
  }

  /** What cannot be promised any more is given up, or nobody would ever be done. */
  refused(): void {
    this.reconsider();
    this.#givesUpPromise = true;
  }

  /** What the agent plans on seeing this; `undefined` is the sign-in page. */
  look(view: AgentView | undefined, isGoingHome: boolean): readonly Planned[] {
    const aside = view === undefined ? NOTHING : this.#aside(view);
    const situation = `${situationOf(view)} ${isGoingHome}`;
    if (situation === this.#situation) return aside;
    this.#situation = situation;
    if (view === undefined) return isGoingHome ? NOTHING : [this.#soon(20, { type: 'log-on' })];
    return [...aside, ...this.#decide(view, isGoingHome), ...this.#laptop()];
  }

  /** Notices and the chance to undo, whatever else is going on. */
  #aside(view: AgentView): readonly Planned[] {
    const plans: Planned[] = [];
    for (const { id: noticeId } of view.notices) {
      if (this.#noticesSeen.has(noticeId)) continue;
      this.#noticesSeen.add(noticeId);
      plans.push(this.#send(10, { type: 'acknowledge-notice', noticeId }));
    }
    const interactionId = view.undo?.interactionId;
    if (interactionId !== undefined && !this.#undosSeen.has(interactionId)) {
      this.#undosSeen.add(interactionId);
      if (this.#prng.chance(this.#habits.undoes)) {
        plans.push(this.#send(9, { type: 'undo-do-not-call', interactionId }));
      }
    }
    return plans;
  }

  #decide(view: AgentView, isGoingHome: boolean): readonly Planned[] {
    const { phase } = view.status;
    switch (phase) {
      case 'not-ready':
      case 'ready':
        return isGoingHome ? [this.#send(8, { type: 'log-off' })] : this.#idle(view);
      case 'previewing':
        return view.offer === undefined ? NOTHING : this.#onOffer(view.offer, isGoingHome);
      case 'placing':
        return this.#placing(isGoingHome);
      case 'internal':
        return view.internal === undefined
          ? NOTHING
          : this.#intended(intendsInternally(view.internal, this.#calling, isGoingHome));
      case 'reserved':
        return isGoingHome ? [this.#send(8, { type: 'log-off' })] : NOTHING;
      case 'engaged':
        return view.interaction === undefined ? NOTHING : this.#engaged(view, isGoingHome);
      case 'talking':
      case 'consulted':
      case 'wrap-up':
        return view.interaction === undefined
          ? NOTHING
          : this.#onInteraction(view.interaction, isGoingHome);
      default:
        return unreachable(phase);
    }
  }

  #placing(isGoingHome: boolean): readonly Planned[] {
    if (isGoingHome) return [this.#send(8, { type: 'log-off' })];
    return this.#prng.chance(0.1) ? [this.#send(4, { type: 'cancel-call' })] : NOTHING;
  }

  /** A number of their own choice, now and then with an impatient second click. */
  #byHand({ manual }: AgentView): readonly Planned[] {
    const { callsByHand = 0, notebook = [] } = this.#habits;
    if (callsByHand === 0 || manual.permission !== 'allowed') return NOTHING;
    if (!this.#prng.chance(callsByHand)) return NOTHING;
    const call = { type: 'call-number', phone: this.#prng.pick(notebook) } as const;
    const calls = this.#prng.chance(0.2) ? [call, call] : [call];
    return calls.map((each) => this.#send(8, each));
  }

  #toColleagues(): readonly Planned[] {
    const { internal } = this.#habits;
    return internal === undefined
      ? NOTHING
      : this.#intended(intendsToCall(this.#calling, internal));
  }

  #idle(view: AgentView): readonly Planned[] {
    const { status, reasons, phone } = view;
    const calls = [...this.#byHand(view), ...this.#toColleagues()];
    if (calls.length > 0) return calls;
    const pause = reasons[0]?.code;
    if (status.phase === 'ready') {
      if (pause === undefined || !this.#prng.chance(this.#habits.takesBreak)) return NOTHING;
      return [this.#send(5, { type: 'set-not-ready', reason: pause })];
    }
    const wait = status.reason === pause ? this.#prng.between(60, 600) : 10;
    const ready = this.#send(wait, { type: 'set-ready' });
    const isNew = status.reason === 'logged-on' && phone.kind === 'browser';
    if (!isNew || !this.#prng.chance(this.#habits.desk)) return [ready];
    return [this.#send(2, { type: 'choose-phone', phone: DESK }), ready];
  }

  #onOffer(offer: OfferView, isGoingHome: boolean): readonly Planned[] {
    if (isGoingHome) return [this.#send(5, { type: 'log-off' })];
    const { id: offerId } = offer;
    const mood = this.#prng.next();
    if (mood < this.#habits.accepts) return [this.#send(9, { type: 'accept-offer', offerId })];
    const rejects = mood < this.#habits.accepts + this.#habits.rejects;
    return rejects ? [this.#send(9, { type: 'reject-offer', offerId })] : NOTHING;
  }

  /** On the line, and nobody there yet: the note is written, and what cannot be done is tried. */
  #engaged({ interaction, reasons }: AgentView, isGoingHome: boolean): readonly Planned[] {
    const reason = reasons[0]?.code ?? 'after-call-work';
    const leave = this.#send(8, { type: 'set-not-ready', reason });
    if (isGoingHome || interaction === undefined) return [leave];
    const plans: Planned[] = [];
    if (this.#prng.chance(this.#habits.takesBreak)) plans.push(leave);
    const { id: interactionId, draft } = interaction;
    if (this.#prng.chance(0.1)) {
      plans.push(this.#send(5, { type: 'mute', interactionId, muted: true }));
    }
    if (this.#prng.chance(0.2)) {
      const noted = { ...draft, note: 'a letter came back' };
      plans.push(this.#send(5, { type: 'save-draft', interactionId, draft: noted }));
    }
    if (this.#prng.chance(this.#habits.triesEngaged)) {
      plans.push(this.#send(5, this.#prng.pick(lockedCommands(interaction, this.setup.agentId))));
    }
    return plans;
  }

  #onInteraction(view: InteractionView, isGoingHome: boolean): readonly Planned[] {
    const { phase, id: interactionId } = view;
    switch (phase) {
      case 'engaging':
        return NOTHING;
      case 'dialing':
      case 'ringing': {
        const isImpatient = isGoingHome || this.#prng.chance(0.03);
        return isImpatient ? [this.#send(20, { type: 'end-call', interactionId })] : NOTHING;
      }
      case 'connected':
        return this.#inCall(view, isGoingHome);
      case 'on-hold':
        if (isGoingHome) return [this.#send(20, { type: 'end-call', interactionId })];
        return [this.#send(30, { type: 'hold', interactionId, held: false })];
      case 'reconnecting':
        return NOTHING;
      case 'consulting':
      case 'conference':
        return this.#withThird(view, isGoingHome);
      case 'wrap-up':
        return this.#wrapUp(view);
      default:
        return unreachable(phase);
    }
  }

  #withThird(view: InteractionView, isGoingHome: boolean): readonly Planned[] {
    const { id: interactionId, role, phase } = view;
    const guest = this.#intended(intendsAsGuest(view, this.#asking));
    if (role === 'owner') {
      // End call ends a consultation first, and the call only when that is over.
      const endCall: AgentCommand = { type: 'end-call', interactionId };
      const stops = isGoingHome || this.#asking.chance(0.2) ? [this.#send(60, endCall)] : [];
      return [...this.#intended(intendsWithThird(view, this.#asking)), ...stops];
    }
    const isPartner = role === 'partner' && phase === 'conference';
    if (!isPartner || !this.#asking.chance(0.3)) return guest;
    const draft = this.#draft(view);
    return [...guest, this.#send(30, { type: 'save-draft', interactionId, draft })];
  }

  #intended = (intents: readonly Intent[]): readonly Planned[] =>
    intents.map(({ withinS, command }) => this.#send(withinS, command));

  #inCall(view: InteractionView, isGoingHome: boolean): readonly Planned[] {
    const { id: interactionId } = view;
    const endCall: AgentCommand = { type: 'end-call', interactionId };
    if (isGoingHome) return [this.#send(60, endCall)];
    const plans: Planned[] = [{ afterMs: CALL_MAX, act: { type: 'send', command: endCall } }];
    if (this.#prng.chance(this.#habits.endsCall)) plans.push(this.#send(400, endCall));
    if (this.#prng.chance(this.#habits.logsOffInCall)) {
      plans.push(this.#send(60, { type: 'log-off' }));
    }
    if (this.#prng.chance(0.2)) {
      plans.push(this.#send(60, { type: 'save-draft', interactionId, draft: this.#draft(view) }));
    }
    if (this.#prng.chance(0.05)) {
      plans.push(this.#send(60, { type: 'mute', interactionId, muted: true }));
    }
    plans.push(...this.#buttons(view));
    const { asking } = this.#habits;
    if (asking !== undefined) {
      plans.push(...this.#intended(intendsToAsk(view, this.#asking, asking)));
    }
    const field = view.recordFields.find(({ editable }) => editable);
    if (field !== undefined && this.#prng.chance(0.05)) {
      const edit = {
        type: 'edit-field',
        interactionId,
        key: field.key,
        value: 'platinum',
      } as const;
      plans.push(this.#send(60, edit));
    }
    return plans;
  }

  /** What the telephony offers in a call, as far as the screen says it may be used. */
  #buttons({ id: interactionId, attemptId, actions }: InteractionView): readonly Planned[] {
    const { holds, keys, records, correctsCpd } = this.#habits;
    const plans: Planned[] = [];
    if (this.#prng.chance(holds)) {
      plans.push(this.#send(60, { type: 'hold', interactionId, held: true }));
    }
    if (this.#prng.chance(keys)) {
      plans.push(this.#send(60, { type: 'send-digits', interactionId, digits: '17#' }));
    }
    if (attemptId !== undefined && this.#prng.chance(correctsCpd)) {
      const said = this.#prng.pick(['person', 'machine'] as const);
      plans.push(this.#send(30, { type: 'correct-cpd', attemptId, said }));
    }
    if (actions['start-recording'] !== 'RECORDING_NOT_ALLOWED' && this.#prng.chance(records)) {
      for (const what of RECORDING_ORDERS) {
        plans.push(this.#send(60, { type: 'record', interactionId, what }));
      }
    }
    return plans;
  }

  #wrapUp(view: InteractionView): readonly Planned[] {
    const { id: interactionId } = view;
    if (this.#prng.chance(this.#habits.recalls)) {
      const to = drawNumber(this.#prng, view);
      return [this.#send(15, { type: 'recall', interactionId, to }), this.#endOf(view)];
    }
    const done = this.#prng.between(2, 35);
    const draft = this.#draft(view);
    const markDone = this.#send(done, { type: 'mark-done', interactionId, draft });
    if (!this.#prng.chance(0.1)) return [markDone];
    return [this.#send(2, { type: 'extend-wrap-up', interactionId }), markDone];
  }

  #callback(view: InteractionView): CallbackWish | undefined {
    const givesUp = this.#givesUpPromise;
    this.#givesUpPromise = false;
    if (givesUp) return undefined;
    const isAllowed = view.actions.reschedule === 'allowed';
    if (!isAllowed || !this.#prng.chance(this.#habits.reschedules)) return view.draft.callback;
    return drawCallback(this.#prng, view);
  }

  #draft(view: InteractionView): Draft {
    const { outcomes, draft } = view;
    const { dispositions, callResults } = outcomes;
    const code = dispositions.length > 0 ? this.#prng.pick(dispositions).code : undefined;
    const isOdd = callResults.length > 0 && this.#prng.chance(0.1);
    const callResult = isOdd ? this.#prng.pick(callResults) : draft.callResult;
    const scopes: readonly DoNotCallScope[] = ['number', 'person'];
    const never = this.#prng.chance(this.#habits.doNotCall);
    return {
      callResult,
      dispositionCode: draft.dispositionCode ?? code,
      doNotCall: never ? this.#prng.pick(scopes) : draft.doNotCall,
      note: this.#prng.chance(0.3) ? 'asked for a letter' : '',
      callback: this.#callback(view),
    };
  }

  /** Should the recall be refused, there is still somebody who finishes. */
  #endOf(view: InteractionView): Planned {
    const draft = this.#draft(view);
    return {
      afterMs: seconds(60),
      act: { type: 'send', command: { type: 'mark-done', interactionId: view.id, draft } },
    };
  }

  #laptop(): readonly Planned[] {
    if (!this.#prng.chance(this.#habits.closesLaptop)) return NOTHING;
    const closed = this.#prng.between(0, 30);
    const away = this.#prng.chance(0.8) ? this.#prng.between(2, 60) : this.#prng.between(60, 600);
    return [
      { afterMs: seconds(closed), act: { type: 'close-laptop' } },
      { afterMs: seconds(closed + away), act: { type: 'open-laptop' } },
    ];
  }

  #send(withinSeconds: number, command: AgentCommand): Planned {
    return this.#soon(withinSeconds, { type: 'send', command });
  }

  #soon(withinSeconds: number, act: AgentAct): Planned {
    return { afterMs: millis(this.#prng.between(500, withinSeconds * 1_000)), act };
  }
}

/** Somebody outside, from the range for fiction. */
const OUTSIDER = fictionPhone(7);

/** What an agent who is engaged may not do, as far as there are commands for it. */
function lockedCommands(interaction: InteractionView, agentId: AgentId): readonly AgentCommand[] {
  const { id: interactionId, draft } = interaction;
  const to = { kind: 'new-number', phone: OUTSIDER } as const;
  const target = { kind: 'number', phone: OUTSIDER } as const;
  const time = { local: '2026-11-24T12:00', zone: 'America/New_York', reading: undefined };
  const callback: CallbackWish = { time, kind: 'campaign', to };
  return [
    { type: 'log-off' },
    { type: 'call-number', phone: OUTSIDER },
    { type: 'call-agent', agentId },
    { type: 'transfer', interactionId, target },
    { type: 'consult', interactionId, target },
    { type: 'conference', interactionId, target },
    { type: 'recall', interactionId, to },
    { type: 'edit-field', interactionId, key: 'segment', value: 'gold' },
    { type: 'extend-wrap-up', interactionId },
    { type: 'save-draft', interactionId, draft: { ...draft, callback } },
    { type: 'save-draft', interactionId, draft: { ...draft, callResult: 'wrong-party' } },
    { type: 'end-call', interactionId },
    { type: 'hold', interactionId, held: true },
    { type: 'send-digits', interactionId, digits: '1' },
    { type: 'record', interactionId, what: 'start' },
    { type: 'mark-done', interactionId, draft },
    { type: 'save-draft', interactionId, draft: { ...draft, doNotCall: 'number' } },
    { type: 'save-draft', interactionId, draft: { ...draft, dispositionCode: 'sold' } },
  ];
}

/** The same text for as long as nothing changed that an agent would decide anew about. */
function situationOf(view: AgentView | undefined): string {
  if (view === undefined) return 'signed out';
  const { phase, reason, since } = view.status;
  const { interaction } = view;
  const call = interaction === undefined ? '' : `${interaction.phase}`;
  const third = interaction?.third;
  const words = third === undefined ? '' : `${interaction?.role} ${third.state} ${third.side}`;
  const internal = view.internal === undefined ? '' : view.internal.state;
  return `${phase} ${reason} ${since} ${call} ${words} ${internal}`;
}
