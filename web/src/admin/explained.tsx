import type { ReactNode } from 'react';

type Props = {
  /** What the field means, beside it. */
  readonly note: ReactNode;
  readonly warning?: string | undefined;
  readonly children: ReactNode;
};

/** A field with its explanation beside it. */
export function Explained({ note, warning, children }: Props) {
  return (
    <div className="explained">
      <div className="explained-field">{children}</div>
      <p className="explained-note">
        {note}
        {warning === undefined ? null : <strong className="explained-warning"> {warning}</strong>}
      </p>
    </div>
  );
}
