import { Badge, Group, Paper, SimpleGrid, Stack, Table, Text, Title, UnstyledButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { FactLine } from '../parts/FactLine.tsx';
import { count, listed, thousandYen } from '../parts/format.ts';
import { shownPhone } from '../parts/phone.ts';
import { LostValues, useToldValues } from '../parts/told-values.tsx';
import { Remarks } from '../parts/Remarks.tsx';
import { RegisterCard } from '../register/RegisterFacts.tsx';
import { useRight } from '../session/me.ts';
import type { AccountData } from './AccountPage.tsx';

type Origin = { source: string; on: string };
export type AccountValues = {
  account_id: number;
  name: string;
  class: string | null;
  tier: string | null;
  industry: string | null;
  prefecture: string | null;
  agency_role: string | null;
  agency_id: number | null;
  agency_area: string | null;
  hold_reason: string | null;
  owner_id: number | null;
  employees: number | null;
  phone: string | null;
  website: string | null;
  is_on_hold: boolean;
  kind: string;
  tags: string[];
  memos: string[];
  former_names: string[];
  provenance: Record<string, Origin>;
  declared: readonly string[];
  [column: string]: unknown;
};

const facts = [
  ['name', 'name', 'accounts.name'],
  ['corporate_number', 'corporateNumber', 'accounts.corporateNumber'],
  ['tdb_code', 'tdbCode', 'account.tdbCode'],
  ['tsr_code', 'tsrCode', 'account.tsrCode'],
  ['duns_number', 'dunsNumber', 'account.dunsNumber'],
  ['lei', 'lei', 'account.lei'],
  ['edinet_code', 'edinetCode', 'account.edinetCode'],
  ['kana', 'kana', 'account.kana'],
  ['english_name', 'englishName', 'account.englishName'],
  ['address', 'address', 'account.address'],
  ['phone', 'phone', 'account.phone'],
  ['website', 'website', 'account.website'],
  ['domain', 'domain', 'account.domain'],
  ['industry', 'industry', 'accounts.industry'],
  ['employees', 'employees', 'accounts.employees'],
  ['revenue_yen', 'revenue', 'account.revenueField'],
  ['capital_yen', 'capital', 'account.capital'],
  ['founded_on', 'foundedOn', 'account.founded'],
  ['parent_name', 'parentName', 'account.parent'],
  ['trade_account_opened_on', 'tradeAccountOpenedOn', 'account.tradeOpened'],
  ['agency_role', 'agencyRole', 'account.agencyRole'],
  ['agency_area', 'agencyArea', 'account.agencyArea'],
  ['hold_reason', 'holdReason', 'account.holdReason'],
] as const;

/** The agency that a company is sold to through, with the way to its page for whoever may see it. */
function AgencyName({ data: { account, agencyName } }: { data: AccountData }) {
  const isOurs = useRight('targets.read');
  if (!isOurs || account.agency_id === null) return agencyName;
  return (
    <Link to="/accounts/$id" params={{ id: String(account.agency_id) }}>
      {agencyName}
    </Link>
  );
}

/** Each value with where it comes from and of when; a pinned one with who decided it. */
export function AccountFacts({ data, openOrders }: { data: AccountData; openOrders?: () => void }) {
  const { t } = useTranslation();
  const { account, overrides } = data;
  const value36m =
    data.seesGrossProfit && data.rollup?.gross_profit_36m_yen !== null
      ? data.rollup?.gross_profit_36m_yen
      : data.rollup?.revenue_36m_yen;
  const pinned = new Map(overrides.map((override) => [override.attribute, override]));
  const told = useToldValues('account', account.account_id);
  const shown = facts.filter(
    ([column, attribute]) =>
      // The name is the title of the page: a line of its own only where rows write it otherwise.
      (column !== 'name' || told.lostOf(attribute, account.name).length > 0) &&
      account[column] !== null &&
      account[column] !== undefined &&
      account[column] !== '',
  );
  const dealings = [
    ['owner_id', 'accounts.owner', data.ownerName, account.provenance.ownerName],
    ['tier', 'accounts.tier', account.tier && t(`accounts.tiers.${account.tier}`), undefined],
    ['agency_id', 'accounts.agency', data.agencyName && <AgencyName data={data} />, undefined],
  ] as const;
  const held = dealings.filter(([, , value]) => value);
  const show = (column: string, value: unknown) =>
    column.endsWith('_yen')
      ? `${thousandYen(value as number)} ${t('imports.thousand')}`
      : column === 'employees'
        ? t('common.people', { n: count(value as number) })
        : column === 'phone'
          ? shownPhone(String(value))
          : String(value);
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }}>
      <Paper withBorder p="md">
        {shown.length + held.length + account.former_names.length === 0 && (
          <Text size="sm" c="dimmed">
            {t('account.noFacts')}
          </Text>
        )}
        <Table className="mori-table facts">
          <Table.Tbody>
            {held.map(([pin, word, value, origin]) => (
              <FactLine key={pin} title={t(word)} decided={pinned.get(pin)} origin={origin}>
                {value}
              </FactLine>
            ))}
            {shown.map(([column, attribute, word]) => (
              <FactLine
                key={column}
                title={t(word)}
                decided={pinned.get(column)}
                origin={account.provenance[attribute]}
                reason={account.declared.includes(attribute) ? t('declaredSources.reason') : undefined}
                lost={
                  <LostValues
                    held={told.heldOf(attribute, account[column])}
                    told={told.lostOf(attribute, account[column])}
                    show={(value) => show(column, value)}
                  />
                }
              >
                {show(column, account[column])}
              </FactLine>
            ))}
            {account.former_names.length > 0 && (
              <FactLine title={t('register.formerNames')} decided={undefined} origin={undefined}>
                {listed(account.former_names)}
              </FactLine>
            )}
          </Table.Tbody>
        </Table>
        {told.button}
      </Paper>
      <Stack>
        <Paper withBorder p="md">
          <Title order={2} size="h3" mb={4}>
            {data.seesGrossProfit && data.rollup?.gross_profit_36m_yen !== null
              ? t('accounts.grossProfit36m')
              : t('accounts.revenue36m')}
          </Title>
          <Text fz={26} fw={650} style={{ fontVariantNumeric: 'tabular-nums' }}>
            {data.orders.length === 0 || !openOrders ? (
              thousandYen(value36m)
            ) : (
              <UnstyledButton c="teal" td="underline" fz="inherit" fw="inherit" onClick={openOrders}>
                {thousandYen(value36m)}
              </UnstyledButton>
            )}
          </Text>
        </Paper>
        <Remarks tags={account.tags} memos={account.memos} />
        <RegisterCard accountId={account.account_id} />
        {data.domains.length > 1 && (
          <Paper withBorder p="md">
            <Title order={2} size="h3" mb={4}>
              {t('account.domains')}
            </Title>
            <Group gap={6}>
              {data.domains.map((domain) => (
                <Badge key={domain} variant="light" color="gray" tt="none">
                  {domain}
                </Badge>
              ))}
            </Group>
          </Paper>
        )}
        {data.sites.length > 0 && (
          <Paper withBorder p="md">
            <Title order={2} size="h3" mb={4}>
              {t('account.sites')}
            </Title>
            {data.sites.map((site) => (
              <Text key={site.name} size="sm">
                {site.name}
                {site.address && (
                  <Text span c="dimmed" size="sm">
                    {' '}
                    {site.address}
                  </Text>
                )}
              </Text>
            ))}
          </Paper>
        )}
      </Stack>
    </SimpleGrid>
  );
}
