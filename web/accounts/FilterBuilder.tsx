import { ActionIcon, Button, Checkbox, Group, Paper, SegmentedControl, Select, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export type Condition = { field: string; op: string; value: string; isNot: boolean };
export type FilterState = { quick: string[]; match: 'and' | 'or'; conditions: Condition[] };
export const noFilter: FilterState = { quick: [], match: 'and', conditions: [] };

const fields = [
  'name',
  'prefecture',
  'industry',
  'employees',
  'class',
  'tier',
  'ownerName',
  'people',
  'deciders',
  'openDeals',
  'wonDeals',
  'lastActivityOn',
  'revenue36m',
  'targetStatus',
  'corporateNumber',
  'sources',
] as const;
const ops = ['contains', 'eq', 'ne', 'gte', 'lte', 'empty', 'filled'] as const;
const numeric = new Set(['employees', 'people', 'deciders', 'openDeals', 'wonDeals', 'revenue36m', 'sources']);

/** The filter the server understands: one-tap filters and the built conditions, joined by AND. */
export function toServerFilter(state: FilterState): object | undefined {
  const built = state.conditions
    .filter((one) => one.op === 'empty' || one.op === 'filled' || one.value.trim() !== '')
    .map((one) => {
      const value = numeric.has(one.field) ? Number(one.value.replace(/[,,]/g, '')) : one.value.trim();
      const condition = {
        field: one.field,
        op: one.op,
        ...(one.op === 'empty' || one.op === 'filled' ? {} : { value }),
      };
      return one.isNot ? { not: condition } : condition;
    });
  const parts = [...state.quick.map((quick) => ({ quick })), ...(built.length > 0 ? [{ [state.match]: built }] : [])];
  return parts.length === 0 ? undefined : { and: parts };
}

export function FilterBuilder({ state, onChange }: { state: FilterState; onChange: (state: FilterState) => void }) {
  const { t } = useTranslation();
  const set = (index: number, changes: Partial<Condition>) =>
    onChange({
      ...state,
      conditions: state.conditions.map((one, at) => (at === index ? { ...one, ...changes } : one)),
    });
  const fieldWord = (field: string) => t(`accounts.${field === 'ownerName' ? 'owner' : field}`);
  return (
    <Paper withBorder p="sm" mb="md">
      <Stack gap="xs">
        {state.conditions.length > 1 && (
          <SegmentedControl
            size="xs"
            w="fit-content"
            value={state.match}
            onChange={(match) => onChange({ ...state, match: match as 'and' | 'or' })}
            data={[
              { value: 'and', label: t('accounts.match.and') },
              { value: 'or', label: t('accounts.match.or') },
            ]}
          />
        )}
        {state.conditions.map((one, index) => (
          <Group key={`${index}`} gap="xs">
            <Select
              size="xs"
              w={150}
              aria-label={t('accounts.filter')}
              allowDeselect={false}
              value={one.field}
              data={fields.map((value) => ({ value, label: fieldWord(value) }))}
              onChange={(field) => field && set(index, { field })}
            />
            <Select
              size="xs"
              w={110}
              aria-label={t('accounts.ops.eq')}
              allowDeselect={false}
              value={one.op}
              data={ops.map((value) => ({ value, label: t(`accounts.ops.${value}`) }))}
              onChange={(op) => op && set(index, { op })}
            />
            {one.op !== 'empty' && one.op !== 'filled' && (
              <TextInput
                size="xs"
                w={160}
                aria-label={fieldWord(one.field)}
                value={one.value}
                onChange={(event) => set(index, { value: event.currentTarget.value })}
              />
            )}
            <Checkbox
              size="xs"
              label={t('accounts.not')}
              checked={one.isNot}
              onChange={(event) => set(index, { isNot: event.currentTarget.checked })}
            />
            <ActionIcon
              size="sm"
              variant="subtle"
              color="gray"
              aria-label={t('common.remove')}
              onClick={() => onChange({ ...state, conditions: state.conditions.filter((_, at) => at !== index) })}
            >
              ×
            </ActionIcon>
          </Group>
        ))}
        <Button
          size="compact-xs"
          variant="light"
          w="fit-content"
          onClick={() =>
            onChange({
              ...state,
              conditions: [...state.conditions, { field: 'industry', op: 'contains', value: '', isNot: false }],
            })
          }
        >
          {t('accounts.addCondition')}
        </Button>
      </Stack>
    </Paper>
  );
}
