import { Group, NumberInput, Select, Stack, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { TimeSpan } from '../settings/TimeSpan.tsx';
import type { Editing, Plan } from './routing.ts';

type Terms = Plan['members'][string];
const none: Terms = { capacity: null, hours: null };
const shortDay = { from: 9 * 60, to: 16 * 60 };

/** How much each person can hold at once, and hours of those who do not work the company's. */
export function TermsTable({ plan, choices, isFixed, change }: Editing) {
  const { t } = useTranslation();
  const set = (id: string, part: Partial<Terms>) => {
    const terms = { ...none, ...plan.members[id], ...part };
    const { [id]: _, ...others } = plan.members;
    change({ members: terms.capacity === null && terms.hours === null ? others : { ...others, [id]: terms } });
  };
  return (
    <Stack gap="xs">
      <Text size="sm" c="dimmed">
        {t('routing.termsHint')}
      </Text>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={t('routing.terms')}>
        <Table className="mori-table">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('routing.who')}</Table.Th>
              <Table.Th>{t('routing.capacity')}</Table.Th>
              <Table.Th>{t('routing.hours')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {choices.members.map(({ id, name }) => {
              const { capacity, hours } = plan.members[id] ?? none;
              return (
                <Table.Tr key={id}>
                  <Table.Td>{name}</Table.Td>
                  <Table.Td>
                    <NumberInput
                      size="xs"
                      w={90}
                      min={1}
                      disabled={isFixed}
                      aria-label={`${name} ${t('routing.capacity')}`}
                      placeholder={t('routing.noLimit')}
                      value={capacity ?? ''}
                      onChange={(value) => set(id, { capacity: typeof value === 'number' ? value : null })}
                    />
                  </Table.Td>
                  <Table.Td>
                    <Group gap="xs" wrap="nowrap">
                      <Select
                        size="xs"
                        w={150}
                        allowDeselect={false}
                        disabled={isFixed}
                        aria-label={`${name} ${t('routing.hours')}`}
                        value={hours ? 'own' : 'company'}
                        data={[
                          { value: 'company', label: t('routing.companyHours') },
                          { value: 'own', label: t('routing.ownHours') },
                        ]}
                        onChange={(value) => set(id, { hours: value === 'own' ? shortDay : null })}
                      />
                      {hours && (
                        <TimeSpan
                          size="xs"
                          name={name}
                          span={hours}
                          isFixed={isFixed}
                          onChange={(span) => set(id, { hours: span })}
                        />
                      )}
                    </Group>
                  </Table.Td>
                </Table.Tr>
              );
            })}
          </Table.Tbody>
        </Table>
      </div>
    </Stack>
  );
}
