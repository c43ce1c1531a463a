import { Button, Chip, Group, Menu, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FilterBuilder } from './FilterBuilder.tsx';
import type { List } from './list.ts';

/** Search, built conditions, column choice and one-tap filters of a list. */
export function ListToolbar<Row>({ list }: { list: List<Row> }) {
  const { t } = useTranslation();
  const { kind, view, change } = list;
  const [isOpen, setIsOpen] = useState(false);
  const isBuilding = isOpen || view.filter.conditions.length > 0;
  return (
    <div className="no-print">
      <Group mb="sm" gap="sm" align="flex-end">
        <TextInput
          style={{ flex: '1 1 20rem' }}
          type="search"
          aria-label={t('common.search')}
          placeholder={t(`${kind.noun}.searchHint`)}
          value={view.search}
          onChange={(event) => change({ search: event.currentTarget.value })}
        />
        <Button variant={isBuilding ? 'light' : 'default'} onClick={() => setIsOpen(!isOpen)}>
          {t('lists.filter')}
          {view.filter.conditions.length > 0 && ` (${view.filter.conditions.length})`}
        </Button>
        <ColumnMenu list={list} />
      </Group>
      <Chip.Group
        multiple
        value={view.filter.quick}
        onChange={(chosen) => change({ filter: { ...view.filter, quick: chosen } })}
      >
        <Group gap={6} mb="md">
          {kind.quick.map((name) => (
            <Chip key={name} size="xs" value={name}>
              {t(`${kind.noun}.quick.${name}`)}
            </Chip>
          ))}
        </Group>
      </Chip.Group>
      {isBuilding && (
        <FilterBuilder
          noun={kind.noun}
          fields={kind.fields}
          state={view.filter}
          onChange={(filter) => change({ filter })}
        />
      )}
    </div>
  );
}

/** The first column stays; the others come and go. */
function ColumnMenu<Row>({ list: { kind, view, setHidden } }: { list: List<Row> }) {
  const { t } = useTranslation();
  const others = kind.columns.slice(1).map(({ field }) => field);
  return (
    <Menu>
      <Menu.Target>
        <Button variant="default">{t('lists.columns')}</Button>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        <Menu.CheckboxGroup
          value={others.filter((field) => !view.hidden.includes(field))}
          onChange={(shown) => setHidden(others.filter((field) => !shown.includes(field)))}
        >
          {others.map((field) => (
            <Menu.CheckboxItem key={field} value={field}>
              {t(`${kind.noun}.${field}`)}
            </Menu.CheckboxItem>
          ))}
        </Menu.CheckboxGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
