import type { ReactNode } from 'react';

type Props = {
  readonly icon?: ReactNode;
  readonly title: string;
  /** What to do next, in one sentence. */
  readonly children?: ReactNode;
  /** The button that does it. */
  readonly action?: ReactNode;
};

/** Nothing here yet: says what to do next and offers it. */
export function EmptyState({ icon, title, children, action }: Props) {
  return (
    <div className="empty-state">
      {icon === undefined ? null : <span className="empty-icon">{icon}</span>}
      <p className="empty-title">{title}</p>
      {children === undefined ? null : <p className="empty-text">{children}</p>}
      {action}
    </div>
  );
}
