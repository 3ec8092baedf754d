import { Kbd, Modal, Table } from '@mantine/core';
import { KEYS } from './keys.ts';

type Props = { readonly opened: boolean; readonly onClose: () => void };

/** Every key of the workspace, on `?`. */
export function Legend({ opened, onClose }: Props) {
  return (
    <Modal opened={opened} onClose={onClose} title="Keys" size="sm">
      <Table verticalSpacing={5}>
        <Table.Tbody>
          {KEYS.map(({ key, does }) => (
            <Table.Tr key={key}>
              <Table.Td width={110}>
                {key.split(' ').map((part) => (
                  <Kbd key={part} size="xs" mr={4}>
                    {part}
                  </Kbd>
                ))}
              </Table.Td>
              <Table.Td>{does}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Modal>
  );
}
