import { Button, Paper, Table, Text, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../api/client.ts';
import { moment } from '../parts/format.ts';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { useRight } from '../session/me.ts';
import { type AnsweredCase, type AuditState, takeAnswerBack } from './audit-answers.ts';

/** The cases behind the figures: where two people disagree first, then every answer. */
export function AuditAnswers({ state: { answered, disagreements } }: { state: AuditState }) {
  const { t } = useTranslation();
  return (
    <>
      {disagreements.length > 0 && (
        <Paper withBorder p="md">
          <Title order={2}>{t('matchAudit.disagreements')}</Title>
          <Text size="sm" c="dimmed" mb="xs">
            {t('matchAudit.disagreementsHint')}
          </Text>
          <Lines cases={disagreements} />
        </Paper>
      )}
      {answered.length > 0 && (
        <Paper withBorder p="md">
          <Title order={2} mb="xs">
            {t('matchAudit.history')}
          </Title>
          <Lines cases={answered} />
        </Paper>
      )}
    </>
  );
}

function Lines({ cases }: { cases: readonly AnsweredCase[] }) {
  const { t } = useTranslation();
  const mayDecide = useRight('reviews.decide');
  const undo = useMutation({
    mutationFn: takeAnswerBack,
    onSuccess: () => {
      sayDone(t('common.undone'));
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  return (
    <div className="table-scroll">
      <Table className="mori-table">
        <Table.Tbody>
          {cases.map((one) => (
            <Table.Tr key={one.auditId}>
              <Table.Td>{moment(one.answeredAt)}</Table.Td>
              <Table.Td className="wrap">
                {one.entityId === null ? (
                  '—'
                ) : (
                  <Link
                    to={one.kind === 'account' ? '/accounts/$id' : '/people/$id'}
                    params={{ id: String(one.entityId) }}
                  >
                    {one.name}
                  </Link>
                )}
              </Table.Td>
              <Table.Td>
                {one.origin !== 'verdict' ? (
                  `${t(`matchAudit.answers.automatic.${one.answer}`)}(${one.memberName ?? '—'})`
                ) : (
                  <>
                    {t('matchAudit.first', {
                      verdict: t(`reviews.verdicts.${one.kind}.${one.firstVerdict}`),
                      name: one.firstMemberName ?? '—',
                    })}
                    <br />
                    {t('matchAudit.second', {
                      answer: t(`matchAudit.answers.verdict.${one.answer}`),
                      name: one.memberName ?? '—',
                    })}
                  </>
                )}
              </Table.Td>
              <Table.Td ta="right">
                {mayDecide && (
                  <Button
                    size="compact-xs"
                    variant="default"
                    loading={undo.isPending && undo.variables === one.auditId}
                    onClick={() => undo.mutate(one.auditId)}
                  >
                    {t('matchAudit.undo')}
                  </Button>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
