import type { FieldLayoutBody } from '@outpace/protocol/campaigns.ts';
import { IconPencil } from '@tabler/icons-react';
import { type KnownField, sampleOf } from './known-fields.ts';
import { keyOf } from './ordered.ts';

type Props = {
  readonly title: string;
  readonly layout: readonly FieldLayoutBody[];
  readonly fields: readonly KnownField[];
};

/** What the agent will see, with made-up values. */
export function LayoutPreview({ title, layout, fields }: Props) {
  return (
    <section className="layout-preview" aria-label="What the agent will see">
      <p className="layout-preview-head">What the agent will see</p>
      <div className="layout-preview-card">
        <p className="layout-preview-title">{title}</p>
        {layout.length === 0 ? <p className="dim">Nothing.</p> : null}
        <dl>
          {layout.map((row) => (
            <div key={keyOf(row)} className="layout-preview-row">
              <dt>{row.label}</dt>
              <dd data-type={row.type}>
                {sampleOf(row, fields)}
                {row.editable ? (
                  <IconPencil size={13} className="layout-pencil" aria-label="editable" />
                ) : null}
              </dd>
            </div>
          ))}
        </dl>
      </div>
    </section>
  );
}
