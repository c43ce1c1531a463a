import { Alert, Button, Group, List, Menu, Table, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient, upload } from '../api/client.ts';
import { ChooseFile } from '../parts/ChooseFile.tsx';
import { count } from '../parts/format.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { sayFailed, sayUndoable } from '../parts/notices.tsx';
import { useRight } from '../session/me.ts';
import type { Kind } from './SideBySide.tsx';
import { takeBack } from './take-back.ts';

type SheetVerdict = {
  leftId: number;
  rightId: number;
  leftName: string;
  rightName: string;
  verdict: 'same';
  word: string;
  note: string;
};
type Read = { verdicts: SheetVerdict[]; rows: number; problems: string[] };

const problemsShown = 20;

/** Many verdicts at once: the pairs go out as a workbook, come back with a column filled in, and are shown before they count. */
export function ReviewSheet({ kind }: { kind: Kind }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'ja';
  const mayExport = useRight('export');
  const [isOpen, menu] = useDisclosure();
  const [read, setRead] = useState<Read>();
  const [isBusy, setIsBusy] = useState(false);
  const take = async (file: File) => {
    menu.close();
    try {
      setRead(await upload<Read>(`/api/reviews/${kind}/sheet?language=${language}`, file));
    } catch (error) {
      sayFailed(error);
    }
  };
  const apply = async ({ verdicts }: Read) => {
    setIsBusy(true);
    try {
      const { decisionIds } = await answer<{ decisionIds: number[] }>(
        api.POST('/api/reviews/{kind}/decide-many', {
          params: { path: { kind } },
          body: {
            verdicts: verdicts.map(({ leftId, rightId, verdict, note }) => ({ leftId, rightId, verdict, note })),
          },
        }),
      );
      setRead(undefined);
      sayUndoable(t('reviews.sheet.done', { n: decisionIds.length }), () => takeBack(decisionIds));
      void queryClient.invalidateQueries();
    } catch (error) {
      sayFailed(error);
    } finally {
      setIsBusy(false);
    }
  };
  return (
    <>
      <Menu opened={isOpen} onChange={menu.set}>
        <Menu.Target>
          <Button variant="default">Excel</Button>
        </Menu.Target>
        <Menu.Dropdown>
          {mayExport && (
            <Menu.Item component="a" href={`/api/reviews/${kind}/sheet.xlsx?language=${language}`} download>
              {t('reviews.sheet.out')}
            </Menu.Item>
          )}
          <ChooseFile take={(file) => void take(file)} accept=".xlsx,.csv">
            {(props) => (
              <Menu.Item {...props} closeMenuOnClick={false}>
                {t('reviews.sheet.in')}
              </Menu.Item>
            )}
          </ChooseFile>
        </Menu.Dropdown>
      </Menu>
      <Dialog opened={read !== undefined} close={() => setRead(undefined)} title={t('reviews.sheet.title')} size="xl">
        {read && (
          <>
            {read.problems.length > 0 && (
              <Alert color="orange" mb="sm">
                <List size="sm">
                  {read.problems.slice(0, problemsShown).map((problem) => (
                    <List.Item key={problem}>{problem}</List.Item>
                  ))}
                </List>
                {read.problems.length > problemsShown && (
                  <Text size="sm">
                    {t('lists.sheetProblems.more', { n: count(read.problems.length - problemsShown) })}
                  </Text>
                )}
              </Alert>
            )}
            <Text mb="sm">{t('reviews.sheet.found', { n: read.verdicts.length, rows: read.rows })}</Text>
            <div className="table-scroll" style={{ maxHeight: 420, overflowY: 'auto' }}>
              <Table className="mori-table phone-cards">
                <Table.Tbody>
                  {read.verdicts.map((one) => (
                    <Table.Tr key={`${one.leftId}-${one.rightId}`}>
                      <Table.Td className="card-line">{one.leftName}</Table.Td>
                      <Table.Td className="card-line">{one.rightName}</Table.Td>
                      <Table.Td fw={600}>{one.word}</Table.Td>
                      <Table.Td>{one.note}</Table.Td>
                    </Table.Tr>
                  ))}
                </Table.Tbody>
              </Table>
            </div>
            <Group mt="md" justify="flex-end">
              <Button variant="default" onClick={() => setRead(undefined)}>
                {t('common.cancel')}
              </Button>
              <Button disabled={read.verdicts.length === 0} loading={isBusy} onClick={() => void apply(read)}>
                {t('reviews.sheet.apply')}
              </Button>
            </Group>
          </>
        )}
      </Dialog>
    </>
  );
}
