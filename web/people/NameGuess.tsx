import { Alert, Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { sayFailed, sayUndoable } from '../parts/notices.tsx';
import { undoPersonEdit } from './EditPerson.tsx';
import type { PersonData } from './PersonPage.tsx';

/** A name that was written in one piece and may be cut elsewhere: one tap decides where. */
export function NameGuess({ data: { person, mayEdit } }: { data: PersonData }) {
  const { t } = useTranslation();
  const decide = useMutation({
    mutationFn: (name: string) =>
      answer<{ bulkEditId: number }>(
        api.PATCH('/api/people/{id}', {
          params: { path: { id: person.person_id } },
          body: { name, unpin: [] } as never,
        }),
      ),
    onSuccess: ({ bulkEditId }) => {
      sayUndoable(t('imports.saved'), () => undoPersonEdit(bulkEditId));
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  if (!person.is_name_guess) return null;
  return (
    <Alert color="yellow" mb="md" title={t('people.nameGuess.mark')} className="no-print">
      {mayEdit && (
        <>
          <Text size="sm" mb="xs">
            {t('people.nameGuess.ask')}
          </Text>
          <Group gap="xs">
            {cutsOf(person.family, person.given).map((name) => (
              <Button
                key={name}
                variant="default"
                size="xs"
                loading={decide.isPending}
                onClick={() => decide.mutate(name)}
              >
                {name === person.name ? t('people.nameGuess.right', { name }) : name}
              </Button>
            ))}
          </Group>
        </>
      )}
    </Alert>
  );
}

/** Every place where the family name may end, today's first. */
function cutsOf(family: string, given: string): string[] {
  const characters = [...family, ...given];
  const cuts = characters.slice(1).map((_, at) => [characters.slice(0, at + 1), characters.slice(at + 1)]);
  const names = cuts.map((parts) => parts.map((part) => part.join('')).join(' '));
  return [...new Set([`${family} ${given}`, ...names])].slice(0, cutsMax);
}
const cutsMax = 5;
