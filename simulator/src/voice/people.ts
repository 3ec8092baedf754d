import { unreachable } from '@outpace/engine/basics/assert.ts';
import type { PhoneNumber } from '@outpace/engine/basics/phone-number.ts';
import type { CallResult } from '@outpace/engine/calling-lists/call-result.ts';
import type { Speech } from '@outpace/server/switch/instance/speech.ts';
import type { Callee } from '../callees.ts';
import { hashOf, Prng } from '../prng.ts';
import { type Behaviour, CAUSES, fax, machine, person, refusal, silent } from './behaviour.ts';

/** A voice of the synthesiser, and what somebody with it says. */
type Tongue = {
  readonly voices: readonly string[];
  readonly greetings: readonly string[];
  /** Said one after the other, with time for an answer after each. */
  readonly talk: readonly string[];
  readonly machines: readonly string[];
};

const ENGLISH: Tongue = {
  voices: ['en-us', 'en-us+f3', 'en-us+m3', 'en-us+f2', 'en-gb', 'en-gb+f4', 'en-us+m7'],
  greetings: ['Hello?', 'Hello, who is this?', 'Yes?', 'Good afternoon.', 'Hi there.'],
  talk: [
    'Oh, all right. What is it about?',
    'I see. Go on, please.',
    'Could you say that again? The line is not very good.',
    'How much would that be each month?',
    'I would have to talk about that at home first.',
    'No, I do not think I have that letter here.',
    'That sounds reasonable to me.',
    'And when would that begin?',
    'Well, I am in the middle of cooking, but tell me.',
    'All right. Thank you for calling.',
  ],
  machines: [
    'Hi, you have reached my voice mail. I cannot take your call right now. ' +
      'Please leave a message after the tone.',
    'The person you are calling is not available. Please leave a message after the tone.',
    'Hello, nobody is at home. Leave your name and number and we will call you back.',
  ],
};

const SPANISH: Tongue = {
  voices: ['es-419', 'es-419+f3', 'es+m3'],
  greetings: ['¿Bueno?', '¿Sí, dígame?', 'Hola.'],
  talk: [
    'Ah, muy bien. ¿De qué se trata?',
    'Entiendo. Siga, por favor.',
    '¿Me lo puede repetir? No se oye muy bien.',
    '¿Y cuánto costaría al mes?',
    'Tengo que hablarlo primero en casa.',
    'De acuerdo. Gracias por llamar.',
  ],
  machines: [
    'En este momento no podemos atender su llamada. ' +
      'Por favor, deje su mensaje después de la señal.',
  ],
};

const FRENCH: Tongue = {
  voices: ['fr-fr', 'fr-fr+f2'],
  greetings: ['Allô ?', 'Oui, bonjour.'],
  talk: [
    "D'accord. C'est à quel sujet ?",
    'Je vois. Continuez, je vous en prie.',
    'Et cela coûterait combien par mois ?',
    "Il faut d'abord que j'en parle à la maison.",
    "Très bien. Merci d'avoir appelé.",
  ],
  machines: ['Bonjour, nous sommes absents. Laissez un message après le bip.'],
};

/** Shares of the numbers, 0..1; everybody else speaks English. */
const SPANISH_SHARE = 0.15;
const FRENCH_SHARE = 0.03;
const SENTENCES = 5;
/** Somebody who speaks with a newcomer's agent must not have hung up before they found the key. */
const PATIENCE_MS_MIN = 15_000;

/**
 * What is heard of a called party of the demo. Who it is depends on the number alone, so that a
 * number that is dialed again has the same voice.
 */
export function behaviourOf(seed: number, phone: PhoneNumber, callee: Callee): Behaviour {
  switch (callee.kind) {
    case 'answers':
      return answering(new Prng(hashOf(`voice ${seed} ${phone}`)), callee);
    case 'rings-out':
      return { kind: 'rings-out' };
    case 'lost':
      return { kind: 'lost' };
    case 'refuses':
      return refusal(causeOf(callee.result), callee.setUpMs);
    default:
      return unreachable(callee);
  }
}

function answering(prng: Prng, callee: Extract<Callee, { kind: 'answers' }>): Behaviour {
  const { who, ringMs, talkMs } = callee;
  const tongue = tongueOf(prng.next());
  const voice = prng.pick(tongue.voices);
  const wordsPerMinute = prng.between(140, 175);
  const said = (text: string): Speech => ({ voice, wordsPerMinute, text });
  switch (who) {
    case 'person': {
      const first = prng.below(tongue.talk.length);
      const talk = [...tongue.talk.slice(first), ...tongue.talk.slice(0, first)];
      const sentences = [prng.pick(tongue.greetings), ...talk.slice(0, SENTENCES)];
      const patienceMs = Math.max(PATIENCE_MS_MIN, callee.patienceMs);
      const pauseMs = prng.between(2_500, 5_000);
      return person(sentences.map(said), { ringMs, pauseMs, patienceMs, talkMs });
    }
    case 'machine':
      return { ...machine(said(prng.pick(tongue.machines)), ringMs), patienceMs: talkMs };
    case 'fax':
      return { ...fax(ringMs), patienceMs: talkMs };
    case 'silence':
      return { ...silent(ringMs), patienceMs: callee.patienceMs };
    default:
      return unreachable(who);
  }
}

function tongueOf(share: number): Tongue {
  if (share < SPANISH_SHARE) return SPANISH;
  return share < SPANISH_SHARE + FRENCH_SHARE ? FRENCH : ENGLISH;
}

/** How the network says what the simulated carrier would call by the result. */
function causeOf(result: CallResult): number {
  switch (result) {
    case 'busy':
      return CAUSES.busy;
    case 'sit-invalid-number':
      return CAUSES.invalidFormat;
    case 'nu-tone':
      return CAUSES.numberChanged;
    default:
      return CAUSES.congestion;
  }
}
