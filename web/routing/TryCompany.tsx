import { Badge, List, Paper, Select, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api } from '../api/client.ts';
import { CompanySelect } from '../parts/CompanySelect.tsx';
import { moment } from '../parts/format.ts';
import { Loaded } from '../parts/States.tsx';
import { receiverName, type Plan, type Trial } from './routing.ts';

/** 誰に渡る? One company under the rules being edited, with every step of the reasoning. */
export function TryCompany({ plan, products }: { plan: Plan; products: string[] }) {
  const { t, i18n } = useTranslation();
  const [chosen, setChosen] = useState<string | null>(null);
  const [product, setProduct] = useState<string | null>(null);
  const trial = useQuery({
    queryKey: ['routing', 'try', chosen, product, plan],
    enabled: chosen !== null,
    queryFn: () => answer<Trial>(api.POST('/api/routing/try', { body: { accountId: Number(chosen), product, plan } })),
  });
  return (
    <Paper withBorder p="md" component="section" aria-label={t('routing.try')}>
      <Stack gap="sm">
        <Title order={2}>{t('routing.try')}</Title>
        <Text size="sm" c="dimmed">
          {t('routing.tryHint')}
        </Text>
        <CompanySelect label={t('routing.company')} chosen={chosen} choose={setChosen} />
        {products.length > 0 && (
          <Select
            searchable
            clearable
            label={t('routing.product')}
            value={product}
            onChange={setProduct}
            data={products}
          />
        )}
        {chosen !== null && (
          <Loaded query={trial}>
            {({ receiver, dueAt, because, clash }) => (
              <Stack gap={6} aria-live="polite">
                <Text fw={650} size="lg">
                  {t('routing.goesTo', { name: receiverName(receiver, t) })}
                </Text>
                <Text size="sm">{t('routing.until', { at: moment(dueAt) })}</Text>
                <List size="sm" spacing={2} type="ordered">
                  {because.map((reason) => (
                    <List.Item key={reason.en}>{i18n.language === 'ja' ? reason.ja : reason.en}</List.Item>
                  ))}
                </List>
                {clash.map((name) => (
                  <Badge key={name} color="orange" variant="light" tt="none">
                    {t('routing.clash', { name })}
                  </Badge>
                ))}
              </Stack>
            )}
          </Loaded>
        )}
      </Stack>
    </Paper>
  );
}
