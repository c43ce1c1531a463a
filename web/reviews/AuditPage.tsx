import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { queryClient } from '../api/client.ts';
import { beside, count, day } from '../parts/format.ts';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import { AuditAnswers } from './AuditAnswers.tsx';
import { AuditCases } from './AuditCases.tsx';
import { AuditFigures } from './AuditFigures.tsx';
import { AuditShares } from './AuditShares.tsx';
import { type AuditState, drawCases, readAudit } from './audit-answers.ts';

/** 抜き取り確認: a random few of what was merged without asking, and what that says of all of it. */
export function AuditPage() {
  const { t } = useTranslation();
  const mayDraw = useRight('settings.edit');
  const audit = useQuery({ queryKey: ['match-audit'], queryFn: readAudit });
  const draw = useMutation({
    mutationFn: drawCases,
    onSuccess: ({ automatic, verdict }) => {
      sayDone(
        automatic.of + verdict.of === 0
          ? t('matchAudit.nothingNew')
          : t('matchAudit.drawn', {
              of: count(automatic.of),
              n: count(automatic.drawn),
              verdicts: count(verdict.of),
              again: count(verdict.drawn),
            }),
      );
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  return (
    <>
      <PageHeader
        title={t('matchAudit.title')}
        lead={t('matchAudit.lead')}
        actions={
          <Group gap="sm">
            <Button component={Link} to="/reviews" variant="default">
              {t('matchAudit.toReviews')}
            </Button>
            {mayDraw && (
              <Button loading={draw.isPending} onClick={() => draw.mutate()}>
                {t('matchAudit.draw')}
              </Button>
            )}
          </Group>
        }
      />
      <Loaded query={audit}>
        {(state) => (
          <Stack>
            <Drawn state={state} />
            <AuditCases cases={state.waiting} />
            <AuditFigures state={state} />
            <AuditAnswers state={state} />
            {mayDraw && <AuditShares shares={state.shares} />}
          </Stack>
        )}
      </Loaded>
    </>
  );
}

function Drawn({ state: { draws, gone } }: { state: AuditState }) {
  const { t } = useTranslation();
  if (draws.since === null)
    return (
      <Text size="sm" c="dimmed">
        {t('matchAudit.never')}
      </Text>
    );
  const parts = (['automatic', 'verdict'] as const)
    .filter((origin) => draws[origin].of > 0)
    .map((origin) =>
      t(origin === 'automatic' ? 'matchAudit.from' : 'matchAudit.again', {
        of: count(draws[origin].of),
        n: count(draws[origin].drawn),
      }),
    );
  return (
    <Text size="sm">
      {beside(parts)}
      {' · '}
      {t('matchAudit.since', { day: day(draws.since) })}
      {gone > 0 && (
        <Text span size="sm" c="dimmed">
          {' · '}
          {t('matchAudit.gone', { n: count(gone) })}
        </Text>
      )}
    </Text>
  );
}
