import { Chip, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Of the values that somebody decided, which are to follow the files again; nothing where none was decided. */
export function FollowFiles({
  decided,
  chosen,
  onChange,
}: {
  decided: readonly (readonly [attribute: string, word: string])[];
  chosen: string[];
  onChange: (attributes: string[]) => void;
}) {
  const { t } = useTranslation();
  if (decided.length === 0) return null;
  return (
    <Chip.Group multiple value={chosen} onChange={onChange}>
      <Text size="sm">{t('people.unpin')}</Text>
      <Group gap={6}>
        {decided.map(([attribute, word]) => (
          <Chip key={attribute} value={attribute} size="xs">
            {t(word)}
          </Chip>
        ))}
      </Group>
    </Chip.Group>
  );
}
