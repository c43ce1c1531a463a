import { Alert, Badge, Group, List, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { count, day } from '../parts/format.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Loaded } from '../parts/States.tsx';
import { DealActions } from './DealActions.tsx';
import { DealState, type DealHistory as History } from './DealState.tsx';

/** 経緯: every time a deal was decided, postponed or opened again, by which file or whom, and what may be said of it here. */
export function DealHistory({ dealId, name, close }: { dealId: string; name: string; close: () => void }) {
  const { t } = useTranslation();
  const query = useQuery({
    queryKey: ['deals', 'history', dealId],
    queryFn: () => answer<History>(api.GET('/api/deals/{id}', { params: { path: { id: dealId } } })),
  });
  return (
    <Dialog title={name} size="lg" close={close}>
      <Loaded query={query}>
        {(deal) => (
          <>
            <Group gap="sm" mb="sm">
              <DealState deal={deal} />
              {deal.stage && (
                <Text size="sm" c="dimmed">
                  {t('deals.stage')}: {deal.stage}
                </Text>
              )}
            </Group>
            {deal.toldState && (
              <Alert color="blue" mb="sm" p="xs">
                {t('deals.held', { state: t(`demand.dealStates.${deal.toldState}`) })}
              </Alert>
            )}
            {deal.reopened?.isLate && (
              <Alert color="orange" mb="sm" p="xs">
                {t('deals.lateNote')}
              </Alert>
            )}
            <Text fw={600} size="sm" mb={4}>
              {t('deals.history')}
            </Text>
            {deal.log.length === 0 ? (
              <Text size="sm" c="dimmed">
                {t('deals.noHistory')}
              </Text>
            ) : (
              <List listStyleType="none" spacing="xs" size="sm">
                {deal.log.map((step) => (
                  <Step key={`${step.kind}/${step.on}/${step.at}`} step={step} />
                ))}
              </List>
            )}
            <DealActions deal={deal} />
          </>
        )}
      </Loaded>
    </Dialog>
  );
}

function Step({ step }: { step: History['log'][number] }) {
  const { t } = useTranslation();
  const { kind, until, reason, why, memberName, file, at } = step;
  const name = t(`deals.steps.${kind}`, { n: count(step.reopened?.days) });
  const by = file
    ? t('deals.byFile', {
        file: file.name,
        row: count(file.rowNumber),
        on: day(at),
        who: memberName ? ` ${memberName}` : '',
      })
    : t('deals.byMember', { who: memberName ?? t('deals.unknownMember') });
  return (
    <List.Item>
      <Group gap="xs" style={{ rowGap: 2 }}>
        <Text span size="sm" style={{ fontVariantNumeric: 'tabular-nums' }}>
          {day(step.on)}
        </Text>
        <Badge variant="light" tt="none" color="gray" style={{ overflow: 'visible' }}>
          {until ? t('deals.until', { state: name, day: day(until) }) : name}
        </Badge>
        {(why ?? (reason && t(`demand.lostReasons.${reason}`))) && (
          <Text span size="sm">
            {why ?? t(`demand.lostReasons.${reason}`)}
          </Text>
        )}
      </Group>
      <Text size="xs" c="dimmed">
        {by}
      </Text>
    </List.Item>
  );
}
