import { Badge, Button, Group, Paper, SimpleGrid, Text, Title } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { FigureNote, type Figure } from '../parts/FigureText.tsx';
import { count, percent } from '../parts/format.ts';
import { HandedParts } from '../handovers/HandedParts.tsx';
import { MonthSpan } from '../parts/MonthSpan.tsx';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { PageHeader } from '../parts/PageHeader.tsx';
import { PrintButton } from '../parts/print.tsx';
import { Empty, Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import { FeedbackList } from './FeedbackList.tsx';
import { LeadList } from './LeadList.tsx';
import { ProposalCards } from './ProposalCards.tsx';
import { ReasonBars } from './ReasonBars.tsx';
import { RejectionTable } from './RejectionTable.tsx';
import { RuleVersions } from './RuleVersions.tsx';
import { monthsOf, type Feedback, type Opened, type Proposals, type Rejections, type Span } from './rejections.ts';

/** 差し戻しの分析: what sales sends back and why, what that proposes, and what was decided. */
export function RejectionPage() {
  const { t } = useTranslation();
  const [span, setSpan] = useState<Span>({});
  const [opened, setOpened] = useState<Opened>();
  const rejections = useQuery({
    queryKey: ['rejections', span],
    queryFn: () => answer<Rejections>(api.GET('/api/rejections', { params: { query: span } })),
    placeholderData: keepPreviousData,
  });
  const feedback = useQuery({
    queryKey: ['feedback', 'report', span],
    queryFn: () => answer<Feedback>(api.GET('/api/feedback', { params: { query: span } })),
    placeholderData: keepPreviousData,
  });
  return (
    <>
      <PageHeader title={t('rejections.title')} lead={t('rejections.lead')} actions={<PrintButton />} />
      <Loaded query={rejections}>
        {(data) => (
          <>
            <Group mb="md" className="no-print">
              <MonthSpan {...monthsOf(data)} labels={[t('rejections.from'), t('rejections.to')]} onChange={setSpan} />
            </Group>
            {data.handed === 0 ? (
              <Empty>{t('rejections.empty')}</Empty>
            ) : (
              <>
                <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} mb="md" className="three-across">
                  <Tile title={t('rejections.handed')} value={count(data.handed)} />
                  <RateTile title={t('rejections.rejectedRate')} figure={data.rejected} />
                  {feedback.data && <RateTile title={t('rejections.feedbackRate')} figure={feedback.data.rate} />}
                </SimpleGrid>
                <HandedParts
                  counts={data.parts}
                  open={(part, title) =>
                    setOpened({
                      title,
                      query: { ...span, of: 'handed', ...(part === 'handed' ? {} : { outcome: part }) },
                    })
                  }
                />
                <Text size="xs" c="dimmed" mb="md">
                  {t('rejections.partsNote')}
                </Text>
                {data.rejected.numerator === 0 ? (
                  <Text c="dimmed" mb="md">
                    {t('rejections.none')}
                  </Text>
                ) : (
                  <>
                    <Section title={t('rejections.picture')}>
                      <ReasonBars data={data} />
                      <Follows data={data} />
                    </Section>
                    <Section title={t('rejections.table')}>
                      <RejectionTable data={data} span={span} open={setOpened} />
                    </Section>
                  </>
                )}
              </>
            )}
          </>
        )}
      </Loaded>
      <ProposalSection />
      {feedback.data && (
        <Section title={t('rejections.feedback')}>
          <FeedbackList data={feedback.data} />
        </Section>
      )}
      {opened && <LeadList opened={opened} close={() => setOpened(undefined)} />}
    </>
  );
}

function ProposalSection() {
  const { t } = useTranslation();
  const mayPropose = useRight('settings.edit');
  const proposals = useQuery({
    queryKey: ['rule-proposals'],
    queryFn: () => answer<Proposals>(api.GET('/api/rule-proposals')),
  });
  const propose = useMutation({
    mutationFn: () => answer<{ added: number }>(api.POST('/api/rule-proposals')),
    onSuccess: ({ added }) => {
      sayDone(t('rejections.proposed', { n: count(added) }));
      void queryClient.invalidateQueries({ queryKey: ['rule-proposals'] });
    },
    onError: sayFailed,
  });
  return (
    <Loaded query={proposals}>
      {(data) => (
        <>
          <Section
            title={t('rejections.proposals')}
            action={
              mayPropose && (
                <Button
                  size="compact-sm"
                  variant="default"
                  loading={propose.isPending}
                  onClick={() => propose.mutate()}
                >
                  {t('rejections.propose')}
                </Button>
              )
            }
          >
            <Text size="sm" c="dimmed" mb="xs">
              {data.proposals.length === 0 ? t('rejections.noProposals') : t('rejections.proposalsLead')}
            </Text>
            <ProposalCards proposals={data.proposals} />
          </Section>
          <Section title={t('rejections.history')}>
            <RuleVersions versions={data.versions} />
          </Section>
        </>
      )}
    </Loaded>
  );
}

function Follows({ data }: { data: Rejections }) {
  const { t } = useTranslation();
  return (
    <Group gap={6}>
      <Text size="sm" c="dimmed">
        {t('rejections.follows')}:
      </Text>
      {Object.entries(data.consequences).map(([what, n]) => (
        <Badge key={what} variant="default" tt="none">
          {t(`rejections.consequences.${what}`)} {count(n)}
        </Badge>
      ))}
    </Group>
  );
}

function RateTile({ title, figure }: { title: string; figure: Figure }) {
  const { interval } = figure;
  return (
    <Tile
      title={title}
      value={percent(figure.value)}
      note={
        <>
          {count(figure.numerator)} / {count(figure.denominator)}
          {interval && ` · 95% ${percent(interval.low)}–${percent(interval.high)}`} <FigureNote figure={figure} />
        </>
      }
    />
  );
}

function Tile({ title, value, note }: { title: string; value: string; note?: ReactNode }) {
  return (
    <Paper withBorder p="md">
      <Text size="sm" c="dimmed">
        {title}
      </Text>
      <Text fz={28} fw={700} lh={1.2} className="number-link">
        {value}
      </Text>
      <Text size="xs" c="dimmed" component="div">
        {note}
      </Text>
    </Paper>
  );
}

function Section({ title, action, children }: { title: string; action?: ReactNode; children: ReactNode }) {
  return (
    <section style={{ marginBottom: 28 }}>
      <Group justify="space-between" mb="xs">
        <Title order={2}>{title}</Title>
        {action}
      </Group>
      {children}
    </section>
  );
}
