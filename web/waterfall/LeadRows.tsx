import { Alert, Badge, Group, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { WaterfallRow } from '../../api/shapes.ts';
import { answer, api } from '../api/client.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { count, day } from '../parts/format.ts';
import { Loaded } from '../parts/States.tsx';
import type { Opened } from './leads.ts';

const sideExits = ['rejected', 'ignored', 'lost'];

/** The leads behind one number, each with the stages it came to and the row of the file that told it. */
export function LeadRows({ opened, close }: { opened: Opened; close: () => void }) {
  const { t } = useTranslation();
  const rows = useQuery({
    queryKey: ['waterfall-rows', opened.query],
    queryFn: () =>
      answer<{ rows: WaterfallRow[]; total: number }>(
        api.GET('/api/waterfall/rows', { params: { query: opened.query } }),
      ),
  });
  return (
    <Dialog title={opened.title} size="xl" close={close}>
      <Loaded query={rows}>
        {(data) => (
          <div className="table-scroll" style={{ maxHeight: '65vh', overflowY: 'auto' }}>
            <Alert color="gray" py={4} mb="xs">
              {t('waterfall.rows')}: {t('common.count', { n: count(data.total) })}
              {data.rows.length < data.total && ` · ${t('waterfall.firstRows', { n: count(data.rows.length) })}`}
            </Alert>
            <Table className="mori-table">
              <Table.Tbody>
                {data.rows.map((row) => (
                  <LeadRow key={row.cycleId} row={row} />
                ))}
              </Table.Tbody>
            </Table>
          </div>
        )}
      </Loaded>
    </Dialog>
  );
}

function LeadRow({ row }: { row: WaterfallRow }) {
  const { t } = useTranslation();
  return (
    <Table.Tr>
      <Table.Td>
        {row.accountId && (
          <Link to="/accounts/$id" params={{ id: String(row.accountId) }}>
            {row.accountName}
          </Link>
        )}
        <Text size="xs" c="dimmed">
          {[row.personName, row.ownerName && t('waterfall.ownedBy', { name: row.ownerName })]
            .filter(Boolean)
            .join(' · ')}
        </Text>
      </Table.Td>
      <Table.Td className="wrap">
        <Group gap={4}>
          {row.stages.map((stage) => (
            <Badge
              key={stage.stage}
              variant="light"
              color={sideExits.includes(stage.stage) ? 'orange' : 'teal'}
              tt="none"
              className={stage.isInferred ? 'inferred' : undefined}
            >
              {t(`waterfall.short.${stage.stage}`)} {day(stage.at)}
              {stage.isInferred && ` ${t('common.inferred')}`}
            </Badge>
          ))}
        </Group>
      </Table.Td>
      <Table.Td>
        <Link to="/imports/$id" params={{ id: String(row.batchId) }}>
          {t('waterfall.sourceRow', { file: row.fileName, row: row.rowNumber })}
        </Link>
      </Table.Td>
    </Table.Tr>
  );
}
