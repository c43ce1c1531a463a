import { Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { MergedRow } from '../../api/shapes.ts';
import { answer, api } from '../api/client.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { Loaded } from '../parts/States.tsx';
import { EvidenceWords } from './EvidenceWords.tsx';
import { Bits, type Explained } from './Explanation.tsx';
import type { Kind } from './SideBySide.tsx';

type Reasons = Explained & { evidence: { matched: string[]; differs: string[] } };
type RowExplained = {
  decided: Reasons | null;
  rest: Reasons | null;
  next: { id: number; name: string; explanation: Reasons } | null;
};

/** Why one row is where it is, in words and then in bits, and the likeliest other place that was not taken. */
export function RowReasons({ kind, id, row, close }: { kind: Kind; id: number; row: MergedRow; close: () => void }) {
  const { t } = useTranslation();
  const { rowKey, fileName, rowNumber, method } = row;
  const explained = useQuery({
    queryKey: ['explain-row', kind, id, rowKey],
    queryFn: () =>
      answer<RowExplained>(
        api.GET('/api/reviews/{kind}/{id}/rows/{rowKey}', { params: { path: { kind, id, rowKey } } }),
      ),
  });
  return (
    <Dialog title={t('reviews.row.title')} size="xl" close={close}>
      <Text size="sm" c="dimmed" mb="md">
        {fileName} {t('imports.rowNumber', { n: rowNumber })} · {t(`account.methods.${method}`)}
      </Text>
      <Loaded query={explained}>
        {({ decided, rest, next }) => (
          <Stack gap="lg">
            <section>
              <Title order={3} size="h4" mb="xs">
                {t('reviews.row.decided')}
              </Title>
              {decided ? <Reason explained={decided} /> : <Text size="sm">{t('reviews.row.notWeighed')}</Text>}
            </section>
            <section>
              <Title order={3} size="h4" mb="xs">
                {t('reviews.row.rest')}
              </Title>
              {rest ? <Reason explained={rest} /> : <Text size="sm">{t('reviews.row.only')}</Text>}
            </section>
            <section>
              <Title order={3} size="h4" mb="xs">
                {t(`reviews.row.next.${kind}`)}
              </Title>
              {next ? (
                <>
                  <Link to={kind === 'account' ? '/accounts/$id' : '/people/$id'} params={{ id: String(next.id) }}>
                    {next.name}
                  </Link>
                  <Reason explained={next.explanation} />
                </>
              ) : (
                <Text size="sm">{t(`reviews.row.nobody.${kind}`)}</Text>
              )}
            </section>
          </Stack>
        )}
      </Loaded>
    </Dialog>
  );
}

function Reason({ explained }: { explained: Reasons }) {
  return (
    <div>
      <EvidenceWords evidence={explained.evidence} />
      <Bits explained={explained} />
    </div>
  );
}
