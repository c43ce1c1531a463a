import { Accordion, Stack, Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { count, day } from '../parts/format.ts';
import type { Preview, Wanted } from './reassignment.ts';

const counts = ['accounts', 'targets', 'openHandovers', 'accepted', 'openDeals', 'appointments'] as const;

/** What each person would take over; the lines add up to everything the former owner has. */
export function ReassignmentPreview({
  preview,
  wanted,
  people,
}: {
  preview: Preview;
  wanted: Wanted;
  people: { value: string; label: string }[];
}) {
  const { t } = useTranslation();
  const nameOf = (id: string | null) =>
    id === null ? t('reassignments.stays') : (people.find((one) => one.value === id)?.label ?? id);
  const total = (name: (typeof counts)[number]) => preview.shares.reduce((sum, share) => sum + share[name], 0);
  return (
    <Stack gap="sm">
      <Title order={2}>{t('reassignments.previewTitle')}</Title>
      <Text size="sm">
        {t('reassignments.previewLead', { day: day(wanted.effectiveOn), until: day(preview.sharedUntil) })}
      </Text>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={t('reassignments.previewTitle')}>
        <Table className="mori-table">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('reassignments.to')}</Table.Th>
              {counts.map((name) => (
                <Table.Th key={name} className="number">
                  {t(`reassignments.${name}`)}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {preview.shares.map((share) => (
              <Table.Tr key={share.toId ?? ''}>
                <Table.Td>{nameOf(share.toId)}</Table.Td>
                {counts.map((name) => (
                  <Table.Td key={name} className="number">
                    {count(share[name])}
                  </Table.Td>
                ))}
              </Table.Tr>
            ))}
          </Table.Tbody>
          <Table.Tfoot>
            <Table.Tr>
              <Table.Th>{t('reassignments.total')}</Table.Th>
              {counts.map((name) => (
                <Table.Th key={name} className="number">
                  {count(total(name))}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Tfoot>
        </Table>
      </div>
      <Text size="sm" c="dimmed">
        {t('reassignments.openActions', { n: count(preview.openActions) })} → {nameOfActions(wanted, nameOf, t)}
      </Text>
      <Accordion variant="contained" order={3}>
        <Accordion.Item value="companies">
          <Accordion.Control>{t('reassignments.companies')}</Accordion.Control>
          <Accordion.Panel>
            <CompanyTable preview={preview} nameOf={nameOf} total={total('accounts')} />
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </Stack>
  );
}

const nameOfActions = (
  { actionsTo }: Wanted,
  nameOf: (id: string | null) => string,
  t: ReturnType<typeof useTranslation>['t'],
) => (actionsTo == null ? t('reassignments.actionsStay') : nameOf(String(actionsTo)));

function CompanyTable({
  preview: { accounts },
  nameOf,
  total,
}: {
  preview: Preview;
  nameOf: (id: string | null) => string;
  total: number;
}) {
  const { t } = useTranslation();
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={t('reassignments.companies')}>
      <Table className="mori-table">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('reassignments.accounts')}</Table.Th>
            <Table.Th>{t('reassignments.to')}</Table.Th>
            <Table.Th>{t('reassignments.territory')}</Table.Th>
            <Table.Th>{t('reassignments.industry')}</Table.Th>
            <Table.Th className="number">{t('reassignments.openHandovers')}</Table.Th>
            <Table.Th className="number">{t('reassignments.openDeals')}</Table.Th>
            <Table.Th>{t('reassignments.lastActivity')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {accounts.map((account) => (
            <Table.Tr key={account.accountId}>
              <Table.Td>{account.name}</Table.Td>
              <Table.Td>{nameOf(account.toId)}</Table.Td>
              <Table.Td>{account.prefecture ?? ''}</Table.Td>
              <Table.Td>{account.industry ?? ''}</Table.Td>
              <Table.Td className="number">{count(account.openHandovers)}</Table.Td>
              <Table.Td className="number">{count(account.openDeals)}</Table.Td>
              <Table.Td>{day(account.lastActivityOn)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      {total > accounts.length && (
        <Text size="sm" c="dimmed" mt="xs">
          {t('reassignments.shownOf', { n: count(accounts.length), total: count(total) })}
        </Text>
      )}
    </div>
  );
}
