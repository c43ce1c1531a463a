import { Anchor, Paper, Table, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import type { paths } from '../api/schema.ts';
import { moment } from '../parts/format.ts';
import { Empty, Loaded } from '../parts/States.tsx';

type Notices = paths['/api/notices']['get']['responses'][200]['content']['application/json'];
type Notice = Notices['rows'][number];

/** What this member was told of leads, what waits to be told, and what is not told any more and why. */
export function NoticeLog() {
  const { t } = useTranslation();
  const notices = useQuery({ queryKey: ['notices'], queryFn: () => answer<Notices>(api.GET('/api/notices')) });
  return (
    <Paper withBorder p="md" component="section">
      <Title order={2} mb={4}>
        {t('notices.mineLog')}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t('notices.mineLogNote')}
      </Text>
      <Loaded query={notices}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty>{t('notices.noMineLog')}</Empty>
          ) : (
            <div
              className="table-scroll"
              style={{ maxHeight: '24rem', overflowY: 'auto' }}
              tabIndex={0}
              role="region"
              aria-label={t('notices.mineLog')}
            >
              <Table className="mori-table wraps-names">
                <Table.Tbody>
                  {rows.map((row) => (
                    <NoticeRow key={row.id} notice={row} />
                  ))}
                </Table.Tbody>
              </Table>
            </div>
          )
        }
      </Loaded>
    </Paper>
  );
}

function NoticeRow({ notice }: { notice: Notice }) {
  const { t } = useTranslation();
  const { kind, cycleId, accountName, sendAt, sentAt, supersededAt, supersededBecause, problem } = notice;
  const name = accountName ?? t('notices.unknownAccount');
  return (
    <Table.Tr>
      <Table.Td>{moment(sentAt ?? supersededAt ?? sendAt)}</Table.Td>
      <Table.Td>{t(`notices.announcements.${kind}`)}</Table.Td>
      <Table.Td>
        {cycleId ? (
          <Anchor component={Link} to="/handovers" search={{ lead: cycleId } as never} size="sm">
            {name}
          </Anchor>
        ) : (
          name
        )}
      </Table.Td>
      <Table.Td className="wrap">
        {supersededBecause
          ? t('notices.notSent', { because: t(`notices.superseded.${supersededBecause}`) })
          : sentAt
            ? t('notices.told')
            : problem
              ? t('notices.failedSoFar', { problem })
              : t('notices.toBeSent')}
      </Table.Td>
    </Table.Tr>
  );
}
