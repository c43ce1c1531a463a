import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { FollowFiles } from '../parts/FollowFiles.tsx';
import { sayFailed, sayUndoable } from '../parts/notices.tsx';
import type { PersonData } from './PersonPage.tsx';

const fields = [
  ['name', 'people.name'],
  ['kana', 'people.kana'],
  ['department', 'people.department'],
  ['title', 'people.jobTitle'],
  ['email', 'people.email'],
  ['phone', 'people.phone'],
  ['mobile', 'people.mobile'],
] as const;
type Attribute = (typeof fields)[number][0];

/** Values a person decides; they beat every file until somebody lets them follow the files again. */
export function EditPerson({ data }: { data: PersonData }) {
  const { t } = useTranslation();
  const [isOpen, dialog] = useDisclosure();
  return (
    <>
      <Button variant="default" onClick={dialog.open}>
        {t('account.edit')}
      </Button>
      <Dialog opened={isOpen} title={t('account.edit')} close={dialog.close}>
        <PersonForm data={data} close={dialog.close} />
      </Dialog>
    </>
  );
}

/** Lives as long as the window is open: what was typed and left is gone with it. */
function PersonForm({ data: { person, overrides }, close }: { data: PersonData; close: () => void }) {
  const { t } = useTranslation();
  const [changes, setChanges] = useState<Partial<Record<Attribute, string | null>>>({});
  const [unpin, setUnpin] = useState<string[]>([]);
  const save = useMutation({
    mutationFn: () =>
      answer<{ bulkEditId: number }>(
        api.PATCH('/api/people/{id}', {
          params: { path: { id: person.person_id } },
          body: { ...changes, unpin } as never,
        }),
      ),
    onSuccess: ({ bulkEditId }) => {
      close();
      sayUndoable(t('imports.saved'), () => undoPersonEdit(bulkEditId));
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  const decided = fields.filter(([attribute]) => overrides.some((one) => one.attribute === attribute));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <Stack>
        <Text size="sm" c="dimmed">
          {t('people.editLead')}
        </Text>
        {fields.map(([attribute, word]) => (
          <TextInput
            key={attribute}
            label={t(word)}
            required={attribute === 'name'}
            disabled={unpin.includes(attribute)}
            defaultValue={person[attribute] ?? ''}
            onChange={(event) => setChanges({ ...changes, [attribute]: event.currentTarget.value || null })}
          />
        ))}
        <FollowFiles decided={decided} chosen={unpin} onChange={setUnpin} />
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending} disabled={Object.keys(changes).length + unpin.length === 0}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

export const undoPersonEdit = (bulkEditId: number) =>
  answer(api.POST('/api/people/edits/{id}/undo', { params: { path: { id: bulkEditId } } }));
