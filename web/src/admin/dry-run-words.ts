import type {
  CallDryRunBody,
  DryRunLifeBody,
  DryRunLineBody,
  PlanFindingBody,
} from '@outpace/protocol/treatments.ts';
import { callResultWord } from '../ui/call-result-words.ts';
import { lengthWords } from './length-words.ts';

type End = Extract<DryRunLineBody['next'], { readonly type: 'end' }>;

const END: Readonly<Record<End['why'], string>> = {
  rule: 'closed',
  'no-rule': 'closed, no rule says what then',
  'used-up': 'closed, its rules are used up',
  limit: 'closed, no attempt is left',
  cancelled: 'closed as cancelled',
  blocked: 'never called again',
};

const wait = (ms: number): string => (ms === 0 ? 'at once' : `after ${lengthWords(ms)}`);

/** What comes of one attempt, or of a delegation that nobody answers. */
export function lineWords({ number, isReturned, next }: DryRunLineBody): string {
  const what = isReturned ? `Number ${number}, not given back` : `Number ${number}`;
  switch (next.type) {
    case 'again':
      return `${what}: again ${wait(next.afterMs)}`;
    case 'next':
      return `${what}: on to number ${next.number} ${wait(next.afterMs)}`;
    case 'delegate':
      return `${what}: delegated, comes back ${wait(next.afterMs)}`;
    case 'end':
      return `${what}: ${END[next.why]}`;
  }
}

/** A whole life in a line. */
export function lifeWords({ on, lines, isCut }: DryRunLifeBody): string {
  const total = lines.reduce((sum, { next }) => sum + (next.type === 'end' ? 0 : next.afterMs), 0);
  const isMissed = on.by === 'call-result' && on.result === 'agent-callback-error';
  const what = isMissed ? 'missed callback' : 'attempt';
  const calls = lines.filter(({ isReturned }) => !isReturned).length;
  const count = `${calls} ${what}${calls === 1 ? '' : 's'}`;
  const over = total === 0 ? '' : ` over ${lengthWords(total)}`;
  return isCut ? `more than ${count}` : `${count}${over}`;
}

const FATE: Readonly<Record<CallDryRunBody['fate'], string>> = {
  agent: 'an agent gets the call and hears it',
  drop: 'the line is closed',
  connect: 'it gets an agent after every person who waits',
  message: 'the message is spoken, then the line is closed',
  transfer: 'it is handed on to its destination, without an agent',
};

/** What becomes of a call that is no person's, and then of the chain. */
export function callWords(
  { fate, result }: CallDryRunBody,
  lives: readonly DryRunLifeBody[],
): string {
  if (result === null) return `${FATE[fate]}; the record is treated as what the agent says`;
  const unless = fate === 'connect' ? ', unless the agent says otherwise' : '';
  const then = `${FATE[fate]}; the record is treated as ${callResultWord(result)}${unless}`;
  const life = lives.find(({ on }) => on.by === 'call-result' && on.result === result);
  return life === undefined ? then : `${then}: ${chainWords(life)}`;
}

/** First steps of a life, and its length. */
function chainWords(life: DryRunLifeBody): string {
  const [first] = life.lines;
  if (first === undefined) return lifeWords(life);
  const words = lineWords(first).replace(/^Number 1: /, '');
  return first.next.type === 'end' ? words : `${words}, ${lifeWords(life)} in all`;
}

type Never = Extract<PlanFindingBody, { readonly type: 'never-reached' }>;

const NEVER: Readonly<Record<Never['why'], string>> = {
  'turn-taken': 'a rule above has the same turn',
  'ended-before': 'a rule before it ends the chain',
  limit: 'the limit of attempts comes first',
  'date-passed': 'its date has passed',
  'disposition-unknown': 'this disposition does not exist any more',
  'never-asked': 'after this result no rule is asked',
  'not-possible': 'what it does is not possible here',
};

type OfRule = Exclude<PlanFindingBody, { readonly type: 'no-rule' }>;

/** What does not fit in a rule. */
export function findingWords(finding: OfRule): string {
  switch (finding.type) {
    case 'called-after-do-not-call':
      return 'Contradiction: who asked not to be called is not called, whatever this rule says.';
    case 'dead-number-again':
      return 'Contradiction: the number is known to be wrong, and is dialed again.';
    case 'never-reached':
      return `Never acts: ${NEVER[finding.why]}.`;
    case 'cut-short': {
      const times = finding.times === 1 ? 'once' : `${finding.times} times`;
      return `Acts ${times} only: then no attempt is left, or the day is over.`;
    }
  }
}

/** About the rule in this place of the plan. */
export const findingOf = (
  findings: readonly PlanFindingBody[],
  place: number,
): OfRule | undefined =>
  findings.find(
    (finding): finding is OfRule => finding.type !== 'no-rule' && finding.rule === place,
  );
