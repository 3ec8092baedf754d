import { NumberInput } from '@mantine/core';
import type { DryRunAnswer } from '@outpace/protocol/treatments.ts';
import { callResultWord } from '../ui/call-result-words.ts';
import { VERDICTS } from './call-treatment-choices.ts';
import { callWords, lifeWords, lineWords } from './dry-run-words.ts';
import { type Disposition, triggerText, triggerWord } from './treatment-words.ts';

/** Who is made up for the dry run. */
export type MadeUp = { readonly numbers: number; readonly attemptsMax: number };

type Props = {
  readonly answer: DryRunAnswer | undefined;
  readonly dispositions: readonly Disposition[];
  readonly madeUp: MadeUp;
  readonly onMadeUp: (madeUp: MadeUp) => void;
};

/** What each result leads to, beside the rules that are being written. */
export function DryRun({ answer, dispositions, madeUp, onMadeUp }: Props) {
  return (
    <section className="dry-run" aria-label="Dry run">
      <h2>Dry run</h2>
      <p>A person whose every call ends with the same result.</p>
      <div className="dry-run-person">
        <NumberInput
          label="Numbers of the person"
          min={1}
          max={5}
          clampBehavior="strict"
          allowDecimal={false}
          value={madeUp.numbers}
          onChange={(numbers) => onMadeUp({ ...madeUp, numbers: Number(numbers) || 1 })}
        />
        <NumberInput
          label="Attempts on one number"
          min={1}
          max={1_000}
          clampBehavior="strict"
          allowDecimal={false}
          value={madeUp.attemptsMax}
          onChange={(most) => onMadeUp({ ...madeUp, attemptsMax: Number(most) || 1 })}
        />
      </div>
      {answer === undefined ? (
        <p>Fill in every rule to see what it leads to.</p>
      ) : (
        <Lives answer={answer} dispositions={dispositions} />
      )}
    </section>
  );
}

function Lives({
  answer,
  dispositions,
}: {
  readonly answer: DryRunAnswer;
  readonly dispositions: readonly Disposition[];
}) {
  const gaps = answer.findings.flatMap((each) => (each.type === 'no-rule' ? [each.result] : []));
  const ruled = answer.lives.filter(
    ({ on }) => on.by === 'disposition' || !gaps.includes(on.result),
  );
  return (
    <>
      {ruled.map((life) => {
        const word = triggerWord(life.on, dispositions);
        return (
          <details key={triggerText(life.on)} open aria-label={word}>
            <summary>
              <strong>{word}</strong> {lifeWords(life)}
            </summary>
            <ol>
              {life.lines.map((line, attempt) => (
                // Attempts have no other name than their number.
                // biome-ignore lint/suspicious/noArrayIndexKey: as said above.
                <li key={attempt}>{lineWords(line)}</li>
              ))}
            </ol>
          </details>
        );
      })}
      <h3>Nobody on the line</h3>
      <ul>
        {answer.calls.map((call) => (
          <li key={call.verdict}>
            <strong>{VERDICTS.find(({ verdict }) => verdict === call.verdict)?.label}</strong>:{' '}
            {callWords(call, answer.lives)}.
          </li>
        ))}
      </ul>
      <h3>Without a rule</h3>
      <p>
        {gaps.length === 0
          ? 'Every common result has a rule.'
          : `${gaps.map(callResultWord).join(', ')}: closed, the person is not called again.`}
      </p>
    </>
  );
}
