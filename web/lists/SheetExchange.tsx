import { Button, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { upload } from '../api/client.ts';
import { ChooseFile } from '../parts/ChooseFile.tsx';
import { sayFailed } from '../parts/notices.tsx';
import { SheetChanges } from './SheetChanges.tsx';
import type { ComparedSheet, SheetNoun } from './sheet.ts';

/** Excel out and back: what changed is shown first, with a warning where somebody changed the same cell meanwhile. */
export function SheetExchange({
  noun,
  query = {},
  side,
}: {
  noun: SheetNoun;
  /** What the list is narrowed to. */
  query?: { filter?: string; search?: string; departmentId?: number; accountId?: number };
  /** Whom the member speaks for on the target list; null for neither side. */
  side?: 'marketing' | 'sales' | null | undefined;
}) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'ja';
  const [isOpen, menu] = useDisclosure();
  const [compared, setCompared] = useState<ComparedSheet>();
  const search = new URLSearchParams(
    Object.entries(query).map(([name, value]) => [name, String(value)] as [string, string]),
  ).toString();
  const take = async (file: File) => {
    menu.close();
    await upload<ComparedSheet>(`/api/sheets/${noun}/compare?language=${language}`, file).then(setCompared, sayFailed);
  };
  return (
    <>
      {/* The field for the file lives in the menu, which closes once the file is there. */}
      <Menu opened={isOpen} onChange={menu.set}>
        <Menu.Target>
          <Button variant="default">Excel / CSV</Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item component="a" href={`/api/sheets/${noun}.xlsx?language=${language}&${search}`} download>
            {t('accounts.excelOut')}
          </Menu.Item>
          <ChooseFile take={(file) => void take(file)} accept=".xlsx,.csv">
            {(props) => (
              <Menu.Item {...props} closeMenuOnClick={false}>
                {t('accounts.excelIn')}
              </Menu.Item>
            )}
          </ChooseFile>
          <Menu.Item component="a" href={`/api/exports/${noun}.csv?language=${language}&${search}`} download>
            {t('accounts.csv')}
          </Menu.Item>
          {noun === 'targets' && (
            <Menu.Item component="a" href={`/api/exports/sfa-return.csv?language=${language}`} download>
              {t('targets.sfaReturn')}
            </Menu.Item>
          )}
        </Menu.Dropdown>
      </Menu>
      {compared && (
        <SheetChanges noun={noun} compared={compared} side={side ?? null} onClose={() => setCompared(undefined)} />
      )}
    </>
  );
}
