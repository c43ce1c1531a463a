import { Pagination, Stack, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TallyPart } from '#core/demand/tally.ts';
import { answer, api } from '../api/client.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { count } from '../parts/format.ts';
import { Loaded } from '../parts/States.tsx';
import { HandoverItem } from './HandoverItem.tsx';
import type { Handovers, Opened } from './handover.ts';

const pageSize = 30;

/** The leads of one part of H, as far as this member sees them. */
export function PartList({
  part,
  title,
  close,
  open,
}: {
  part: TallyPart;
  title: string;
  close: () => void;
  open: (lead: Opened) => void;
}) {
  const { t } = useTranslation();
  const [page, setPage] = useState(1);
  const leads = useQuery({
    queryKey: ['handovers', 'part', part, page],
    placeholderData: keepPreviousData,
    queryFn: () =>
      answer<Handovers>(
        api.GET('/api/handovers', { params: { query: { part, offset: (page - 1) * pageSize, limit: pageSize } } }),
      ),
  });
  return (
    <Dialog opened close={close} size="xl" title={title}>
      <Loaded query={leads}>
        {({ rows, total }) => (
          <>
            <Text size="sm" c="dimmed" mb="xs">
              {t('common.count', { n: count(total) })}
            </Text>
            <Stack component="ul" gap="xs" p={0} m={0} style={{ listStyle: 'none' }}>
              {rows.map((row) => (
                <HandoverItem key={row.cycleId} row={row} onOpen={() => open(row)} />
              ))}
            </Stack>
            {total > pageSize && (
              <Pagination total={Math.ceil(total / pageSize)} value={page} onChange={setPage} mt="sm" />
            )}
          </>
        )}
      </Loaded>
    </Dialog>
  );
}
