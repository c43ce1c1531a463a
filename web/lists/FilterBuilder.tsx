import { ActionIcon, Button, Checkbox, Group, Paper, SegmentedControl, Select, Stack, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { needsValue, opsFor, type Condition, type FilterField, type FilterState } from './filter.ts';

/** Conditions over the fields of a list: all or any of them, each of them turned round by 満たさない. */
export function FilterBuilder({
  noun,
  fields,
  state,
  onChange,
}: {
  noun: string;
  fields: readonly FilterField[];
  state: FilterState;
  onChange: (state: FilterState) => void;
}) {
  const { t } = useTranslation();
  const setConditions = (conditions: Condition[]) => onChange({ ...state, conditions });
  const first = fields[0]!;
  return (
    <Paper withBorder p="sm" mb="md">
      <Stack gap="xs">
        {state.conditions.length > 1 && (
          <SegmentedControl
            size="xs"
            w="fit-content"
            value={state.match}
            onChange={(match) => onChange({ ...state, match: match as 'and' | 'or' })}
            data={(['and', 'or'] as const).map((value) => ({ value, label: t(`lists.match.${value}`) }))}
          />
        )}
        {state.conditions.map((one, index) => (
          <ConditionLine
            key={`${index}`}
            noun={noun}
            fields={fields}
            condition={one}
            onChange={(changed) => setConditions(state.conditions.with(index, changed))}
            onRemove={() => setConditions(state.conditions.toSpliced(index, 1))}
          />
        ))}
        <Button
          size="compact-xs"
          variant="light"
          w="fit-content"
          onClick={() =>
            setConditions([...state.conditions, { field: first.name, op: opsFor(first)[0]!, value: '', isNot: false }])
          }
        >
          {t('lists.addCondition')}
        </Button>
      </Stack>
    </Paper>
  );
}

function ConditionLine({
  noun,
  fields,
  condition,
  onChange,
  onRemove,
}: {
  noun: string;
  fields: readonly FilterField[];
  condition: Condition;
  onChange: (condition: Condition) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const field = fields.find((one) => one.name === condition.field);
  const set = (changes: Partial<Condition>) => onChange({ ...condition, ...changes });
  const word = (one: FilterField) => t(`${noun}.${one.word ?? one.name}`);
  const choose = (name: string) => {
    const ops = opsFor(fields.find((one) => one.name === name));
    set({ field: name, op: ops.includes(condition.op) ? condition.op : ops[0]!, value: '' });
  };
  return (
    <Group gap="xs">
      <Select
        size="xs"
        w={150}
        aria-label={t('lists.field')}
        allowDeselect={false}
        value={condition.field}
        data={fields.map((one) => ({ value: one.name, label: word(one) }))}
        onChange={(name) => name && choose(name)}
      />
      <Select
        size="xs"
        w={120}
        aria-label={t('lists.comparison')}
        allowDeselect={false}
        value={condition.op}
        data={opsFor(field).map((value) => ({ value, label: t(`lists.ops.${value}`) }))}
        onChange={(op) => op && set({ op })}
      />
      {field && needsValue(condition.op) && (
        <ValueInput field={field} word={word(field)} condition={condition} set={set} />
      )}
      <Checkbox
        size="xs"
        label={t('lists.not')}
        checked={condition.isNot}
        onChange={(event) => set({ isNot: event.currentTarget.checked })}
      />
      <ActionIcon size="sm" variant="subtle" color="gray" aria-label={t('common.remove')} onClick={onRemove}>
        ×
      </ActionIcon>
    </Group>
  );
}

function ValueInput({
  field,
  word,
  condition,
  set,
}: {
  field: FilterField;
  word: string;
  condition: Condition;
  set: (changes: Partial<Condition>) => void;
}) {
  const { t } = useTranslation();
  const { choices } = field;
  return choices ? (
    <Select
      size="xs"
      w={170}
      searchable
      aria-label={word}
      value={condition.value || null}
      data={choices.values.map((value) => ({ value, label: t(`${choices.words}.${value}`) }))}
      onChange={(value) => set({ value: value ?? '' })}
    />
  ) : (
    <TextInput
      size="xs"
      w={170}
      aria-label={word}
      inputMode={field.isNumber ? 'numeric' : undefined}
      value={condition.value}
      onChange={(event) => set({ value: event.currentTarget.value })}
    />
  );
}
