import type { InteractionId } from '@outpace/engine/basics/ids.ts';
import type { FieldView } from '@outpace/engine/views/agent-view.ts';
import { useQueryClient } from '@tanstack/react-query';
import { memo } from 'react';
import { Panel } from '../../ui/panel.tsx';
import { HISTORY_KEY } from '../contact/use-history.tsx';
import { useCommand } from '../use-command.tsx';
import { FieldLine } from './field-line.tsx';

type Props = {
  readonly title: string;
  readonly fields: readonly FieldView[];
  readonly interactionId: InteractionId;
  readonly chainId: string;
  readonly mayEdit: boolean;
};

/** Case or record information of the interaction, editable where the administrator says so. */
export const FieldPanel = memo((props: Props) => {
  const { title, fields, interactionId, chainId, mayEdit } = props;
  const { run, problem } = useCommand();
  const queries = useQueryClient();
  const save = async (key: string, value: FieldView['value']): Promise<boolean> => {
    const isSaved = await run({ type: 'edit-field', interactionId, key, value });
    // The change is part of the person's history now.
    void queries.invalidateQueries({ queryKey: [HISTORY_KEY, chainId] });
    return isSaved;
  };
  return (
    <Panel title={title}>
      {fields.length === 0 ? <p className="dim">The campaign shows nothing here.</p> : null}
      <dl className="field-list">
        {fields.map((field) => (
          <FieldLine key={field.key} field={field} edit={mayEdit ? { save, problem } : undefined} />
        ))}
      </dl>
    </Panel>
  );
});
