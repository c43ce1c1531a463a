import { Anchor, Tabs, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PageHeader } from '../parts/PageHeader.tsx';
import { useRight } from '../session/me.ts';
import { AuditTable } from './AuditTable.tsx';
import { FiscalStart } from './FiscalStart.tsx';
import { ErasureTable } from './ErasureTable.tsx';
import { HandoverSettings } from './HandoverSettings.tsx';
import { MemberTable } from './MemberTable.tsx';
import { MatchModels } from '../match-models/MatchModels.tsx';
import { OfferSettings } from '../offers/OfferSettings.tsx';
import { ReferenceLoads } from '../register/ReferenceLoads.tsx';
import { DealPhases } from './DealPhases.tsx';
import { DeclaredSources } from './DeclaredSources.tsx';
import { StageTables } from './StageTables.tsx';
import { Tokens } from './Tokens.tsx';

/** The tab that a link names. */
const tabOfAddress = () => new URLSearchParams(location.search).get('tab') ?? 'members';

export function SettingsPage() {
  const { t } = useTranslation();
  const mayErase = useRight('people.erase');
  const mayAudit = useRight('audit.read');
  const mayMatch = useRight('matching.redecide');
  return (
    <>
      <PageHeader
        title={t('settings.title')}
        actions={
          <Anchor href="/api/docs/" target="_blank" size="sm">
            {t('settings.apiDocs')}
          </Anchor>
        }
      />
      <Tabs defaultValue={tabOfAddress()} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="members">{t('settings.members')}</Tabs.Tab>
          <Tabs.Tab value="handovers">{t('settings.handovers')}</Tabs.Tab>
          <Tabs.Tab value="offers">{t('offers.title')}</Tabs.Tab>
          <Tabs.Tab value="stages">{t('settings.stageTables')}</Tabs.Tab>
          <Tabs.Tab value="fiscal">{t('settings.fiscal')}</Tabs.Tab>
          <Tabs.Tab value="register">{t('register.title')}</Tabs.Tab>
          {mayMatch && <Tabs.Tab value="matching">{t('settings.valuesAndMatching')}</Tabs.Tab>}
          <Tabs.Tab value="tokens">{t('settings.tokens')}</Tabs.Tab>
          {mayErase && <Tabs.Tab value="erasures">{t('people.erasure.list')}</Tabs.Tab>}
          {mayAudit && <Tabs.Tab value="audit">{t('settings.audit')}</Tabs.Tab>}
        </Tabs.List>
        <Tabs.Panel value="members">
          <MemberTable />
        </Tabs.Panel>
        <Tabs.Panel value="handovers">
          <HandoverSettings />
        </Tabs.Panel>
        <Tabs.Panel value="offers">
          <OfferSettings />
        </Tabs.Panel>
        <Tabs.Panel value="stages">
          <StageTables />
          <DealPhases />
        </Tabs.Panel>
        <Tabs.Panel value="fiscal">
          <FiscalStart />
        </Tabs.Panel>
        <Tabs.Panel value="register">
          <ReferenceLoads kind="register" />
          <Title order={2} mt="xl" mb="xs">
            {t('towns.title')}
          </Title>
          <ReferenceLoads kind="towns" />
        </Tabs.Panel>
        <Tabs.Panel value="matching">
          <DeclaredSources />
          <MatchModels />
        </Tabs.Panel>
        <Tabs.Panel value="tokens">
          <Tokens />
        </Tabs.Panel>
        <Tabs.Panel value="erasures">
          <ErasureTable />
        </Tabs.Panel>
        <Tabs.Panel value="audit">
          <AuditTable />
        </Tabs.Panel>
      </Tabs>
    </>
  );
}
