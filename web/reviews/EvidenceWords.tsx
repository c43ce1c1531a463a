import { Badge, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { beside } from '../parts/format.ts';

type Evidence = { readonly matched: readonly string[]; readonly differs: readonly string[] };

/** 一致:電話・住所/不一致:部署. */
export function EvidenceWords({ evidence }: { evidence: Evidence }) {
  const { t } = useTranslation();
  return (
    <Group gap="xs" mb="sm">
      {(['matched', 'differs'] as const).map(
        (name) =>
          evidence[name].length > 0 && (
            <Badge key={name} variant="light" color={name === 'matched' ? 'teal' : 'orange'} tt="none">
              {t(`reviews.${name}`)}: {beside(evidence[name].map((word) => t(`reviews.words.${word}`)))}
            </Badge>
          ),
      )}
    </Group>
  );
}
