import type { CpdFinding, CpdVerdict } from '@outpace/engine/dialing/attempt.ts';

/** What an agent can say of who answered. */
export type Heard = 'person' | 'machine';

const VERDICTS: Readonly<Record<CpdVerdict, string>> = {
  person: 'a person',
  machine: 'a machine',
  fax: 'a fax',
  silence: 'only silence',
};

/** `Detected a machine after 3.1 s`, counted from the answer. */
export const findingWords = ({ verdict, afterMs }: CpdFinding): string =>
  `Detected ${VERDICTS[verdict]} after ${(afterMs / 1_000).toFixed(1)} s`;

/** What may be said against a verdict: that it was the other one, or one of the two. */
export const correctionsOf = (verdict: CpdVerdict): readonly Heard[] => {
  if (verdict === 'person') return ['machine'];
  return verdict === 'machine' ? ['person'] : ['person', 'machine'];
};

export const CORRECTIONS: Readonly<Record<Heard, string>> = {
  person: 'That was a person',
  machine: 'That was a machine',
};

export const SAID: Readonly<Record<Heard, string>> = {
  person: 'You said: a person.',
  machine: 'You said: a machine.',
};
