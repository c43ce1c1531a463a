import { TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { EditValues, ValuesForm } from '../parts/EditValues.tsx';
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
export const EditPerson = ({ data }: { data: PersonData }) => (
  <EditValues form={(close) => <PersonForm data={data} close={close} />} />
);

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
    <ValuesForm save={save} isChanged={Object.keys(changes).length + unpin.length > 0}>
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
    </ValuesForm>
  );
}

export const undoPersonEdit = (bulkEditId: number) =>
  answer(api.POST('/api/people/edits/{id}/undo', { params: { path: { id: bulkEditId } } }));
