import { Anchor } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../parts/PageHeader.tsx';
import { Empty } from '../parts/States.tsx';

/** An address that leads nowhere, in the language of the page, with a way on. */
export function NotFound() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeader title={t('nav.notFound')} />
      <Empty
        action={
          <Anchor component={Link} to="/">
            {t('nav.toHome')}
          </Anchor>
        }
      >
        {t('nav.notFoundText')}
      </Empty>
    </>
  );
}
