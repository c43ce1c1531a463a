import { Modal, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { Cases } from '../kpis/KpiRowsModal.tsx';
import { count, day } from '../parts/format.ts';
import { Loaded } from '../parts/States.tsx';
import type { NumberCases, OpenedNumber } from './report.ts';

/** The leads or deals behind a number of the report, as the data stands now. */
export function NumberRows({
  opened,
  isClosed,
  close,
}: {
  opened: OpenedNumber;
  isClosed: boolean;
  close: () => void;
}) {
  const { t, i18n } = useTranslation();
  const { code, name, isRate, part, from, to } = opened;
  const rows = useQuery({
    queryKey: ['report-rows', code, part, from, to],
    queryFn: () =>
      answer<NumberCases>(
        api.GET('/api/months/rows/{code}', { params: { path: { code }, query: { part, from, to } } }),
      ),
  });
  return (
    <Modal
      opened
      onClose={close}
      size="xl"
      title={name[i18n.language === 'en' ? 'en' : 'ja']}
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      <Loaded query={rows}>
        {(data) => (
          <div className="table-scroll" style={{ maxHeight: '65vh', overflowY: 'auto' }}>
            <Text size="sm" c="dimmed" mb="xs">
              {t('common.count', { n: count(data.total) })}
              {isRate && ` (${t('kpi.parts.numerator')})`} · {t('report.daysFrom', { day: day(from) })}
              {isClosed && ` · ${t('report.rowsOfNow')}`}
            </Text>
            <Cases rows={data.rows} />
          </div>
        )}
      </Loaded>
    </Modal>
  );
}
