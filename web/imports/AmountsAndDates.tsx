import { Group, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Field } from '#core/observation/fields.ts';
import { dateOrders, parseDate, type DateOrder } from '#core/value/date.ts';
import { moneyUnits, type MoneyUnit } from '#core/value/money.ts';
import type { DraftPatch, ImportDraft, PresetList } from './draft.ts';

/** How amounts and dates of the file are meant: their unit, column by column where the header tells it, and the order of 03/04/2026. */
export function AmountsAndDates({
  draft,
  fields,
  patch,
}: {
  draft: ImportDraft;
  fields: PresetList['fields'];
  patch: (changes: DraftPatch) => Promise<void>;
}) {
  const { t } = useTranslation();
  const { mapping } = draft;
  const columnsOf = (kind: string) =>
    fields
      .filter((field) => field.kind === kind)
      .flatMap(({ name }) => {
        const column = mapping.columns[name as Field];
        return column === undefined ? [] : [{ field: name as Field, column }];
      });
  const amounts = columnsOf('money');
  const told = amounts.filter(({ field }) => mapping.moneyUnits?.[field] !== undefined);
  const units = moneyUnits.map((unit) => ({ value: String(unit), label: t(`imports.units.${unit}`) }));
  const asksForOrder =
    mapping.dateOrder !== undefined || columnsOf('date').some(({ column }) => holdsOpenDates(draft, column));
  if (amounts.length === 0 && !asksForOrder) return null;
  return (
    <Group mb="md" align="flex-end" gap="sm">
      {told.length < amounts.length && (
        <Select
          label={t(told.length > 0 ? 'imports.otherMoneyUnit' : 'imports.moneyUnit')}
          w={200}
          allowDeselect={false}
          value={String(mapping.moneyUnit ?? 1)}
          data={units}
          onChange={(unit) => unit && void patch({ mapping: { ...mapping, moneyUnit: Number(unit) as MoneyUnit } })}
        />
      )}
      {told.map(({ field, column }) => (
        <Select
          key={field}
          label={t('imports.moneyUnitOf', { column })}
          miw={200}
          allowDeselect={false}
          value={String(mapping.moneyUnits![field])}
          data={units}
          onChange={(unit) =>
            unit &&
            void patch({
              mapping: { ...mapping, moneyUnits: { ...mapping.moneyUnits, [field]: Number(unit) as MoneyUnit } },
            })
          }
        />
      ))}
      {asksForOrder && (
        <Select
          label={t('imports.dateOrder')}
          miw={260}
          clearable
          placeholder={t('imports.dateOrderOpen')}
          value={mapping.dateOrder ?? null}
          data={dateOrders.map((order) => ({ value: order, label: t(`imports.dateOrders.${order}`) }))}
          onChange={(order) => {
            const { dateOrder: _, ...others } = mapping;
            void patch({ mapping: order ? { ...others, dateOrder: order as DateOrder } : others });
          }}
        />
      )}
    </Group>
  );
}

/** Dates of which the first rows do not tell what is the month. */
function holdsOpenDates(draft: ImportDraft, column: string): boolean {
  const index = draft.header.indexOf(column);
  return draft.sample.some((cells) => {
    const reading = parseDate(cells[index] ?? '');
    return 'problem' in reading && reading.problem === 'date_ambiguous';
  });
}
