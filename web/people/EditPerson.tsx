import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { FollowFiles } from '../parts/FollowFiles.tsx';
import { sayDone, sayFailed } from '../parts/notices.tsx';
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
export function EditPerson({ data: { person, overrides } }: { data: PersonData }) {
  const { t } = useTranslation();
  const [isOpen, modal] = useDisclosure();
  const [changes, setChanges] = useState<Partial<Record<Attribute, string | null>>>({});
  const [unpin, setUnpin] = useState<string[]>([]);
  const save = useMutation({
    mutationFn: () =>
      answer(
        api.PATCH('/api/people/{id}', {
          params: { path: { id: person.person_id } },
          body: { ...changes, unpin } as never,
        }),
      ),
    onSuccess: () => {
      modal.close();
      setChanges({});
      setUnpin([]);
      sayDone(t('imports.saved'));
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  const decided = fields.filter(([attribute]) => overrides.some((one) => one.attribute === attribute));
  return (
    <>
      <Button variant="default" onClick={modal.open}>
        {t('account.edit')}
      </Button>
      <Modal
        opened={isOpen}
        onClose={modal.close}
        title={t('account.edit')}
        closeButtonProps={{ 'aria-label': t('common.close') }}
      >
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
              <Button
                type="submit"
                loading={save.isPending}
                disabled={Object.keys(changes).length + unpin.length === 0}
              >
                {t('common.save')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
