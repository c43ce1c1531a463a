import { Anchor } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRight } from '../session/me.ts';

/** The name of a deal; to who may read deals it opens how the deal came to where it stands. */
export function DealName({ name, open }: { name: string; open: () => void }) {
  const { t } = useTranslation();
  const mayRead = useRight('deals.read');
  if (!mayRead) return name;
  return (
    <Anchor
      component="button"
      type="button"
      fz="inherit"
      ta="left"
      aria-label={t('deals.openHistory', { name })}
      onClick={open}
    >
      {name}
    </Anchor>
  );
}
