import { Badge, Button, Checkbox, Table, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../parts/Dialog.tsx';
import { useShownValue } from '../kpis/KpiNumber.tsx';
import { moment } from '../parts/format.ts';
import { useRight } from '../session/me.ts';
import { approvalOf, type Plan } from './plan.ts';

const colours = {
  draft: 'gray',
  submitted: 'orange',
  in_force: 'teal',
  superseded: 'gray',
  withdrawn: 'gray',
} as const;

/** One line a version, those of one period together. */
export function PlanTable({
  plans,
  chosen,
  choose,
}: {
  plans: Plan[];
  chosen: ReadonlySet<number>;
  choose: (chosen: ReadonlySet<number>) => void;
}) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'ja';
  const [mayEdit, mayApprove] = [useRight('plans.edit'), useRight('plans.approve')];
  const [opened, setOpened] = useState<Plan>();
  const toggle = (planId: number) => {
    const next = new Set(chosen);
    if (!next.delete(planId)) next.add(planId);
    choose(next);
  };
  return (
    <div className="table-scroll">
      <Table className="mori-table">
        <Table.Thead>
          <Table.Tr>
            {(mayEdit || mayApprove) && <Table.Td w={36} />}
            <Table.Th>{t('plans.period')}</Table.Th>
            <Table.Th>{t('plans.kpi')}</Table.Th>
            <Table.Th className="number">{t('plans.target')}</Table.Th>
            <Table.Th>{t('plans.state')}</Table.Th>
            <Table.Th>{t('plans.approvals')}</Table.Th>
            <Table.Th>{t('plans.version')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {plans.map((plan, index) => {
            const [name, period] = [plan.kpiName[language], plan.period[language]];
            return (
              <Table.Tr key={plan.planId} data-selected={chosen.has(plan.planId) || undefined}>
                {(mayEdit || mayApprove) && (
                  <Table.Td>
                    {(plan.state === 'draft' || plan.state === 'submitted') && (
                      <Checkbox
                        aria-label={t('plans.chooseRow', { name, period })}
                        checked={chosen.has(plan.planId)}
                        onChange={() => toggle(plan.planId)}
                      />
                    )}
                  </Table.Td>
                )}
                <Table.Td fw={600}>{plans[index - 1]?.period.ja === plan.period.ja ? '' : period}</Table.Td>
                <Table.Td>
                  {name}
                  {plan.scope === 'inside' && (
                    <Text size="xs" c="dimmed">
                      {t('plans.scopes.inside')}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td className="number">
                  <Target plan={plan} />
                </Table.Td>
                <Table.Td>
                  <Badge variant="light" color={colours[plan.state]} tt="none">
                    {t(`plans.states.${plan.state}`)}
                  </Badge>
                </Table.Td>
                <Table.Td>
                  <Approvals plan={plan} />
                </Table.Td>
                <Table.Td>
                  <Button
                    variant="subtle"
                    size="compact-xs"
                    aria-label={t('plans.historyOf', { name, period })}
                    onClick={() => setOpened(plan)}
                  >
                    {t('plans.versionOf', { n: plan.version })}
                  </Button>
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
      {opened && <PlanHistory plan={opened} close={() => setOpened(undefined)} />}
    </div>
  );
}

function Target({ plan }: { plan: Plan }) {
  return <>{useShownValue(plan.unit)(plan.target)}</>;
}

/** Both sides, each with its name or what it still waits for. */
function Approvals({ plan }: { plan: Plan }) {
  const { t } = useTranslation();
  if (plan.state === 'draft' || plan.state === 'withdrawn') return null;
  return (
    <Text size="sm">
      {(['marketing', 'sales'] as const)
        .map((side) => {
          const given = approvalOf(plan, side);
          if (!given) return t('plans.waiting', { side: t(`plans.sides.${side}`) });
          return `${t(`plans.sides.${side}`)} ${given.memberName ?? '—'}${given.isProxy ? `(${t('plans.proxyMark')})` : ''}`;
        })
        .join(' · ')}
    </Text>
  );
}

function PlanHistory({ plan, close }: { plan: Plan; close: () => void }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'ja';
  return (
    <Dialog close={close} title={t('plans.historyOf', { name: plan.kpiName[language], period: plan.period[language] })}>
      <ol className="change-list">
        {plan.events.map((event) => (
          <li key={`${event.at}${event.verdict}${event.side}`}>
            <Text span size="sm" c="dimmed">
              {moment(event.at)}
            </Text>{' '}
            <Text span size="sm">
              {t(`plans.verdicts.${event.verdict}`)}
              {event.side && `(${t(`plans.sides.${event.side}`)})`} {event.memberName ?? 'Mori'}
              {event.isProxy && ` · ${t('plans.proxyMark')}`}
            </Text>
            {event.note && (
              <Text size="sm" c="dimmed">
                {event.note}
              </Text>
            )}
          </li>
        ))}
      </ol>
    </Dialog>
  );
}
