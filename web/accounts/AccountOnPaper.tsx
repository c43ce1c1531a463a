import { Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AccountFacts } from './AccountFacts.tsx';
import type { AccountData } from './AccountPage.tsx';
import { DealTable, OrderTable, ProductTable } from './AccountTables.tsx';
import { PeopleTable } from './PeopleTable.tsx';

/** What a sales person takes along: facts, people, deals, orders and products one below the other. */
export function AccountOnPaper({ data }: { data: AccountData }) {
  const { t } = useTranslation();
  const sections = [
    ['people', data.people.length, <PeopleTable key="people" people={data.people} isOnPaper />],
    ['deals', data.deals.length, <DealTable key="deals" deals={data.deals} />],
    [
      'orders',
      data.orders.length,
      <OrderTable key="orders" orders={data.orders} seesGrossProfit={data.seesGrossProfit} />,
    ],
    [
      'products',
      data.products.length,
      <ProductTable key="products" products={data.products} seesGrossProfit={data.seesGrossProfit} />,
    ],
  ] as const;
  return (
    <>
      <AccountFacts data={data} />
      {sections
        .filter(([, rows]) => rows > 0)
        .map(([name, , table]) => (
          <section key={name}>
            <Title order={2} mt="lg" mb="xs">
              {t(`account.${name}`)}
            </Title>
            {table}
          </section>
        ))}
    </>
  );
}
