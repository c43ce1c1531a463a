import { Anchor, Badge, Button, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { day } from '../parts/format.ts';
import { ActionState } from './Actions.tsx';
import { Because, Evidence } from './Evidence.tsx';
import type { Action, Meeting } from './meeting.ts';

/** Decisions, what they affect and whether they can be taken back, and actions with who and until when. */
export function Items({ items, remove }: { items: Meeting['items']; remove: ((itemId: number) => void) | undefined }) {
  const { t } = useTranslation();
  if (items.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('meetings.noItems')}
      </Text>
    );
  return (
    <Stack component="ul" gap={6} p={0} m={0} style={{ listStyle: 'none' }}>
      {items.map((item) => (
        <Group key={item.itemId} component="li" gap="xs">
          <Badge variant={item.kind === 'action' ? 'light' : 'default'} tt="none">
            {t(`meetings.kinds.${item.kind}`)}
          </Badge>
          <Text size="sm">
            {item.text}
            {item.kind === 'action' && `(${item.ownerName ?? '—'}、${day(item.dueOn)})`}
          </Text>
          <About item={item} />
          <Evidence evidence={item.evidence} />
          {item.kind === 'action' && item.state !== 'open' && <ActionState state={item.state as Action['state']} />}
          <Because reason={item.reason} />
          {remove && (
            <Button
              size="compact-xs"
              variant="subtle"
              className="no-print"
              aria-label={t('meetings.removeNamed', { text: item.text })}
              onClick={() => remove(item.itemId)}
            >
              {t('meetings.remove')}
            </Button>
          )}
        </Group>
      ))}
    </Stack>
  );
}

function About({ item: { affects, accountId, accountName, isReversible } }: { item: Meeting['items'][number] }) {
  const { t } = useTranslation();
  return (
    <>
      {affects === 'company' && accountId !== null && (
        <Anchor component={Link} to={`/accounts/${accountId}`} size="sm">
          {t('meetings.affected', { what: accountName })}
        </Anchor>
      )}
      {affects !== null && affects !== 'company' && (
        <Text size="sm" c="dimmed">
          {t('meetings.affected', { what: t(`meetings.objects.${affects}`) })}
        </Text>
      )}
      {isReversible !== null && (
        <Badge variant="light" tt="none" color={isReversible ? 'gray' : 'red'}>
          {t(`meetings.reversible.${isReversible ? 'yes' : 'no'}`)}
        </Badge>
      )}
    </>
  );
}
