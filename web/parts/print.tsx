import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';
import { useTranslation } from 'react-i18next';

/** Prints the page as it stands, or in the way that it is given. */
export function PrintButton({ print, isPreparing }: { print?: () => void; isPreparing?: boolean }) {
  const { t } = useTranslation();
  return (
    <Button variant="default" loading={isPreparing ?? false} onClick={print ?? (() => window.print())}>
      {t('common.print')}
    </Button>
  );
}

/** True while the page is being printed: paper shows at once what the screen keeps behind tabs. */
export function usePrinting(): boolean {
  const [isPrinting, setIsPrinting] = useState(false);
  useEffect(() => {
    // The browser takes the page as it stands when the event returns.
    const begin = () => flushSync(() => setIsPrinting(true));
    const end = () => setIsPrinting(false);
    window.addEventListener('beforeprint', begin);
    window.addEventListener('afterprint', end);
    return () => {
      window.removeEventListener('beforeprint', begin);
      window.removeEventListener('afterprint', end);
    };
  }, []);
  return isPrinting;
}
