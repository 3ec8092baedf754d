import type { CallTreatmentBody, CallTreatmentsBody } from '@outpace/protocol/call-treatments.ts';
import type { Voice } from './voice-choices.ts';

export type Verdict = keyof CallTreatmentsBody;
export type TreatmentKind = CallTreatmentBody['kind'];

/** Who or what answered, in the order in which they are common. */
export const VERDICTS: readonly { readonly verdict: Verdict; readonly label: string }[] = [
  { verdict: 'machine', label: 'Answering machine' },
  { verdict: 'fax', label: 'Fax machine' },
  { verdict: 'silence', label: 'Silence' },
];

const KIND_LABELS: Readonly<Record<TreatmentKind, string>> = {
  drop: 'Hang up',
  connect: 'Connect to an agent',
  message: 'Play a message',
  transfer: 'Transfer to a destination',
};

/** What may be chosen: a fax machine cannot be told anything. */
export const kindsFor = (verdict: Verdict): readonly { value: TreatmentKind; label: string }[] =>
  (['drop', 'connect', 'message', 'transfer'] as const)
    .filter((value) => !(verdict === 'fax' && value === 'message'))
    .map((value) => ({ value, label: KIND_LABELS[value] }));

/** What a treatment begins with when it is chosen. */
export function begun(kind: TreatmentKind): CallTreatmentBody {
  switch (kind) {
    case 'drop':
    case 'connect':
      return { kind };
    case 'message':
      return { kind, message: '' };
    case 'transfer':
      return { kind, to: '', callerId: null, ringMs: 30_000 };
  }
}

const RESULTS: Readonly<Record<Verdict, string>> = {
  machine: 'Answering machine',
  fax: 'Fax',
  silence: 'Silence',
};

/** What happens to such a call, in one line. */
export function treatmentLine(verdict: Verdict, kind: TreatmentKind, when: Voice['cpd']['when']) {
  if (verdict === 'silence' && when === 'beside') {
    return 'Beside the call this is left to the agent, who hears it: people are slow to speak.';
  }
  const result = RESULTS[verdict];
  switch (kind) {
    case 'drop':
      return `The line is closed, and the record is treated as ${result}.`;
    case 'connect':
      return (
        `It gets an agent after every person who waits. It is no live answer, and its call ` +
        `result is ${result} unless the agent says otherwise.`
      );
    case 'message':
      return verdict === 'machine'
        ? `The message is spoken after the beep, then the line is closed: ${result}.`
        : `The message is spoken at once, then the line is closed: ${result}.`;
    case 'transfer':
      return (
        'It is handed on without an agent and takes a second line. Where the destination does ' +
        `not answer in time the line is closed: ${result}.`
      );
  }
}

/** What is still missing of a treatment; undefined when nothing is. */
export function treatmentWarning(treatment: CallTreatmentBody): string | undefined {
  if (treatment.kind === 'message' && treatment.message.trim() === '') {
    return 'Name the message: nothing could be played without it.';
  }
  if (treatment.kind === 'transfer' && treatment.to.trim() === '') {
    return 'Name the destination: nobody could be called without it.';
  }
  return undefined;
}

/** As people write numbers; an empty field is what the trunk says. */
export function typedCallerId(text: string): string | null {
  const compact = text.replace(/[\s().-]/g, '');
  return compact === '' ? null : compact;
}
