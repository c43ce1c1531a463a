import { Button, Group, Stack, Table, Text, Textarea } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { paths } from '../api/schema.ts';
import { answer, api, queryClient } from '../api/client.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { useShownValue } from '../kpis/KpiNumber.tsx';
import { count } from '../parts/format.ts';
import { sayDone, sayFailed } from '../parts/notices.tsx';

type Sheet = paths['/api/plans/sheet']['post']['responses'][200]['content']['application/json'];

/** Targets from a spreadsheet: pasted, read and shown before anything is written; a line that cannot be read says why. */
export function PastePlans() {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'ja';
  const [isOpen, { open, close }] = useDisclosure();
  const [text, setText] = useState('');
  const [sheet, setSheet] = useState<Sheet>();
  const read = useMutation({
    mutationFn: (isCheck: boolean) => answer<Sheet>(api.POST('/api/plans/sheet', { body: { text, isCheck } })),
    onSuccess: (found, isCheck) => {
      setSheet(found);
      if (isCheck) return;
      close();
      setText('');
      setSheet(undefined);
      sayDone(t('plans.written', { n: count(found.changed) }));
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  return (
    <>
      <Button variant="default" onClick={open}>
        {t('plans.paste')}
      </Button>
      <Dialog opened={isOpen} close={close} size="lg" title={t('plans.paste')}>
        <Stack>
          <Textarea
            autosize
            minRows={4}
            maxRows={12}
            label={t('plans.pasteText')}
            description={t('plans.pasteLead')}
            placeholder={t('plans.pasteExample')}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
              setSheet(undefined);
            }}
          />
          {sheet && sheet.lines.length > 0 && (
            <div className="table-scroll">
              <Table className="mori-table">
                <Table.Tbody>
                  {sheet.lines.map((line) => (
                    <Table.Tr key={`${line.kpiCode}${line.period.en}${line.scope}`}>
                      <Table.Td>{line.kpiName[language]}</Table.Td>
                      <Table.Td>{line.period[language]}</Table.Td>
                      <Table.Td>{t(`plans.scopes.${line.scope}`)}</Table.Td>
                      <Table.Td className="number">
                        <Target unit={line.unit} target={line.target} />
                      </Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </div>
          )}
          {sheet?.problems.map((problem) => (
            <Text key={problem.line} size="sm" c="red">
              {t('plans.line', { n: problem.line })}: {problem[language]}
            </Text>
          ))}
          <Group justify="flex-end">
            <Button variant="default" disabled={!text.trim()} onClick={() => read.mutate(true)}>
              {t('plans.check')}
            </Button>
            <Button
              disabled={!sheet || sheet.lines.length === 0}
              loading={read.isPending}
              onClick={() => read.mutate(false)}
            >
              {t('plans.write', { n: count(sheet?.lines.length ?? 0) })}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  );
}

function Target({ unit, target }: { unit: Sheet['lines'][number]['unit']; target: number }) {
  return <>{useShownValue(unit)(target)}</>;
}
