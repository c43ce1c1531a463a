import { Button, Checkbox, Group, Table, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TargetProposal } from '../../api/shapes.ts';
import { answer, api, queryClient } from '../api/client.ts';
import { sayFailed } from '../parts/notices.tsx';
import { Empty, Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import { count, listed } from '../parts/format.ts';
import { sayAdded, type Added } from './say-added.ts';

type Proposals = { rows: TargetProposal[]; considered: number; basis: 'gross_profit' | 'revenue' };

/** Points whose parts are listed and add up; what is ticked comes onto the list at once. */
export function ProposalList() {
  const { t } = useTranslation();
  const mayEdit = useRight('targets.edit');
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const proposals = useQuery({
    queryKey: ['targets', 'proposals'],
    queryFn: () => answer<Proposals>(api.GET('/api/targets/proposals', { params: { query: { limit: 50 } } })),
  });
  const add = useMutation({
    mutationFn: (rows: readonly TargetProposal[]) =>
      answer<Added>(
        api.POST('/api/targets', {
          body: {
            targets: rows.map(({ accountId, reasons }) => ({
              ...{ accountId, origin: 'proposal' as const },
              reason: listed(reasons.map((part) => t(`targets.partNames.${part.code}`, wordsOf(part.detail)))),
            })),
          },
        }),
      ),
    onSuccess: (added) => {
      sayAdded(added);
      setChosen(new Set());
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
            {mayEdit && (
              <Group mb="xs" className="no-print bulk-bar">
                <Button
                  disabled={chosen.size === 0}
                  loading={add.isPending}
                  onClick={() => add.mutate(rows.filter(({ accountId }) => chosen.has(accountId)))}
                >
                  {t('targets.addChosen', { n: count(chosen.size) })}
                </Button>
              </Group>
            )}
            <div className="table-scroll" tabIndex={0} role="region" aria-label={t('targets.proposals')}>
              <Table className="mori-table phone-cards" striped>
                <Table.Thead>
                  <Table.Tr>
                    {mayEdit && (
                      <Table.Th w={36} data-label={t('common.all')}>
                        <Checkbox
                          size="xs"
                          aria-label={t('common.all')}
                          checked={rows.every(({ accountId }) => chosen.has(accountId))}
                          onChange={(event) =>
                            setChosen(new Set(event.currentTarget.checked ? rows.map((row) => row.accountId) : []))
                          }
                        />
                      </Table.Th>
                    )}
                    <Table.Th>{t('accounts.name')}</Table.Th>
                    <Table.Th className="number">{t('targets.points')}</Table.Th>
                    <Table.Th>{t('targets.reason')}</Table.Th>
                  </Table.Tr>
                </Table.Thead>
                <Table.Tbody>
                  {rows.map((row) => (
                    <Table.Tr key={row.accountId} data-selected={chosen.has(row.accountId) || undefined}>
                      {mayEdit && (
                        <Table.Td>
                          <Checkbox
                            size="xs"
                            aria-label={row.name}
                            checked={chosen.has(row.accountId)}
                            onChange={() => {
                              const next = new Set(chosen);
                              if (!next.delete(row.accountId)) next.add(row.accountId);
                              setChosen(next);
                            }}
                          />
                        </Table.Td>
                      )}
                      <Table.Td className="card-title">
                        <Link to="/accounts/$id" params={{ id: String(row.accountId) }}>
                          {row.name}
                        </Link>
                      </Table.Td>
                      <Table.Td className="number" data-label={t('targets.points')}>
                        {row.points}
                      </Table.Td>
                      <Table.Td className="wrap card-line" data-label={t('targets.reason')}>
                        {row.reasons
                          .map((part) => `${t(`targets.partNames.${part.code}`, wordsOf(part.detail))} ${part.points}`)
                          .join(' + ')}
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
