import { Accordion, Button, Grid, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRight } from '../session/me.ts';
import { DryRunPanel } from './DryRunPanel.tsx';
import { PoolEditor } from './PoolEditor.tsx';
import type { Editing, Plan, Routing } from './routing.ts';
import { RuleList } from './RuleList.tsx';
import { TermsTable } from './TermsTable.tsx';
import { TryCompany } from './TryCompany.tsx';

/** The rules being edited, one company to try them on, and last month to try them on before they are saved. */
export function RuleEditor({ routing, start, onSettled }: { routing: Routing; start: Plan; onSettled: () => void }) {
  const { t } = useTranslation();
  const mayEdit = useRight('routing.edit');
  const [plan, setPlan] = useState(start);
  const isChanged = JSON.stringify(plan) !== JSON.stringify(routing.plan);
  const editing: Editing = {
    plan,
    choices: routing.choices,
    isFixed: !mayEdit,
    change: (part) => setPlan({ ...plan, ...part }),
  };
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, lg: 7 }}>
        <Stack>
          {!mayEdit && (
            <Text size="sm" c="dimmed">
              {t('routing.readOnly')}
            </Text>
          )}
          <RuleList {...editing} />
          <Accordion variant="contained" order={2} multiple>
            <Accordion.Item value="pools">
              <Accordion.Control>{t('routing.pools')}</Accordion.Control>
              <Accordion.Panel>
                <PoolEditor {...editing} />
              </Accordion.Panel>
            </Accordion.Item>
            <Accordion.Item value="terms">
              <Accordion.Control>
                {t('common.advanced')}: {t('routing.terms')}
              </Accordion.Control>
              <Accordion.Panel>
                <TermsTable {...editing} />
              </Accordion.Panel>
            </Accordion.Item>
          </Accordion>
          {isChanged && (
            <Group justify="flex-end">
              <Button
                variant="default"
                onClick={() => {
                  setPlan(routing.plan);
                  onSettled();
                }}
              >
                {t('routing.discard')}
              </Button>
            </Group>
          )}
        </Stack>
      </Grid.Col>
      <Grid.Col span={{ base: 12, lg: 5 }}>
        <Stack>
          <TryCompany plan={plan} products={routing.choices.products} />
          {isChanged && <DryRunPanel plan={plan} basedOn={routing.version} onSaved={onSettled} />}
        </Stack>
      </Grid.Col>
    </Grid>
  );
}
