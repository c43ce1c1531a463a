import type { Words } from '#core/words.ts';
import { Badge, Button, Group, Paper, Select, Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';

export type CleanPreview = {
  fileName: string;
  preset: string;
  title: Words;
  encoding: string;
  columns: { header: string; field: string | null; words: Words | null }[];
  sample: string[][];
  presets: { preset: string; title: Words }[];
};

/** How the columns of a list are read, before anything is done with it. */
export function CleanColumns({
  fileName,
  preview,
  choose,
  start,
}: {
  fileName: string;
  preview: CleanPreview;
  choose: (preset: string) => void;
  start: () => void;
}) {
  const { t, i18n } = useTranslation();
  const say = (words: Words) => (i18n.language === 'ja' ? words.ja : words.en);
  const options = preview.presets.some(({ preset }) => preset === preview.preset)
    ? preview.presets
    : [{ preset: preview.preset, title: preview.title }, ...preview.presets];
  return (
    <Paper withBorder p="md">
      <Group justify="space-between" align="flex-end" mb="md">
        <div>
          <Title order={2}>{fileName}</Title>
          <Text size="sm" c="dimmed">
            {preview.encoding}
          </Text>
        </div>
        <Group align="flex-end">
          <Select
            label={t('clean.kind')}
            w={260}
            allowDeselect={false}
            value={preview.preset}
            data={options.map(({ preset, title }) => ({ value: preset, label: say(title) }))}
            onChange={(preset) => preset && choose(preset)}
          />
          <Button onClick={start}>{t('clean.start')}</Button>
        </Group>
      </Group>
      <div className="table-scroll">
        <Table className="mori-table" aria-label={t('clean.columns')}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('clean.column')}</Table.Th>
              <Table.Th>{t('clean.readAs')}</Table.Th>
              <Table.Th>{t('clean.example')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {preview.columns.map(({ header, words }, index) => (
              <Table.Tr key={`${index}-${header}`}>
                <Table.Td>{header}</Table.Td>
                <Table.Td>
                  {words ? (
                    <Badge variant="light" tt="none">
                      {say(words)}
                    </Badge>
                  ) : (
                    <Text span size="sm" c="dimmed">
                      {t('clean.notUsed')}
                    </Text>
                  )}
                </Table.Td>
                <Table.Td className="wrap">
                  <Text size="sm" lineClamp={1}>
                    {preview.sample
                      .map((cells) => cells[index])
                      .filter(Boolean)
                      .slice(0, 2)
                      .join(' / ')}
                  </Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Paper>
  );
}
