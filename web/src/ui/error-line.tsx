import { IconAlertTriangle } from '@tabler/icons-react';
import { sentenceOf } from '../api/client.ts';

/** What went wrong, in one sentence, where the eyes are. Shows nothing for no problem. */
export function ErrorLine({ problem }: { readonly problem: unknown }) {
  if (problem === undefined || problem === null) return null;
  return (
    <p className="error-line" role="alert">
      <IconAlertTriangle size={15} aria-hidden />
      <span>{typeof problem === 'string' ? problem : sentenceOf(problem)}</span>
    </p>
  );
}
