import { Badge, Button, Group, Paper, Table, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { count, moment } from '../parts/format.ts';
import type { Request, Version } from './match-model.ts';

/** Every version with who adopted it, when and why; each can be tried again. */
export function ModelVersions({
  versions,
  isBusy,
  onReturn,
}: {
  versions: readonly Version[];
  isBusy: boolean;
  onReturn: (request: Request) => void;
}) {
  const { t } = useTranslation();
  const current = versions.find(({ isInForce }) => isInForce);
  return (
    <Paper withBorder p="md">
      <Group justify="space-between" mb="xs">
        <Title order={2} size="h4">
          {t('matchModels.versions')}
        </Title>
        {current && current.unlikeShipped > 0 && (
          <Button
            size="xs"
            variant="default"
            disabled={isBusy}
            onClick={() => onReturn({ origin: 'returned', to: 'shipped' })}
          >
            {t('matchModels.toShipped')}
          </Button>
        )}
      </Group>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={t('matchModels.versions')}>
        <Table className="mori-table">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('matchModels.version')}</Table.Th>
              <Table.Th>{t('matchModels.origin')}</Table.Th>
              <Table.Th>{t('matchModels.adoptedAt')}</Table.Th>
              <Table.Th>{t('matchModels.adoptedBy')}</Table.Th>
              <Table.Th ta="right">{t('matchModels.differs')}</Table.Th>
              <Table.Th>{t('matchModels.reason')}</Table.Th>
              <Table.Td />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {versions.map((one) => (
              <Table.Tr key={one.number}>
                <Table.Td>
                  {one.number === 0 ? '—' : `v${one.number}`}{' '}
                  {one.isInForce && (
                    <Badge variant="light" tt="none">
                      {t('matchModels.current')}
                    </Badge>
                  )}
                </Table.Td>
                <Table.Td>{t(`matchModels.origins.${one.origin}`)}</Table.Td>
                <Table.Td>{one.number === 0 ? '—' : moment(one.adoptedAt)}</Table.Td>
                <Table.Td>{one.adoptedBy ?? '—'}</Table.Td>
                <Table.Td ta="right" className="number">
                  {count(one.unlikeShipped)}
                </Table.Td>
                <Table.Td className="wrap">{one.origin === 'shipped' ? '' : one.reason}</Table.Td>
                <Table.Td ta="right">
                  {!one.isInForce && (
                    <Button
                      size="compact-xs"
                      variant="default"
                      disabled={isBusy}
                      onClick={() => onReturn({ origin: 'returned', to: one.number })}
                    >
                      {t('matchModels.return', { n: one.number })}
                    </Button>
                  )}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Paper>
  );
}
