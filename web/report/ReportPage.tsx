import { Button, Group, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { LandingModal, type OpenedLanding } from '../kpis/LandingModal.tsx';
import { PageHeader } from '../parts/PageHeader.tsx';
import { PrintButton } from '../parts/print.tsx';
import { Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import { CloseMonth } from './CloseMonth.tsx';
import { CorrectionTable } from './CorrectionTable.tsx';
import { EditTexts } from './EditTexts.tsx';
import { NumberRows } from './NumberRows.tsx';
import { ReportSheets } from './ReportSheets.tsx';
import { useMonths, useReport, type Line, type Months, type OpenedNumber } from './report.ts';

/** 月次報告: two sheets for executives, and around them who closed the month and what changed since. */
export function ReportPage() {
  const months = useMonths();
  return <Loaded query={months}>{(known) => <MonthOf known={known} />}</Loaded>;
}

function MonthOf({ known }: { known: Months }) {
  const { t, i18n } = useTranslation();
  const [month, setMonth] = useState(known.latest);
  const [opened, setOpened] = useState<OpenedNumber>();
  const [landing, setLanding] = useState<Line>();
  const mayWrite = useRight('reports.write');
  const report = useReport(month);
  const language = i18n.language === 'en' ? 'en' : 'ja';
  const file = (format: 'pptx' | 'pdf') => `/api/months/${month}/report.${format}?language=${language}`;
  return (
    <div className="print-wide report">
      <div className="no-print">
        <PageHeader
          title={t('report.title')}
          lead={t('report.lead')}
          actions={
            <>
              {(['pptx', 'pdf'] as const).map((format) => (
                <Button key={format} variant="default" component="a" href={file(format)} download>
                  {t(`report.${format}`)}
                </Button>
              ))}
              <PrintButton />
            </>
          }
        />
        <Group align="flex-end" mb="md">
          <Select
            label={t('report.month')}
            value={month}
            allowDeselect={false}
            onChange={(chosen) => setMonth(chosen ?? known.latest)}
            data={known.months.map((one) => ({
              value: one.month,
              label: `${one.month.replace('-', '/')} ${t(one.closing ? 'report.closed' : 'report.open')}`,
            }))}
          />
        </Group>
      </div>
      <Loaded query={report}>
        {(data) => (
          <>
            <div className="no-print">
              <CloseMonth report={data} />
            </div>
            <ReportSheets report={data} language={language} open={setOpened} openLanding={setLanding} />
            <div className="no-print">
              {mayWrite && <EditTexts key={data.month} report={data} />}
              {data.closing && <CorrectionTable report={data} language={language} />}
            </div>
            {landing && (
              <LandingModal
                title={`${landing.name[language]}: ${t('landing.title')}`}
                pace={{ value: landing.landing.figure.value, reached: landing.toDate.figure.value }}
                queryKey={['month', month]}
                read={() =>
                  answer<OpenedLanding>(api.GET('/api/months/{month}/landing', { params: { path: { month } } }))
                }
                close={() => setLanding(undefined)}
              />
            )}
            {opened && (
              <NumberRows opened={opened} isClosed={data.closing !== null} close={() => setOpened(undefined)} />
            )}
          </>
        )}
      </Loaded>
    </div>
  );
}
