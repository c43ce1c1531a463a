import { Button, Group, Select } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { paths } from '../api/schema.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { RecordSearch } from '../reviews/RecordSearch.tsx';

type Item = paths['/api/wish-lists/{id}']['get']['responses'][200]['content']['application/json']['items'][number];
/** Which company a line asks for; null for none of them, or to be asked again. */
export type Chosen = { accountId: number | null; isOpenAgain?: boolean };

/** The company that a line asks for: one of the candidates, or any other that is searched for; settled ones are chosen again. */
export function WishChoice({
  item,
  mayEdit,
  choose,
}: {
  item: Item;
  mayEdit: boolean;
  choose: (chosen: Chosen) => void;
}) {
  const { t } = useTranslation();
  const [isSearching, search] = useDisclosure();
  if (item.accountName !== null)
    return (
      <Group gap="xs">
        <Link to="/accounts/$id" params={{ id: String(item.accountId) }}>
          {item.accountName}
        </Link>
        {mayEdit && item.targetStatus === null && (
          <Button
            size="compact-xs"
            variant="subtle"
            aria-label={`${item.text} ${t('wish.chooseAgain')}`}
            onClick={() => choose({ accountId: null, isOpenAgain: true })}
          >
            {t('wish.chooseAgain')}
          </Button>
        )}
      </Group>
    );
  if (!mayEdit) return null;
  return (
    <Group gap="xs">
      {item.candidates.length > 0 && (
        <Select
          size="xs"
          w={280}
          placeholder={t('wish.choose')}
          aria-label={`${item.text} ${t('wish.choose')}`}
          value={null}
          data={[
            ...item.candidates.map((one) => ({
              value: String(one.accountId),
              label: [one.name, one.prefecture].filter(Boolean).join(' · '),
            })),
            { value: 'none', label: t('wish.noneOfThese') },
          ]}
          onChange={(value) => value && choose({ accountId: value === 'none' ? null : Number(value) })}
        />
      )}
      <Button size="compact-xs" variant="subtle" aria-label={`${item.text} ${t('wish.search')}`} onClick={search.open}>
        {t('wish.search')}
      </Button>
      <Dialog opened={isSearching} title={item.text} close={search.close}>
        <RecordSearch
          kind="account"
          label={t('wish.searchLabel')}
          name={item.text}
          onChoose={(accountId) => {
            search.close();
            choose({ accountId });
          }}
        />
      </Dialog>
    </Group>
  );
}
