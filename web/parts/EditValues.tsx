import { Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from './Dialog.tsx';

/** Opens a window over the page in which values of a company or person are decided. */
export function EditValues({ form }: { form: (close: () => void) => ReactNode }) {
  const { t } = useTranslation();
  const [isOpen, dialog] = useDisclosure();
  return (
    <>
      <Button variant="default" onClick={dialog.open}>
        {t('account.edit')}
      </Button>
      <Dialog opened={isOpen} title={t('account.edit')} close={dialog.close}>
        {form(dialog.close)}
      </Dialog>
    </>
  );
}

/** The fields of such a window between what a decision means and the button that keeps it. */
export function ValuesForm({
  save,
  isChanged,
  children,
}: {
  save: { readonly mutate: () => void; readonly isPending: boolean };
  isChanged: boolean;
  children: ReactNode;
}) {
  const { t } = useTranslation();
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
        {children}
        <Group justify="flex-end">
          <Button type="submit" loading={save.isPending} disabled={!isChanged}>
            {t('common.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
