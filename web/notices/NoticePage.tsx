import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../parts/PageHeader.tsx';
import { useRight } from '../session/me.ts';
import { EndpointList } from './EndpointList.tsx';
import { MyNotices } from './MyNotices.tsx';
import { NoticeLog } from './NoticeLog.tsx';

/** 通知: what this member is told where and when, what became of it, and the endpoints of the company. */
export function NoticePage() {
  const { t } = useTranslation();
  const mayRead = useRight('settings.read');
  return (
    <>
      <PageHeader title={t('notices.title')} lead={t('notices.lead')} />
      <Stack gap="xl">
        <MyNotices />
        <NoticeLog />
        {mayRead && <EndpointList />}
      </Stack>
    </>
  );
}
