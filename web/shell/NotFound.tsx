import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Empty } from '../parts/States.tsx';

/** An address that leads nowhere, in the language of the page, with a way on. */
export function NotFound() {
  return <Elsewhere reason="notFound" />;
}

/** A screen that the role of whoever looks has no right to: none of its buttons would do anything. */
export function NotYours() {
  return <Elsewhere reason="notYours" />;
}

function Elsewhere({ reason }: { reason: 'notFound' | 'notYours' }) {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t(`nav.${reason}`)} />
      <Empty
        action={
          <Anchor component={Link} to="/">
            {t('nav.toHome')}
          </Anchor>
        }
      >
        {t(`nav.${reason}Text`)}
      </Empty>
    </>
  );
}
