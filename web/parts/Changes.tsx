import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useOurPeople } from '../session/members.ts';

type Values = Record<string, unknown>;

/** What a change changed, attribute by attribute, in words: 業種: 機械 → 電気機器. */
export function Changes({ before, after }: { before: object | null; after: object | null }) {
  const { t } = useTranslation();
  const show = useShownValue();
  const [from, to] = [(before ?? {}) as Values, (after ?? {}) as Values];
  const changed = Object.keys(to).filter((name) => JSON.stringify(from[name]) !== JSON.stringify(to[name]));
  return changed.map((name) => (
    <Text key={name} size="sm">
      <Text span size="sm" c="dimmed">
        {t(`audit.attributes.${name}`, { defaultValue: name })}:{' '}
      </Text>
      {name in from && `${show(name, from[name])} → `}
      {show(name, to[name])}
    </Text>
  ));
}

function useShownValue(): (name: string, value: unknown) => string {
  const { t } = useTranslation();
  const members = useOurPeople().data?.members;
  return (name, value) => {
    if (value === null || value === undefined || value === '') return t('common.notSet');
    if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no');
    if (name === 'owner_id') return members?.find((member) => member.memberId === value)?.name ?? `#${value}`;
    if (name === 'class') return t(`accounts.classes.${value}`, { defaultValue: String(value) });
    if (name === 'tier') return t(`accounts.tiers.${value}`, { defaultValue: String(value) });
    return typeof value === 'object' ? JSON.stringify(value) : String(value);
  };
}
