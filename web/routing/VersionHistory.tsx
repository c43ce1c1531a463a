import { Badge, Button, Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { count, moment } from '../parts/format.ts';
import { Empty } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import type { Plan, Routing } from './routing.ts';

/** Every version with who saved it and when; an old one can be loaded, tried and saved again. */
export function VersionHistory({ routing, onLoad }: { routing: Routing; onLoad: (plan: Plan) => void }) {
  const { t } = useTranslation();
  const mayEdit = useRight('routing.edit');
  if (routing.versions.length === 0) return <Empty>{t('routing.noVersions')}</Empty>;
  return (
    <div className="table-scroll" tabIndex={0} role="region" aria-label={t('routing.tabs.versions')}>
      <Table className="mori-table">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('routing.version')}</Table.Th>
            <Table.Th>{t('routing.savedAt')}</Table.Th>
            <Table.Th>{t('routing.savedBy')}</Table.Th>
            <Table.Th className="number">{t('routing.rulesCount')}</Table.Th>
            <Table.Th>{t('routing.note')}</Table.Th>
            <Table.Td />
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {routing.versions.map((one, index) => (
            <Table.Tr key={one.versionId}>
              <Table.Td>
                {one.versionId}{' '}
                {index === 0 && (
                  <Badge variant="light" tt="none">
                    {t('routing.current')}
                  </Badge>
                )}
              </Table.Td>
              <Table.Td>{moment(one.savedAt)}</Table.Td>
              <Table.Td>{one.savedBy ?? '—'}</Table.Td>
              <Table.Td className="number">{count(one.plan.rules.length)}</Table.Td>
              <Table.Td className="wrap">{one.note ?? ''}</Table.Td>
              <Table.Td ta="right">
                {mayEdit && index > 0 && (
                  <Button size="compact-xs" variant="default" onClick={() => onLoad(one.plan)}>
                    {t('routing.load')}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
