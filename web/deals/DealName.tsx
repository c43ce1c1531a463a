import { Anchor } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRight } from '../session/me.ts';
import { DealHistory } from './DealHistory.tsx';

/** The name of a deal; to who may read deals it opens how the deal came to where it stands. */
export function DealName({ dealId, name }: { dealId: string; name: string }) {
  const { t } = useTranslation();
  const mayRead = useRight('deals.read');
  const [isOpen, setIsOpen] = useState(false);
  if (!mayRead) return name;
  return (
    <>
      <Anchor
        component="button"
        type="button"
        fz="inherit"
        ta="left"
        aria-label={t('deals.openHistory', { name })}
        onClick={() => setIsOpen(true)}
      >
        {name}
      </Anchor>
      {isOpen && <DealHistory dealId={dealId} name={name} close={() => setIsOpen(false)} />}
    </>
  );
}
