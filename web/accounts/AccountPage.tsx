import { Alert, Anchor, Badge, Group, Tabs, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { MergedRow, OrderLine, PersonOfCompany, ProductCell, SiteLine } from '../../api/shapes.ts';
import { answer, api } from '../api/client.ts';
import { AccountAppointments } from '../appointments/AccountAppointments.tsx';
import { count, day } from '../parts/format.ts';
import { History } from '../parts/History.tsx';
import { MergedRows } from '../parts/MergedRows.tsx';
import { Notes, type NoteLine } from '../parts/Notes.tsx';
import { PageHeader } from '../parts/PageHeader.tsx';
import { usePart } from '../parts/part.ts';
import { PrintButton, usePrinting } from '../parts/print.tsx';
import { Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import { MergeWith } from '../reviews/MergeWith.tsx';
import { OwnDecisions } from '../reviews/OwnDecisions.tsx';
import { AccountFeedback } from '../feedback/AccountFeedback.tsx';
import { Timeline } from '../parts/Timeline.tsx';
import { NumberAlert } from '../register/NumberAlert.tsx';
import { RegisterAlert } from '../register/RegisterFacts.tsx';
import { AccountOnPaper } from './AccountOnPaper.tsx';
import { AccountFacts, type AccountValues } from './AccountFacts.tsx';
import { type AccountDeal, DealTable, OrderTable, ProductTable } from './AccountTables.tsx';
import { isColleague, PeopleTable } from './PeopleTable.tsx';
import { Departments, type Department } from './Departments.tsx';
import { EditAccount } from './EditAccount.tsx';
import { Nominate } from './Nominate.tsx';
import { FamilyPanel } from './FamilyPanel.tsx';

export type AccountData = {
  account: AccountValues;
  rollup: { gross_profit_36m_yen: number | null; revenue_36m_yen: number | null } | null;
  ownerName: string | null;
  formerOwner: { name: string; until: string } | null;
  agencyName: string | null;
  people: PersonOfCompany[];
  departments: Department[];
  deals: AccountDeal[];
  orders: OrderLine[];
  products: ProductCell[];
  sites: SiteLine[];
  domains: string[];
  notes: NoteLine[];
  overrides: { attribute: string; at: string; memberName: string | null }[];
  target: { status: string; tier: string | null } | null;
  rows: { rows: MergedRow[]; total: number };
  openReviews: { left_id: number }[];
  redirectedFrom: number | null;
  seesGrossProfit: boolean;
  mayEdit: boolean;
};

/** Tabs whose words stand with their noun. */
const tabWords: Readonly<Record<string, string>> = { family: 'family.tab', appointments: 'appointments.title' };

/** The company as one thing: facts with source and date, people, one timeline, deals, orders, products, and what is merged here and why. */
export function AccountPage() {
  const { t } = useTranslation();
  const { id } = useParams({ strict: false });
  const accountId = Number(id);
  const isPrinting = usePrinting();
  const isOurs = useRight('reviews.read');
  const [part, setTab] = usePart('facts');
  const account = useQuery({
    queryKey: ['account', accountId],
    queryFn: () => answer<AccountData>(api.GET('/api/accounts/{id}', { params: { path: { id: accountId } } })),
  });
  return (
    <Loaded query={account}>
      {(data) => {
        const tabs = [
          ['facts', undefined],
          ['people', data.people.filter(isColleague).length],
          ...(isOurs ? ([['family', undefined]] as const) : []),
          ['timeline', undefined],
          ['appointments', undefined],
          ['deals', data.deals.length],
          ['orders', data.orders.length],
          ['products', data.products.length],
          // How the company came together and what we say of it is ours alone.
          ...(isOurs
            ? ([
                ['merged', data.rows.total],
                ['notes', data.notes.length],
                ['history', undefined],
              ] as const)
            : []),
        ] as const;
        const tab = tabs.some(([name]) => name === part) ? part : 'facts';
        return (
          <>
            <PageHeader
              title={data.account.name}
              lead={
                <Group gap={6} component="span">
                  {data.target && (
                    <Badge tt="none" variant="light">
                      {[
                        t(`targets.statuses.${data.target.status}`),
                        data.target.tier && t(`accounts.tiers.${data.target.tier}`),
                      ]
                        .filter(Boolean)
                        .join(' · ')}
                    </Badge>
                  )}
                  {data.account.is_on_hold && (
                    <Badge tt="none" variant="light" color="orange">
                      {t('accounts.hold')}
                    </Badge>
                  )}
                  {data.account.class && (
                    <Badge tt="none" variant="light" color="gray">
                      {t(`accounts.classes.${data.account.class}`)}
                    </Badge>
                  )}
                  {data.account.agency_role && (
                    <Badge tt="none" variant="light" color="grape">
                      {data.account.agency_role}
                    </Badge>
                  )}
                  <span>
                    {[
                      data.account.industry,
                      data.account.prefecture,
                      data.ownerName && `${t('accounts.owner')}: ${data.ownerName}`,
                      data.formerOwner &&
                        t('accounts.formerOwner', {
                          name: data.formerOwner.name,
                          day: day(data.formerOwner.until),
                        }),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </span>
                </Group>
              }
              actions={
                <>
                  {data.mayEdit && (
                    <>
                      {data.target === null && <Nominate accountId={data.account.account_id} />}
                      <MergeWith kind="account" id={data.account.account_id} name={data.account.name} />
                      <EditAccount data={data} />
                    </>
                  )}
                  <PrintButton />
                </>
              }
            />
            {data.redirectedFrom !== null && (
              <Alert color="blue" mb="md">
                {t('account.mergedFrom')}
              </Alert>
            )}
            <RegisterAlert accountId={data.account.account_id} />
            <NumberAlert accountId={data.account.account_id} />
            {data.openReviews.length > 0 && (
              <Alert color="yellow" mb="md" py={6}>
                <Anchor href={`/reviews?about=${data.account.account_id}`} size="sm">
                  {t('account.openReviews', { n: data.openReviews.length })}
                </Anchor>
              </Alert>
            )}
            <AccountFeedback accountId={data.account.account_id} />
            {isPrinting && <AccountOnPaper data={data} />}
            <Tabs value={tab} onChange={(value) => setTab(value ?? 'facts')} keepMounted={false} className="no-print">
              <Tabs.List mb="md">
                {tabs.map(([name, number]) => (
                  <Tabs.Tab key={name} value={name}>
                    {t(tabWords[name] ?? `account.${name}`)}
                    {number !== undefined && (
                      <Text span size="xs" c="dimmed" lh={1}>
                        {' '}
                        {count(number)}
                      </Text>
                    )}
                  </Tabs.Tab>
                ))}
              </Tabs.List>
              <Tabs.Panel value="facts">
                <AccountFacts data={data} openOrders={() => setTab('orders')} />
              </Tabs.Panel>
              <Tabs.Panel value="people">
                <Departments departments={data.departments} />
                <PeopleTable people={data.people} />
              </Tabs.Panel>
              <Tabs.Panel value="family">
                <FamilyPanel accountId={data.account.account_id} name={data.account.name} />
              </Tabs.Panel>
              <Tabs.Panel value="timeline">
                <Timeline accountId={data.account.account_id} />
              </Tabs.Panel>
              <Tabs.Panel value="appointments">
                <AccountAppointments accountId={data.account.account_id} accountName={data.account.name} />
              </Tabs.Panel>
              <Tabs.Panel value="deals">
                <DealTable deals={data.deals} />
              </Tabs.Panel>
              <Tabs.Panel value="orders">
                <OrderTable orders={data.orders} seesGrossProfit={data.seesGrossProfit} />
              </Tabs.Panel>
              <Tabs.Panel value="products">
                <ProductTable products={data.products} seesGrossProfit={data.seesGrossProfit} />
              </Tabs.Panel>
              <Tabs.Panel value="merged">
                <MergedRows
                  kind="accounts"
                  id={data.account.account_id}
                  rows={data.rows.rows}
                  total={data.rows.total}
                />
              </Tabs.Panel>
              <Tabs.Panel value="notes">
                <Notes kind="accounts" id={data.account.account_id} notes={data.notes} mayEdit={data.mayEdit} />
              </Tabs.Panel>
              <Tabs.Panel value="history">
                <OwnDecisions kind="account" id={data.account.account_id} />
                <History kind="accounts" id={data.account.account_id} />
              </Tabs.Panel>
            </Tabs>
          </>
        );
      }}
    </Loaded>
  );
}
