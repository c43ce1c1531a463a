import { Button, Table, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { TargetProposal } from '../../api/shapes.ts';
import { answer, api, queryClient } from '../api/client.ts';
import { sayFailed } from '../parts/notices.tsx';
import { Empty, Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import { listed } from '../parts/format.ts';
import { sayAdded, type Added } from './say-added.ts';

type Proposals = { rows: TargetProposal[]; considered: number; basis: 'gross_profit' | 'revenue' };

/** Points whose parts are listed and add up. */
export function ProposalList() {
  const { t } = useTranslation();
  const mayEdit = useRight('targets.edit');
  const proposals = useQuery({
    queryKey: ['targets', 'proposals'],
    queryFn: () => answer<Proposals>(api.GET('/api/targets/proposals', { params: { query: { limit: 50 } } })),
  });
  const add = useMutation({
    mutationFn: (row: TargetProposal) =>
      answer<Added>(
        api.POST('/api/targets', {
          body: {
            targets: [
              {
                accountId: row.accountId,
                origin: 'proposal',
                reason: listed(row.reasons.map((part) => t(`targets.partNames.${part.code}`, wordsOf(part.detail)))),
              },
            ],
          },
        }),
      ),
    onSuccess: (added) => {
      sayAdded(added);
      void queryClient.invalidateQueries({ queryKey: ['targets'] });
    },
    onError: sayFailed,
  });
  return (
    <Loaded query={proposals}>
      {({ rows, basis }) =>
        rows.length === 0 ? (
          <Empty>{t('common.none')}</Empty>
        ) : (
          <>
            <Text size="sm" c="dimmed" mb="xs">
              {t('targets.proposalsLead')} {t(`targets.basis.${basis}`)}
            </Text>
            <div className="table-scroll" tabIndex={0} role="region" aria-label={t('targets.proposals')}>
              <Table className="mori-table" striped>
                <Table.Thead>
                  <Table.Tr>
                    <Table.Th>{t('accounts.name')}</Table.Th>
                    <Table.Th className="number">{t('targets.points')}</Table.Th>
                    <Table.Th>{t('targets.reason')}</Table.Th>
                    <Table.Td />
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {rows.map((row) => (
                    <Table.Tr key={row.accountId}>
                      <Table.Td>
                        <Link to="/accounts/$id" params={{ id: String(row.accountId) }}>
                          {row.name}
                        </Link>
                      </Table.Td>
                      <Table.Td className="number">{row.points}</Table.Td>
                      <Table.Td className="wrap">
                        {row.reasons
                          .map((part) => `${t(`targets.partNames.${part.code}`, wordsOf(part.detail))} ${part.points}`)
                          .join(' + ')}
                      </Table.Td>
                      <Table.Td>
                        {mayEdit && (
                          <Button size="compact-xs" variant="light" onClick={() => add.mutate(row)}>
                            {t('common.add')}
                          </Button>
                        )}
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </div>
          </>
        )
      }
    </Loaded>
  );
}

/** Decile 10 is the first tenth from the top. */
const wordsOf = (detail: Readonly<Record<string, string | number>>) => ({
  ...detail,
  d: 11 - Number(detail.decile ?? 0),
});
