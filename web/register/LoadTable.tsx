import { Badge, Button, Group, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ReferenceKind } from '../../api/shapes.ts';
import { count, moment } from '../parts/format.ts';

const counts = ['rows', 'new', 'changed', 'unchanged'] as const;
/** What rows are called that cannot be used. */
const leftOut = { register: 'rejected', towns: 'leftOut' } as const;

export type LoadLine = {
  readonly loadId: number;
  readonly fileName: string;
  readonly state: string;
  readonly problem: string | null;
  readonly createdAt: string;
  readonly memberName: string | null;
} & { readonly [Name in (typeof counts)[number]]: number } & {
  readonly [Name in (typeof leftOut)[ReferenceKind]]?: number;
};
const colors: Record<string, string> = {
  done: 'teal',
  running: 'blue',
  queued: 'blue',
  failed: 'red',
  cancelled: 'gray',
};

type Props = {
  readonly kind: ReferenceKind;
  readonly loads: readonly LoadLine[];
  /** Left out for those who may not stop a load. */
  readonly onStop: ((loadId: number) => void) | undefined;
};

/** Public reference files that were taken in, with what became of their rows. */
export function LoadTable({ kind, loads, onStop }: Props) {
  const { t } = useTranslation();
  return (
    <div className="table-scroll">
      <Table className="mori-table" striped>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('register.file')}</Table.Th>
            <Table.Th>{t('register.state')}</Table.Th>
            {counts.map((name) => (
              <Table.Th key={name} className="number">
                {t(`register.${name}`)}
              </Table.Th>
            ))}
            <Table.Th className="number">{t(`${kind}.${leftOut[kind]}`)}</Table.Th>
            <Table.Th>{t('register.when')}</Table.Th>
            <Table.Th>{t('register.who')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {loads.map((load) => (
            <Table.Tr key={load.loadId}>
              <Table.Td className="wrap">
                {load.fileName}
                {load.problem && (
                  <Text size="xs" c="dimmed">
                    {load.problem}
                  </Text>
                )}
              </Table.Td>
              <Table.Td>
                <Group gap={6} wrap="nowrap">
                  <Badge variant="light" color={colors[load.state] ?? 'gray'} tt="none">
                    {t(`register.states.${load.state}`)}
                  </Badge>
                  {onStop && ['queued', 'running'].includes(load.state) && (
                    <Button size="compact-xs" variant="default" onClick={() => onStop(load.loadId)}>
                      {t('register.stop')}
                    </Button>
                  )}
                </Group>
              </Table.Td>
              {[...counts, leftOut[kind]].map((name) => (
                <Table.Td key={name} className="number">
                  {count(load[name] ?? 0)}
                </Table.Td>
              ))}
              <Table.Td>{moment(load.createdAt)}</Table.Td>
              <Table.Td>{load.memberName ?? '—'}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}
