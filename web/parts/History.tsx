import { Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { Changes } from './Changes.tsx';
import { moment } from './format.ts';
import { Empty, Loaded } from './States.tsx';

type Entries = {
  entries: {
    id: number;
    at: string;
    action: string;
    before: object | null;
    after: object | null;
    memberName: string | null;
  }[];
};

/** Who changed what about this company or person, newest first. */
export function History({ kind, id }: { kind: 'accounts' | 'people'; id: number }) {
  const { t } = useTranslation();
  const history = useQuery({
    queryKey: ['history', kind, id],
    queryFn: () => answer<Entries>(api.GET(`/api/${kind}/{id}/history`, { params: { path: { id } } })),
  });
  return (
    <Loaded query={history}>
      {({ entries }) =>
        entries.length === 0 ? (
          <Empty>{t('account.noHistory')}</Empty>
        ) : (
          <ul className="change-list">
            {entries.map((entry) => (
              <li key={entry.id}>
                <Text size="sm" fw={600}>
                  {t(`audit.actions.${entry.action}`, { defaultValue: entry.action })}
                </Text>
                <Changes before={entry.before} after={entry.after} />
                <Text size="xs" c="dimmed">
                  {moment(entry.at)} · {entry.memberName ?? t('reviews.automatic')}
                </Text>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}
