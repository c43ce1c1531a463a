import { Group, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isRejectionReason, rejectionReasons, type RejectionReason } from '#core/demand/reasons.ts';

/** The reason that the first screen's list of work opens. */
export function reasonOfLink(): RejectionReason | undefined {
  const given = new URLSearchParams(location.search).get('reason') ?? '';
  return isRejectionReason(given) ? given : undefined;
}

/** Narrows a list of hand-overs: by name, and what came back by its reason. */
export function Seek({
  q,
  onSeek,
  reason,
  onReason,
}: {
  q: string;
  onSeek: (q: string) => void;
  reason: RejectionReason | undefined;
  onReason: ((reason: RejectionReason | undefined) => void) | undefined;
}) {
  const { t } = useTranslation();
  return (
    <Group mb="sm" gap="sm">
      <TextInput
        type="search"
        style={{ flex: 1, minWidth: 200, maxWidth: 420 }}
        aria-label={t('handovers.seek')}
        placeholder={t('handovers.seek')}
        maxLength={100}
        value={q}
        onChange={(event) => onSeek(event.currentTarget.value)}
      />
      {onReason && (
        <Select
          clearable
          w={260}
          aria-label={t('handovers.reason')}
          placeholder={t('handovers.anyReason')}
          data={rejectionReasons.map((one) => ({ value: one, label: t(`handovers.reasons.${one}`) }))}
          value={reason ?? null}
          onChange={(next) => onReason(next !== null && isRejectionReason(next) ? next : undefined)}
        />
      )}
    </Group>
  );
}
