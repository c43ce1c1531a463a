import { Anchor, Badge, Checkbox, Group, Paper, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { reviewFromCycle } from '#core/demand/cycle.ts';
import { reasonWords } from '#core/demand/reasons.ts';
import { day } from '../parts/format.ts';
import { LeftMark } from '../people/LeftMark.tsx';
import { useRight } from '../session/me.ts';
import { Clock } from './Clock.tsx';
import { dueWords, type HandoverRow } from './handover.ts';

/** One lead as its receiver reads it: which company, who there, why now, until when. */
export function HandoverItem({
  row,
  isChosen,
  onChoose,
  onOpen,
}: {
  row: HandoverRow;
  isChosen?: boolean;
  onChoose?: (chosen: boolean) => void;
  onOpen?: () => void;
}) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'ja';
  const mayAnswer = useRight('handovers.answer');
  const role = [row.department, row.title].filter(Boolean).join(' ');
  const who = [row.personName, role].filter(Boolean).join(' ');
  return (
    <Paper withBorder p="sm" component="li">
      <Group wrap="nowrap" align="flex-start" gap="sm">
        {onChoose && (
          <Checkbox
            mt={3}
            checked={isChosen ?? false}
            onChange={(event) => onChoose(event.currentTarget.checked)}
            aria-label={t('handovers.choose', { name: row.accountName ?? who })}
          />
        )}
        <Stack gap={4} style={{ flex: 1, minWidth: 0 }}>
          <Group gap={6} justify="space-between" align="flex-start">
            <Group gap={6}>
              {row.accountId === null ? (
                <Text fw={600}>{row.accountName ?? t('handovers.noAccount')}</Text>
              ) : (
                <Anchor component={Link} to={`/accounts/${row.accountId}`} fw={600}>
                  {row.accountName}
                </Anchor>
              )}
              {row.actNow && (
                <Badge variant="filled" color="red.8" tt="none">
                  {t('handovers.actNow', { name: row.actNow })}
                </Badge>
              )}
              {row.isOnTargetList && (
                <Badge variant="light" color="teal" tt="none">
                  {t('handovers.onList')}
                </Badge>
              )}
              {row.isSalesMade && (
                <Badge variant="light" color="gray" tt="none">
                  {t('handovers.salesMade')}
                </Badge>
              )}
              {row.isClash && (
                <Badge variant="light" color="orange" tt="none">
                  {t('handovers.salesClash')}
                </Badge>
              )}
              {row.state === 'accepted_ignored' && (
                <Badge variant="light" color="red" tt="none">
                  {t('handovers.states.accepted_ignored')}
                </Badge>
              )}
              {row.state === 'sql' && (
                <Badge variant="light" color="blue" tt="none">
                  {t('handovers.states.sql')}
                </Badge>
              )}
              {row.number > 1 && (
                <Badge variant="light" color={row.number >= reviewFromCycle ? 'orange' : 'gray'} tt="none">
                  {t(row.number >= reviewFromCycle ? 'handovers.cycleToReview' : 'handovers.cycle', { n: row.number })}
                </Badge>
              )}
              {row.tier && (
                <Badge variant="default" tt="none">
                  {t(`accounts.tiers.${row.tier}`)}
                </Badge>
              )}
            </Group>
            <Clock row={row} />
          </Group>
          {row.personId !== null && row.accountId !== null ? (
            <Group gap={6}>
              <Anchor component={Link} to={`/people/${row.personId}`} size="sm">
                {row.personName}
              </Anchor>
              <Text size="sm">{role}</Text>
              <LeftMark left={row.left} />
            </Group>
          ) : (
            <Text size="sm">{who || '—'}</Text>
          )}
          <Text size="sm" c="dimmed">
            {[
              row.campaign,
              row.handedOn && t('handovers.handedOn', { day: day(row.handedOn) }),
              receiverWords(row, t),
              row.reason && reasonWords(row.reason)[language],
              row.nextOn && t('handovers.next', { what: row.nextAction ?? '', day: day(row.nextOn) }),
            ]
              .filter(Boolean)
              .join(' / ')}
          </Text>
          {row.clock && (
            <Text size="xs" c="dimmed">
              {row.clock.isOwn
                ? t('handovers.clockOf', {
                    due: dueWords(row.clock.answer, t),
                    name: t(`handovers.classes.${row.clockClass}`),
                  })
                : t('handovers.sameClock', { due: dueWords(row.clock.answer, t) })}
            </Text>
          )}
          {onOpen && (
            <Anchor component="button" type="button" size="sm" onClick={onOpen} style={{ alignSelf: 'flex-start' }}>
              {t(mayAnswer && row.state === 'handed_over' ? 'handovers.open' : 'handovers.see')}
            </Anchor>
          )}
        </Stack>
      </Group>
    </Paper>
  );
}

function receiverWords(row: HandoverRow, t: TFunction): string | null {
  if (row.receiverKind === null) return null;
  if (row.receiverKind === 'queue') return t(`routing.queues.${row.queueId}`);
  return t('handovers.to', { name: row.receiverName ?? row.ownerNameInFile ?? '—' });
}
