import { Paper, Table, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { count } from '../parts/format.ts';
import type { Kind } from './SideBySide.tsx';

export type Change = {
  kind: Kind;
  change: 'merged' | 'split' | 'moved';
  fromId: number;
  fromName: string | null;
  fromCompany: string | null;
  toId: number;
  toName: string | null;
  toCompany: string | null;
  rows: number;
};

/** The largest changes as examples; the file has all of them. */
export function ReDecideChanges({ changes }: { changes: readonly Change[] }) {
  const { t } = useTranslation();
  const said = ({ kind, change }: Change) => `${t(`matchAudit.kinds.${kind}`)}・${t(`reDecide.changes.${change}`)}`;
  return (
    <Paper withBorder p="md">
      <Title order={2} mb="xs">
        {t('reDecide.examples')}
      </Title>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={t('reDecide.examples')}>
        <Table className="mori-table">
          <Table.Thead>
            <Table.Tr>
              <Table.Th visibleFrom="sm">{t('reDecide.change')}</Table.Th>
              <Table.Th>{t('reDecide.from')}</Table.Th>
              <Table.Th>{t('reDecide.to')}</Table.Th>
              <Table.Th ta="right">{t('reDecide.rowCount')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {changes.map((one) => (
              <Table.Tr key={`${one.kind}/${one.fromId}/${one.toId}`}>
                <Table.Td visibleFrom="sm">{said(one)}</Table.Td>
                <Table.Td className="wrap">
                  <Text size="xs" c="dimmed" hiddenFrom="sm">
                    {said(one)}
                  </Text>
                  <Named kind={one.kind} id={one.fromId} name={one.fromName} company={one.fromCompany} />
                </Table.Td>
                <Table.Td className="wrap">
                  {one.toName === null ? (
                    <Text size="sm" c="dimmed">
                      {t(`reDecide.new.${one.kind}`)}
                    </Text>
                  ) : (
                    <Named kind={one.kind} id={one.toId} name={one.toName} company={one.toCompany} />
                  )}
                </Table.Td>
                <Table.Td ta="right" className="number">
                  {count(one.rows)}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Paper>
  );
}

function Named(props: { kind: Kind; id: number; name: string | null; company: string | null }) {
  const { kind, id, name, company } = props;
  return (
    <>
      <Link to={kind === 'account' ? '/accounts/$id' : '/people/$id'} params={{ id: String(id) }}>
        {name ?? id}
      </Link>
      {company !== null && (
        <Text size="xs" c="dimmed">
          {company}
        </Text>
      )}
    </>
  );
}
