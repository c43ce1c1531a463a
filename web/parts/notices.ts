import { notifications } from '@mantine/notifications';
import i18next from 'i18next';

/** Says what was done, or why it was not, in the server's own sentence. */
export function sayDone(message: string): void {
  notifications.show({ message, color: 'teal', autoClose: 5_000 });
}

export function sayFailed(error: unknown): void {
  notifications.show({
    title: i18next.t('common.failed'),
    message: error instanceof Error ? error.message : String(error),
    color: 'red',
    autoClose: 12_000,
  });
}
