import { Anchor, Button, Pagination, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { count, day } from '../parts/format.ts';
import { PageHeader } from '../parts/PageHeader.tsx';
import { PrintButton } from '../parts/print.tsx';
import { Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import { LetterSheet } from './LetterSheet.tsx';
import type { Letters } from './reassignment.ts';

const perPage = 30;

/** 引継書: what the next owner should know of each company, a page each on paper. */
export function LetterPage() {
  const { t } = useTranslation();
  const { id } = useParams({ from: '/frame/reassignments/$id/letters' });
  const [page, setPage] = useState(1);
  const mayExport = useRight('export');
  const letters = useQuery({
    queryKey: ['letters', id, page],
    queryFn: () =>
      answer<Letters>(
        api.GET('/api/reassignments/{id}/letters', {
          params: { path: { id: Number(id) }, query: { offset: (page - 1) * perPage, limit: perPage } },
        }),
      ),
  });
  return (
    <>
      <Anchor component={Link} to="/reassignments" size="sm" className="no-print">
        ← {t('reassignments.letter.back')}
      </Anchor>
      <Loaded query={letters}>
        {({ reassignment, letters: found, total }) => (
          <>
            <div className="no-print">
              <PageHeader
                title={t('reassignments.lettersOf', {
                  name: reassignment.fromName,
                  day: day(reassignment.effectiveOn),
                })}
                lead={t('reassignments.letter.lead')}
                actions={
                  <>
                    {mayExport && (
                      <Button component="a" variant="default" href={`/api/reassignments/${id}/letters.xlsx`}>
                        {t('reassignments.letter.download')}
                      </Button>
                    )}
                    <PrintButton />
                  </>
                }
              />
              <Text size="sm" c="dimmed" mb="md">
                {t('reassignments.letter.printHint', { n: count(found.length) })}
              </Text>
            </div>
            <Stack gap="md">
              {found.map((letter) => (
                <LetterSheet key={letter.accountId} letter={letter} reassignment={reassignment} />
              ))}
            </Stack>
            {total > perPage && (
              <Pagination
                className="no-print"
                mt="md"
                total={Math.ceil(total / perPage)}
                value={page}
                onChange={setPage}
              />
            )}
          </>
        )}
      </Loaded>
    </>
  );
}
