import { Anchor, Badge, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CompanySelect } from '../parts/CompanySelect.tsx';
import { useAddLine, useRemoveLine, type Meetings } from './meeting.ts';

/** What people brought to the agenda, and a line to bring more; without a meeting it is for the next one. */
export function AddedLines({
  added,
  isFrozen,
  meetingId,
}: {
  added: Meetings['added'];
  isFrozen: boolean;
  meetingId: number | undefined;
}) {
  const { t } = useTranslation();
  const remove = useRemoveLine();
  return (
    <>
      {added.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('meetings.noneAdded')}
        </Text>
      )}
      {added.length > 0 && (
        <Stack component="ul" gap={6} p={0} m={0} style={{ listStyle: 'none' }}>
          {added.map((line) => (
            <Group key={line.agendaItemId} component="li" gap="xs">
              {line.accountId !== null && (
                <Anchor component={Link} to={`/accounts/${line.accountId}`} size="sm">
                  {line.accountName}
                </Anchor>
              )}
              <Text size="sm">{line.text}</Text>
              <Badge variant="default" tt="none">
                {t('meetings.addedBy', { who: line.addedBy ?? '—' })}
              </Badge>
              {!isFrozen && (
                <Button
                  size="compact-xs"
                  variant="subtle"
                  className="no-print"
                  aria-label={t('meetings.removeNamed', { text: line.text })}
                  onClick={() => remove.mutate(line.agendaItemId)}
                >
                  {t('meetings.remove')}
                </Button>
              )}
            </Group>
          ))}
        </Stack>
      )}
      {!isFrozen && <NewLine meetingId={meetingId} />}
    </>
  );
}

function NewLine({ meetingId }: { meetingId: number | undefined }) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [company, setCompany] = useState<string | null>(null);
  const add = useAddLine(() => {
    setText('');
    setCompany(null);
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    add.mutate({
      text,
      ...(company === null ? {} : { accountId: Number(company) }),
      ...(meetingId === undefined ? {} : { meetingId }),
    });
  };
  return (
    <form onSubmit={submit} className="no-print">
      <Group align="flex-end" mt="sm" gap="sm">
        <TextInput
          required
          maxLength={1000}
          label={t('meetings.addLine')}
          placeholder={t('meetings.addLineExample')}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          style={{ flex: '2 1 16rem' }}
        />
        <CompanySelect label={t('meetings.addCompany')} chosen={company} choose={setCompany} />
        <Button type="submit" variant="default" loading={add.isPending}>
          {t('meetings.add')}
        </Button>
      </Group>
    </form>
  );
}
