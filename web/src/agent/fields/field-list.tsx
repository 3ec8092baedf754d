import type { FieldView } from '@outpace/engine/views/agent-view.ts';
import { FieldLine } from './field-line.tsx';

/** Fields to read, in the administrator's order. */
export function FieldList({ fields }: { readonly fields: readonly FieldView[] }) {
  return (
    <dl className="field-list">
      {fields.map((field) => (
        <FieldLine key={field.key} field={field} />
      ))}
    </dl>
  );
}
