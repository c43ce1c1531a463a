import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useOurPeople } from '../session/members.ts';

type Values = Record<string, unknown>;

/** What a change changed, attribute by attribute, in words: 業種: 機械 → 電気機器. */
export function Changes({ before, after }: { before: object | null; after: object | null }) {
  const { t } = useTranslation();
  const show = useShownValue();
  const [from, to] = [(before ?? {}) as Values, (after ?? {}) as Values];
  const changed = Object.keys(to).filter(
    (name) => !(name in idOfName) && JSON.stringify(from[name]) !== JSON.stringify(to[name]),
  );
  return (
    <Group gap="md" style={{ rowGap: 0 }}>
      {changed.map((name) => (
        <Text key={name} size="sm">
          <Text span size="sm" c="dimmed">
            {t(`audit.attributes.${name}`, { defaultValue: name })}:{' '}
          </Text>
          {name in from && `${show(name, from[name])} → `}
          {nameOf(name, to) ?? show(name, to[name])}
        </Text>
      ))}
    </Group>
  );
}

/** Names that stand beside an id, and are shown in its place. */
const idOfName: Readonly<Record<string, string>> = { leftName: 'leftId', rightName: 'rightId', newName: 'newId' };

function nameOf(id: string, values: Values): string | undefined {
  const name = Object.keys(idOfName).find((one) => idOfName[one] === id);
  const value = name && values[name];
  return typeof value === 'string' ? value : undefined;
}

/** Attributes with a closed set of values, and where their words stand. */
const wordsOf: Readonly<Record<string, string>> = {
  affects: 'meetings.objects',
  class: 'accounts.classes',
  tier: 'accounts.tiers',
  role: 'settings.roles',
  side: 'targets.sides',
  status: 'targets.statuses',
  verdict: 'audit.actions.target',
};

function useShownValue(): (name: string, value: unknown) => string {
  const { t } = useTranslation();
  const members = useOurPeople().data?.members;
  return (name, value) => {
    if (value === null || value === undefined || value === '') return t('common.notSet');
    if (typeof value === 'boolean') return t(value ? 'common.yes' : 'common.no');
    if (typeof value === 'object') return JSON.stringify(value);
    if (name === 'owner_id') return members?.find((member) => member.memberId === value)?.name ?? `#${value}`;
    return wordsOf[name] ? t(`${wordsOf[name]}.${value}`, { defaultValue: String(value) }) : String(value);
  };
}
