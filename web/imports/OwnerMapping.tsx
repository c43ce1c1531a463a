import { Button, Group, Select, SimpleGrid, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { likelyColleague, type Colleague } from '#core/person/likely-colleague.ts';
import { useOurPeople } from '../session/members.ts';
import type { DraftPatch, ImportDraft } from './draft.ts';

/** Names in the file beside our own people (担当者の対応付け). A likely one is offered; who is unknown stays as written. */
export function OwnerMapping({ draft, patch }: { draft: ImportDraft; patch: (changes: DraftPatch) => Promise<void> }) {
  const { t } = useTranslation();
  const { mapping } = draft;
  const known = useOurPeople();
  const members = (known.data?.members ?? []).filter((member) => member.isActive && member.role !== 'agency');
  const colleagues = (known.data?.colleagues ?? []).filter((one) => !members.some(({ name }) => name === one.name));
  const choices = [
    { group: t('settings.members'), items: membersByName(members) },
    { group: t('settings.colleagues'), items: membersByName(colleagues) },
  ].filter(({ items }) => items.length > 0);
  const words = draft.distinct.owner ?? [];
  const likely = Object.fromEntries(
    words
      .filter((word) => mapping.owners[word] === undefined)
      .map((word) => [word, likelyColleague(word, [...members, ...colleagues])] as const)
      .filter((pair): pair is [string, string] => pair[1] !== undefined),
  );
  const set = (word: string, name: string | null) => {
    const { [word]: _, ...others } = mapping.owners;
    return patch({ mapping: { ...mapping, owners: name ? { ...others, [word]: name } : others } });
  };
  if (words.length === 0) return null;
  return (
    <section>
      <Title order={2} size="h3">
        {t('imports.owners')}
      </Title>
      <Group justify="space-between" mb={4}>
        <Text size="sm" c="dimmed">
          {t('imports.ownersLead')}
        </Text>
        {Object.keys(likely).length > 0 && (
          <Button
            size="compact-sm"
            variant="light"
            onClick={() => void patch({ mapping: { ...mapping, owners: { ...likely, ...mapping.owners } } })}
          >
            {t('imports.takeLikely', { n: Object.keys(likely).length })}
          </Button>
        )}
      </Group>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} mb="md" verticalSpacing="xs">
        {words.map((word) => (
          <Select
            key={word}
            size="xs"
            label={word}
            clearable
            searchable
            placeholder={likely[word] ? t('imports.ownerLikely', { name: likely[word] }) : t('imports.keepAsText')}
            data={choices}
            value={mapping.owners[word] ?? null}
            onChange={(name) => void set(word, name)}
          />
        ))}
      </SimpleGrid>
    </section>
  );
}

/** One choice per name; the address beside it lets the search find a person by either. */
function membersByName(people: readonly Colleague[]): { value: string; label: string }[] {
  const byName = new Map(people.map((one) => [one.name, one.email ? `${one.name} (${one.email})` : one.name]));
  return [...byName].map(([value, label]) => ({ value, label }));
}
