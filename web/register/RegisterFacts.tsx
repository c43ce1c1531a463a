import { Alert, Anchor, Button, Group, Paper, Table, Text, Title } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RegisterFacts as Facts } from '../../api/shapes.ts';
import { answer, api, queryClient } from '../api/client.ts';
import { day, moment } from '../parts/format.ts';
import { sayFailed } from '../parts/notices.tsx';
import { useRight } from '../session/me.ts';
import { AnswerClosure } from './AnswerClosure.tsx';
import { causeKey } from './cause.ts';

/** What the register tells of a company. */
export function useRegisterFacts(accountId: number) {
  return useQuery({
    queryKey: ['account', accountId, 'register'],
    queryFn: () => answer<Facts>(api.GET('/api/accounts/{id}/register', { params: { path: { id: accountId } } })),
  });
}

/** この会社は…に合併されました: told on the page of a company whose number the register calls closed. */
export function RegisterAlert({ accountId }: { accountId: number }) {
  const { t } = useTranslation();
  const { data } = useRegisterFacts(accountId);
  const mayAnswer = useRight('reviews.decide');
  if (!data?.company?.closedOn) return null;
  const { company, successor } = data;
  const on = day(company.closedOn);
  const cause = t(`register.causes.${causeKey(company.closedCause)}`);
  return (
    <Alert
      color={data.answer ? 'gray' : 'orange'}
      mb="md"
      title={
        successor
          ? t('register.mergedInto', { name: successor.name ?? successor.corporateNumber, on })
          : t('register.closedAlert', { on, cause })
      }
    >
      {successor?.accountId != null ? (
        <Anchor component={Link} to={`/accounts/${successor.accountId}`} size="sm">
          {t('register.openSuccessor')}
        </Anchor>
      ) : successor ? (
        <Text size="sm">{t('register.successorUnknown', { number: successor.corporateNumber })}</Text>
      ) : null}
      {data.answer ? (
        <Answered accountId={accountId} answered={data.answer} mayAnswer={mayAnswer} />
      ) : (
        mayAnswer && (
          <AnswerClosure
            accountId={accountId}
            successorId={successor?.accountId === accountId ? null : (successor?.accountId ?? null)}
          />
        )
      )}
    </Alert>
  );
}

/** What was decided about the closure, by whom and why; このまま can be asked again. */
function Answered({
  accountId,
  answered: { answer: what, reason, by, at },
  mayAnswer,
}: {
  accountId: number;
  answered: NonNullable<Facts['answer']>;
  mayAnswer: boolean;
}) {
  const { t } = useTranslation();
  const again = useMutation({
    mutationFn: () => answer(api.DELETE('/api/accounts/{id}/closure', { params: { path: { id: accountId } } })),
    onSuccess: () => queryClient.invalidateQueries(),
    onError: sayFailed,
  });
  return (
    <>
      <Text size="sm" mt="xs" className="wrap">
        {t(`register.answers.${what}`)}: {reason}
      </Text>
      <Group gap="xs">
        <Text size="xs" c="dimmed">
          {by} {moment(String(at))}
        </Text>
        {mayAnswer && what === 'kept' && (
          <Button size="compact-xs" variant="subtle" loading={again.isPending} onClick={() => again.mutate()}>
            {t('register.again')}
          </Button>
        )}
      </Group>
    </>
  );
}

/** What the register knows of a company: official and former names, head office, whether it still is. */
export function RegisterCard({ accountId }: { accountId: number }) {
  const { t } = useTranslation();
  const { data } = useRegisterFacts(accountId);
  if (!data?.company) return null;
  const { company, aliases } = data;
  const former = aliases.filter(({ kind }) => kind === 'former');
  const lines = [
    [t('register.official'), company.name],
    [t('register.kana'), company.kana],
    [t('register.english'), company.englishName],
    [t('register.address'), [company.prefecture, company.city, company.street].filter(Boolean).join('') || null],
    [
      t('register.status'),
      company.closedOn
        ? `${t(`register.causes.${causeKey(company.closedCause)}`)} ${day(company.closedOn)}`
        : t('register.alive'),
    ],
    [t('register.updatedOn'), day(company.updatedOn)],
  ] as const;
  return (
    <Paper withBorder p="md">
      <Title order={2} size="h3" mb={4}>
        {t('register.facts')}
      </Title>
      <Table className="mori-table facts">
        <Table.Tbody>
          {lines
            .filter(([, value]) => value)
            .map(([label, value]) => (
              <Table.Tr key={label}>
                <Table.Th scope="row" w={120}>
                  {label}
                </Table.Th>
                <Table.Td className="wrap">{value}</Table.Td>
              </Table.Tr>
            ))}
          {former.length > 0 && (
            <Table.Tr>
              <Table.Th scope="row">{t('register.formerNames')}</Table.Th>
              <Table.Td className="wrap">
                {former.map(({ name, untilOn }) => (
                  <Text key={name} size="sm">
                    {name}{' '}
                    {untilOn && (
                      <Text span size="xs" c="dimmed">
                        {t('register.until', { on: day(untilOn) })}
                      </Text>
                    )}
                  </Text>
                ))}
              </Table.Td>
            </Table.Tr>
          )}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}
