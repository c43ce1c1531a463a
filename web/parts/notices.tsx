import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import i18next from 'i18next';
import { queryClient } from '../api/client.ts';

/** Says what was done, or why it was not, in the server's own sentence. */
export function sayDone(message: string): void {
  notifications.show({ message, color: 'teal', autoClose: 5_000, closeButtonProps: closeButton() });
}

const shownOf = new Map<string, string>();

/**
 * Says what was done and offers to take it back; the offer stays for a while. Of one `series` only the last offer stands, so that many of them
 * hide nothing and nobody takes back another one than they mean.
 */
export function sayUndoable(message: string, undo: () => Promise<unknown>, series?: string): void {
  const takeBack = async () => {
    notifications.update({
      id,
      loading: true,
      autoClose: false,
      withCloseButton: false,
      message: i18next.t('common.undoing'),
    });
    await undo().then(() => sayDone(i18next.t('common.undone')), sayFailed);
    notifications.hide(id);
    void queryClient.invalidateQueries();
  };
  const id = notifications.show({
    autoClose: 20_000,
    closeButtonProps: closeButton(),
    color: 'teal',
    message: (
      <Group justify="space-between" wrap="nowrap">
        {message}
        <Button size="compact-xs" variant="default" style={{ flexShrink: 0 }} onClick={takeBack}>
          {i18next.t('common.undo')}
        </Button>
      </Group>
    ),
  });
  if (series === undefined) return;
  hideOffer(series);
  shownOf.set(series, id);
}

/** Takes the last offer of a series away, as when it was taken back in another way. */
export function hideOffer(series: string): void {
  const shown = shownOf.get(series);
  if (shown !== undefined) notifications.hide(shown);
}

export function sayFailed(error: unknown): void {
  notifications.show({
    title: i18next.t('common.failed'),
    message: error instanceof Error ? error.message : String(error),
    color: 'red',
    autoClose: 12_000,
    closeButtonProps: closeButton(),
  });
}

const closeButton = () => ({ 'aria-label': i18next.t('common.close') });
