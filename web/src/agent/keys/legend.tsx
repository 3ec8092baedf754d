import { Kbd, Modal } from '@mantine/core';
import { KEY_PLACES, KEYS } from './key-table.ts';

type Props = { readonly opened: boolean; readonly onClose: () => void };

const ROWS = Object.entries(KEYS);

/** Every key of the workspace, on `?`. */
export function Legend({ opened, onClose }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title="Keys" size={760}>
      <div className="legend">
        {Object.entries(KEY_PLACES).map(([place, heading]) => (
          <section key={place} className="legend-part" aria-label={heading}>
            <h3 className="legend-heading">{heading}</h3>
            <dl className="legend-keys">
              {ROWS.filter(([, row]) => row.place === place).map(([action, { key, name }]) => (
                <div key={action} className="legend-row">
                  <dt>{name}</dt>
                  <dd>
                    {key.split(' ').map((part) => (
                      <Kbd key={part} size="xs">
                        {part}
                      </Kbd>
                    ))}
                  </dd>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <p className="legend-foot dim">
        Keys with a modifier and function keys also work while you type. Signs, Enter and Esc then
        belong to the text.
      </p>
    </Modal>
  );
}
