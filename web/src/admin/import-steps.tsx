import { IconCheck } from '@tabler/icons-react';
import type { ReactNode } from 'react';

const STEPS = ['File', 'Columns', 'Result'] as const;

type Props = {
  readonly title: ReactNode;
  readonly step: 1 | 2 | 3;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
};

/** The frame of the import: where one is, and what to do there. */
export function ImportSteps({ title, step, actions, children }: Props) {
  return (
    <section className="import" aria-label="Import">
      <header className="import-head">
        <h1>{title}</h1>
        <ol className="import-steps">
          {STEPS.map((word, at) => (
            <li
              key={word}
              aria-current={at + 1 === step ? 'step' : undefined}
              data-done={at + 1 < step || undefined}
            >
              <span className="import-step-mark" aria-hidden>
                {at + 1 < step ? <IconCheck size={13} stroke={2.5} /> : at + 1}
              </span>
              {word}
            </li>
          ))}
        </ol>
        <div className="import-actions">{actions}</div>
      </header>
      <div className="import-body">{children}</div>
    </section>
  );
}
