import { Badge, Button, Group, Table, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { count, moment } from '../parts/format.ts';

export type LoadLine = {
  readonly loadId: number;
  readonly fileName: string;
  readonly state: string;
  readonly problem: string | null;
  readonly createdAt: string;
  readonly memberName: string | null;
};
const colors: Record<string, string> = {
  done: 'teal',
  running: 'blue',
  queued: 'blue',
  failed: 'red',
  cancelled: 'gray',
};

type Props<Line extends LoadLine> = {
  readonly loads: readonly Line[];
  /** What of a load is counted, with the column's title. */
  readonly counts: readonly (readonly [title: string, of: (load: Line) => number])[];
  /** Left out for those who may not stop a load. */
  readonly onStop: ((loadId: number) => void) | undefined;
};

/** Public reference files that were taken in, with what became of their rows. */
export function LoadTable<Line extends LoadLine>({ loads, counts, onStop }: Props<Line>) {
  const { t } = useTranslation();
  return (
    <div className="table-scroll">
      <Table className="mori-table" striped>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('register.file')}</Table.Th>
            <Table.Th>{t('register.state')}</Table.Th>
            {counts.map(([title]) => (
              <Table.Th key={title} className="number">
                {title}
              </Table.Th>
            ))}
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
              {counts.map(([title, of]) => (
                <Table.Td key={title} className="number">
                  {count(of(load))}
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
