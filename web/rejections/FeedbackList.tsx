import { Badge, Group, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { AnswerTap } from '../feedback/AnswerTap.tsx';
import { count, day } from '../parts/format.ts';
import type { Feedback } from './rejections.ts';

/** What sales and agencies said by a tap, by what they said and line by line. */
export function FeedbackList({ data }: { data: Feedback }) {
  const { t } = useTranslation();
  if (data.rows.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('rejections.noFeedback')}
      </Text>
    );
  return (
    <>
      <Group gap={6} mb="xs">
        {data.byCode
          .filter((one) => one.count > 0)
          .map((one) => (
            <Badge key={one.code} variant="light" color={one.code === 'useful' ? 'teal' : 'orange'} tt="none">
              {t(`feedback.codes.${one.code}`)} {count(one.count)}
            </Badge>
          ))}
        {data.waiting > 0 && (
          <Badge variant="default" tt="none">
            {t('feedback.waiting', { n: count(data.waiting) })}
          </Badge>
        )}
      </Group>
      <div className="table-scroll">
        <Table className="mori-table">
          <Table.Tbody>
            {data.rows.map((row) => (
              <Table.Tr key={`${row.cycleId}-${row.memberId}`}>
                <Table.Td>{day(row.givenAt)}</Table.Td>
                <Table.Td>
                  {row.accountId === null ? (
                    t('handovers.noAccount')
                  ) : (
                    <Link to="/accounts/$id" params={{ id: String(row.accountId) }}>
                      {row.accountName}
                    </Link>
                  )}
                </Table.Td>
                <Table.Td>{t(`feedback.codes.${row.code}`)}</Table.Td>
                <Table.Td className="wrap">{row.text}</Table.Td>
                <Table.Td>
                  {row.memberName}
                  <Text size="xs" c="dimmed">
                    {t(`feedback.sides.${row.side}`)} · {t(`feedback.through.${row.through}`)}
                  </Text>
                </Table.Td>
                <Table.Td className="wrap">
                  <AnswerTap row={row} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
    </>
  );
}
