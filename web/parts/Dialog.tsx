import { Group, Modal } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** A window over the page with its title and a way out; the title stands in the body, for a page has one banner only. */
export function Dialog({
  opened = true,
  title,
  size = 'md',
  close,
  children,
}: {
  opened?: boolean;
  title: string;
  size?: 'md' | 'lg' | 'xl';
  close: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation();
  return (
    <Modal.Root opened={opened} onClose={close} size={size}>
      <Modal.Overlay />
      <Modal.Content>
        <Modal.Body pt="md">
          <Group justify="space-between" wrap="nowrap" align="flex-start" mb="sm">
            <Modal.Title fw={600}>{title}</Modal.Title>
            <Modal.CloseButton aria-label={t('common.close')} />
          </Group>
          {children}
        </Modal.Body>
      </Modal.Content>
    </Modal.Root>
  );
}
