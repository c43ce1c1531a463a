import { Badge, Button, Group, Paper, SimpleGrid, Stack, Table, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CleanEntityReport, CleanQuestion } from '../../api/shapes.ts';
import { count, percent } from '../parts/format.ts';
import type { CleanResult } from './run-cleaning.ts';

const fileOrder = ['report.html', 'companies.csv', 'people.csv', 'clusters.csv', 'review.csv', 'report.json'] as const;

/** What a manager wants to know of a list: how much is double, why, what is unsure, and the files. */
export function CleanReportView({ result: { report, questions, files } }: { result: CleanResult }) {
  const { t, i18n } = useTranslation();
  const parts = (['companies', 'people'] as const).filter((name) => report[name].rows > 0);
  return (
    <Stack>
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 4 }}>
        {parts.map((name) => (
          <Tile key={name} title={t(`clean.${name}`)} part={report[name]} unit={name} />
        ))}
        <Paper withBorder p="md">
          <Text size="sm">{t('clean.questions')}</Text>
          <Text fz={26} fw={650}>
            {count(report.reviews)}
          </Text>
        </Paper>
        <Paper withBorder p="md">
          <Text size="sm">{t('clean.rows')}</Text>
          <Text fz={26} fw={650}>
            {count(report.rows)}
          </Text>
          <Text size="sm" c="dimmed">
            {t('clean.rejected', { n: count(report.rejected) })} · {t('clean.time', { seconds: report.seconds.total })}
          </Text>
        </Paper>
      </SimpleGrid>
      {report.optOuts > 0 && <Text size="sm">{t('clean.optOuts', { n: count(report.optOuts) })}</Text>}
      <Paper withBorder p="md">
        <Title order={2} mb="xs">
          {t('clean.downloads')}
        </Title>
        <Group gap="xs">
          {fileOrder
            .filter((name) => files.has(name))
            .map((name) => (
              <Button key={name} variant="default" onClick={() => save(name, files.get(name)!)}>
                {t(`clean.files.${name.replace('.', '_')}`)}
              </Button>
            ))}
        </Group>
      </Paper>
      {parts.map((name) => (
        <Why key={name} title={t(`clean.${name}`)} part={report[name]} />
      ))}
      <Questions questions={questions} />
      {report.rejections.length > 0 && (
        <Paper withBorder p="md">
          <Title order={2} mb="xs">
            {t('clean.rejections')}
          </Title>
          {report.rejections.map(({ code, words, count: rows, example }) => (
            <Text key={code} size="sm">
              {words[i18n.language === 'ja' ? 'ja' : 'en']}: {count(rows)} —{' '}
              {example[i18n.language === 'ja' ? 'ja' : 'en']}
            </Text>
          ))}
        </Paper>
      )}
    </Stack>
  );
}

function Tile({ title, part, unit }: { title: string; part: CleanEntityReport; unit: 'companies' | 'people' }) {
  const { t } = useTranslation();
  return (
    <Paper withBorder p="md">
      <Text size="sm">{title}</Text>
      <Text fz={22} fw={650}>
        {t('clean.entities', {
          rows: count(part.rows),
          entities: count(part.entities),
          unit: t(unit === 'companies' ? 'clean.companyUnit' : 'clean.personUnit'),
        })}
      </Text>
      <Text size="sm" c="dimmed">
        {t('clean.duplicates', {
          n: count(part.duplicates),
          share: percent(part.rows === 0 ? null : part.duplicates / part.rows),
        })}
      </Text>
    </Paper>
  );
}

function Why({ title, part }: { title: string; part: CleanEntityReport }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'ja' ? 'ja' : 'en';
  if (part.duplicates === 0) return null;
  return (
    <Paper withBorder p="md">
      <Title order={2}>
        {title}: {t('clean.kinds')}
      </Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t('clean.kindsLead')}
      </Text>
      <div className="table-scroll">
        <Table className="mori-table">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('clean.reason')}</Table.Th>
              <Table.Th className="number">{t('clean.count')}</Table.Th>
              <Table.Th>{t('clean.like')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {part.kinds.map(({ words, rows, example }) => (
              <Table.Tr key={words.en}>
                <Table.Td>{words[language]}</Table.Td>
                <Table.Td className="number">{count(rows)}</Table.Td>
                <Table.Td className="wrap">
                  {example[0] === example[1] ? example[0] : `${example[0]} = ${example[1]}`}
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {part.examples.length > 0 && (
        <>
          <Title order={3} mt="md" mb="xs">
            {t('clean.examples')}
          </Title>
          <Stack gap="xs">
            {part.examples.map(({ rows, spellings }) => (
              <Group key={spellings[0]!.text} gap={6} align="baseline">
                <Text size="sm" fw={600}>
                  {t('clean.spellings', { rows: count(rows) })}
                </Text>
                {spellings.map(({ text, rows: times }) => (
                  <Badge key={text} variant="light" color="gray" tt="none">
                    {text} {times > 1 && `×${count(times)}`}
                  </Badge>
                ))}
              </Group>
            ))}
          </Stack>
        </>
      )}
    </Paper>
  );
}

function Questions({ questions }: { questions: readonly CleanQuestion[] }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'ja' ? 'ja' : 'en';
  if (questions.length === 0) return null;
  return (
    <Paper withBorder p="md">
      <Title order={2}>{t('clean.asked')}</Title>
      <Text size="sm" c="dimmed" mb="xs">
        {t('clean.askedLead')}
      </Text>
      <div className="table-scroll">
        <Table className="mori-table" striped>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('clean.left')}</Table.Th>
              <Table.Th>{t('clean.right')}</Table.Th>
              <Table.Th>{t('clean.whyAsked')}</Table.Th>
              <Table.Th>{t('clean.evidence')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {questions.map(({ row, otherRow, left, right, why, words, kind }) => (
              <Table.Tr key={`${kind}-${row}-${otherRow}`}>
                {(
                  [
                    [left, row],
                    [right, otherRow],
                  ] as const
                ).map(([text, number]) => (
                  <Table.Td key={number}>
                    {text}
                    <Text size="xs" c="dimmed">
                      {t('clean.line', { n: count(number) })}
                    </Text>
                  </Table.Td>
                ))}
                <Table.Td className="wrap">
                  <Text size="sm">{why[language]}</Text>
                </Table.Td>
                <Table.Td className="wrap">
                  <Text size="sm">{words[language]}</Text>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </Paper>
  );
}

function save(name: string, blob: Blob): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1_000);
}
