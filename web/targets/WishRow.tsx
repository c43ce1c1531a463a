import { Badge, Button, Group, Select, Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

type Candidate = { accountId: number; name: string; prefecture: string | null };
/** One name as sales wrote it, and the company it stands for as far as that is known. */
export type WishItem = {
  position: number;
  text: string;
  nominatedBy: string | null;
  outcome: 'match' | 'candidates' | 'none';
  accountId: number | null;
  accountName: string | null;
  candidates: Candidate[];
  targetStatus: string | null;
};
/** The company that somebody chose for a name, none of the candidates (null), or the question opened again. */
export type Chosen = { accountId: number | null; isOpenAgain?: boolean };
export const outcomeColors = { match: 'teal', candidates: 'yellow', none: 'gray' } as const;

/** One name of a wish list with its company, or the choice among those it may be. */
export function WishRow(props: { item: WishItem; mayEdit: boolean; choose: (chosen: Chosen) => void }) {
  const { t } = useTranslation();
  const { item, mayEdit, choose } = props;
  return (
    <Table.Tr>
      <Table.Td className="card-title">{item.text}</Table.Td>
      <Table.Td>
        <Badge variant="light" tt="none" color={outcomeColors[item.outcome]}>
          {t(`wish.outcomes.${item.outcome}`)}
        </Badge>
      </Table.Td>
      <Table.Td className="card-line">
        {item.accountName !== null ? (
          <Group gap="xs">
            <Link to="/accounts/$id" params={{ id: String(item.accountId) }}>
              {item.accountName}
            </Link>
            {mayEdit && item.candidates.length > 0 && item.targetStatus === null && (
              <Button size="compact-xs" variant="subtle" onClick={() => choose({ accountId: null, isOpenAgain: true })}>
                {t('wish.chooseAgain')}
              </Button>
            )}
          </Group>
        ) : item.candidates.length > 0 && mayEdit ? (
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
        ) : (
          ''
        )}
      </Table.Td>
      <Table.Td data-label={t('accounts.owner')}>{item.nominatedBy ?? ''}</Table.Td>
      <Table.Td data-label={t('accounts.targetStatus')}>
        {item.targetStatus ? t(`targets.statuses.${item.targetStatus}`) : ''}
      </Table.Td>
    </Table.Tr>
  );
}
