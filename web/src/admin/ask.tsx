import { Group, Modal, Text } from '@mantine/core';
import type { ReactNode } from 'react';

type Props = {
  readonly opened: boolean;
  readonly title: string;
  readonly text: string;
  readonly onClose: () => void;
  /** The answers, the safe one first. */
  readonly children: ReactNode;
};

/** One question before something is lost. */
export function Ask({ opened, title, text, onClose, children }: Props) {
  return (
    <Modal.Root opened={opened} onClose={onClose} centered size={400}>
      <Modal.Overlay />
      <Modal.Content aria-label={title}>
        <Modal.Body pt="lg">
          <h2 className="ask-title">{title}</h2>
          <Text size="sm">{text}</Text>
          <Group justify="flex-end" mt="lg" gap="sm">
            {children}
          </Group>
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
