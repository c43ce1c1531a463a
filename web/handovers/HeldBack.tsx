import { Button, Group, Modal, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isHeldBack } from './handover.ts';

/** Says which leads the rule keeps from sales, and offers to hand them over knowingly. */
export function HeldBack({
  error,
  onClose,
  onAgree,
}: {
  error: Error | null;
  onClose: () => void;
  onAgree: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Modal opened={error !== null && isHeldBack(error)} onClose={onClose} title={t('feedback.held')}>
      <Text mb="md">{error?.message}</Text>
      <Group justify="flex-end">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button color="orange" onClick={onAgree}>
          {t('feedback.handOverAnyway')}
        </Button>
      </Group>
    </Modal>
  );
}
