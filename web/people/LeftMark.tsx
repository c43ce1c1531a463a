import { Badge, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { NamedLeaving } from '../../api/shapes.ts';
import { leavingWords } from './leaving.ts';

/** 退職・転職の可能性, with what says so; nothing where the person is there. */
export function LeftMark({ left }: { left: NamedLeaving | null }) {
  const { t } = useTranslation();
  if (left === null) return null;
  return (
    <>
      <Badge tt="none" variant="light" color="orange">
        {t('people.left.mark')}
      </Badge>
      <Text span size="xs" c="dimmed">
        {leavingWords(left, t)}
      </Text>
    </>
  );
}
