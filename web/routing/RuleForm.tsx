import {
  Button,
  Group,
  Modal,
  MultiSelect,
  NumberInput,
  Select,
  SimpleGrid,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { prefectures } from '#core/contact/prefectures.ts';
import { commonQueue, type Choices, type Plan, type Rule } from './routing.ts';

const kinds = ['owner', 'member', 'pool', 'agency', 'queue'] as const;
type Kind = (typeof kinds)[number];

/** One rule: what it is called, when it speaks, and where it leads. */
export function RuleForm({
  rule,
  plan,
  choices,
  onKeep,
  onClose,
}: {
  rule: Rule;
  plan: Plan;
  choices: Choices;
  onKeep: (rule: Rule) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [given, setGiven] = useState(rule);
  const { when, to } = given;
  const [kind, setKind] = useState<Kind>(to.kind);
  const receivers = {
    owner: [],
    member: choices.members.map(({ id, name }) => ({ value: id, label: name })),
    agency: choices.agencies.map(({ id, name }) => ({ value: id, label: name })),
    pool: [
      { value: commonQueue, label: t('routing.insideSales') },
      ...plan.pools.map(({ poolId, name }) => ({ value: poolId, label: name })),
    ],
    queue: ['inside_sales', 'sales_manager'].map((value) => ({ value, label: t(`routing.queues.${value}`) })),
  } satisfies Record<Kind, { value: string; label: string }[]>;
  const receiver = to.kind === kind && to.kind !== 'owner' ? to.id : null;
  const setList = (name: 'prefectures' | 'industries' | 'products') => (list: string[]) => {
    const { [name]: _, ...rest } = when;
    setGiven({ ...given, when: list.length > 0 ? { ...rest, [name]: list } : rest });
  };
  const setSize = (end: 'from' | 'to') => (value: number | string) => {
    const { employees = {}, ...rest } = when;
    const { [end]: _, ...other } = employees;
    const size = typeof value === 'number' ? { ...other, [end]: value } : other;
    setGiven({ ...given, when: Object.keys(size).length > 0 ? { ...rest, employees: size } : rest });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onKeep({ ...given, name: given.name.trim(), to: kind === 'owner' ? { kind } : to });
  };
  const lists = [
    ['prefectures', prefectures],
    ['industries', choices.industries],
    ['products', choices.products],
  ] as const;
  return (
    <Modal opened onClose={onClose} title={t('routing.editRule')} size="lg">
      <form onSubmit={submit}>
        <Stack>
          <TextInput
            required
            data-autofocus
            maxLength={60}
            label={t('routing.name')}
            value={given.name}
            onChange={(event) => setGiven({ ...given, name: event.currentTarget.value })}
          />
          <Text size="sm" fw={600}>
            {t('routing.when')}
          </Text>
          {lists.map(([name, data]) => (
            <MultiSelect
              key={name}
              searchable
              clearable
              hidePickedOptions
              label={t(`routing.${name}`)}
              placeholder={when[name] ? '' : t('routing.any')}
              data={[...new Set([...data, ...(when[name] ?? [])])]}
              value={when[name] ?? []}
              onChange={setList(name)}
            />
          ))}
          <SimpleGrid cols={2}>
            {(['from', 'to'] as const).map((end) => (
              <NumberInput
                key={end}
                min={0}
                thousandSeparator=","
                label={t(end === 'from' ? 'routing.employeesFrom' : 'routing.employeesTo')}
                placeholder={t('routing.any')}
                value={when.employees?.[end] ?? ''}
                onChange={setSize(end)}
              />
            ))}
          </SimpleGrid>
          <Text size="sm" fw={600}>
            {t('routing.to')}
          </Text>
          <SimpleGrid cols={{ base: 1, xs: 2 }}>
            <Select
              aria-label={t('routing.to')}
              allowDeselect={false}
              value={kind}
              data={kinds.map((value) => ({ value, label: t(`routing.kinds.${value}`) }))}
              onChange={(value) => value && setKind(value as Kind)}
            />
            {kind !== 'owner' && (
              <Select
                required
                searchable
                aria-label={t(`routing.receiver.${kind}`)}
                placeholder={t(`routing.receiver.${kind}`)}
                value={receiver}
                data={receivers[kind]}
                onChange={(id) => id && setGiven({ ...given, to: { kind, id } })}
              />
            )}
          </SimpleGrid>
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" disabled={kind !== 'owner' && !receiver}>
              {t('common.apply')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
