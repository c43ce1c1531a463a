import { useTranslation } from 'react-i18next';
import { useOurPeople, useOwnerChoices } from './members.ts';

type Choices = { group: string; items: { value: string; label: string }[] }[];

/** Who can look after a company: members, then people whom files name and who have no login. `own` stays a choice wherever it is from. */
export function useNamedOwners(own: string | null = null): Choices {
  const { t } = useTranslation();
  const members = useOwnerChoices();
  const { colleagues = [], owners = [] } = useOurPeople().data ?? {};
  const named = new Set([...(own ? [own] : []), ...colleagues.map(({ name }) => name), ...owners]);
  for (const { label } of members) named.delete(label);
  return [
    { group: t('accounts.members'), items: members },
    {
      group: t('accounts.withoutLogin'),
      items: [...named]
        .sort((one, other) => one.localeCompare(other, 'ja'))
        .map((name) => ({ value: choiceOf(null, name)!, label: name })),
    },
  ].filter(({ items }) => items.length > 0);
}

/** An owner as a choice; null for nobody. */
export function choiceOf(id: number | null, name: string | null): string | null {
  if (id !== null) return String(id);
  return name ? `name:${name}` : null;
}

/** Whom a choice stands for: a member by id, somebody without a login by name. */
export function ownerOf(choice: string | null): { id: number | null; name: string | null } {
  if (choice === null) return { id: null, name: null };
  return choice.startsWith('name:') ? { id: null, name: choice.slice(5) } : { id: Number(choice), name: null };
}
