import { Button, Group, MultiSelect, Select, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Family } from '../../api/shapes.ts';
import { answer, api, queryClient } from '../api/client.ts';
import { Dialog } from '../parts/Dialog.tsx';
import { sayFailed, sayUndoable } from '../parts/notices.tsx';
import { DepartmentPreviewView, type DepartmentPreviewData } from './DepartmentPreview.tsx';

const kinds = ['rename', 'merge', 'split', 'move', 'add'] as const;
type Kind = (typeof kinds)[number];
type Part = { name: string; personIds: string[] };
type Standing = Family['standing'][number];
const top = 'top';

/** What became of departments, entered by hand: renamed, put together, split, put elsewhere, added; looked at before it is kept. */
export function ChangeDepartments({
  accountId,
  departments,
  today,
  close,
}: {
  accountId: number;
  departments: readonly Standing[];
  today: string;
  close: () => void;
}) {
  const { t } = useTranslation();
  const [kind, setKind] = useState<Kind>('rename');
  const [fromKeys, setFrom] = useState<string[]>([]);
  const [parts, setParts] = useState<Part[]>([{ name: '', personIds: [] }]);
  const [parent, setParent] = useState(top);
  const [on, setOn] = useState(today);
  const isPlaced = kind === 'move' || kind === 'add';
  const body = {
    kind,
    fromKeys: kind === 'add' ? [] : fromKeys,
    into: kind === 'move' ? [] : parts.map(({ name, personIds }) => ({ name, personIds: personIds.map(Number) })),
    ...(isPlaced ? { parentKey: parent === top ? null : parent } : {}),
    on,
  };
  const params = { path: { id: accountId } };
  const preview = useMutation({
    mutationFn: () =>
      answer<DepartmentPreviewData>(api.POST('/api/accounts/{id}/department-changes/preview', { params, body })),
    onError: sayFailed,
  });
  const record = useMutation({
    mutationFn: () => answer<{ changeId: number }>(api.POST('/api/accounts/{id}/department-changes', { params, body })),
    onSuccess: ({ changeId }) => {
      sayUndoable(t('family.changes.saved'), () => undoChange(changeId));
      void queryClient.invalidateQueries({ queryKey: ['account'] });
      close();
    },
    onError: sayFailed,
  });
  const choose = (next: Kind) => {
    const part = { name: '', personIds: [] };
    setKind(next);
    setParts(next === 'split' ? [part, part] : [part]);
    setFrom(next === 'merge' ? fromKeys : fromKeys.slice(0, 1));
    preview.reset();
  };
  const names = departments.map(({ key, name }) => ({ value: key, label: name }));
  const people = departments.find(({ key }) => key === fromKeys[0])?.people ?? [];
  const setPart = (at: number, changed: Partial<Part>) => {
    setParts(parts.map((part, index) => (index === at ? { ...part, ...changed } : part)));
    preview.reset();
  };
  return (
    <Dialog title={t('family.changes.title')} size="lg" close={close}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          preview.mutate();
        }}
      >
        <Stack>
          <Select
            label={t('family.changes.kind')}
            allowDeselect={false}
            data={kinds.map((one) => ({ value: one, label: t(`family.changes.kinds.${one}`) }))}
            value={kind}
            onChange={(next) => next && choose(next as Kind)}
          />
          {kind === 'merge' && (
            <MultiSelect
              label={t('family.changes.fromSeveral')}
              searchable
              data={names}
              value={fromKeys}
              onChange={(next) => {
                setFrom(next);
                preview.reset();
              }}
            />
          )}
          {kind !== 'merge' && kind !== 'add' && (
            <Select
              label={t('family.changes.from')}
              searchable
              data={names}
              value={fromKeys[0] ?? null}
              onChange={(next) => {
                setFrom(next ? [next] : []);
                preview.reset();
              }}
            />
          )}
          {kind !== 'move' &&
            parts.map((part, at) => (
              <Stack key={at} gap={4}>
                <TextInput
                  required
                  label={t(kind === 'split' ? 'family.changes.part' : 'family.changes.newName', { n: at + 1 })}
                  value={part.name}
                  onChange={(event) => setPart(at, { name: event.currentTarget.value })}
                />
                {kind === 'split' && (
                  <MultiSelect
                    label={t('family.changes.partPeople', { n: at + 1 })}
                    searchable
                    data={people
                      .filter(({ personId }) => !isGivenElsewhere(parts, at, personId))
                      .map(({ personId, name }) => ({ value: String(personId), label: name }))}
                    value={part.personIds}
                    onChange={(personIds) => setPart(at, { personIds })}
                  />
                )}
              </Stack>
            ))}
          {kind === 'split' && (
            <Button
              size="compact-sm"
              variant="default"
              onClick={() => setParts([...parts, { name: '', personIds: [] }])}
              style={{ alignSelf: 'flex-start' }}
            >
              {t('family.changes.addPart')}
            </Button>
          )}
          {isPlaced && (
            <Select
              label={t('family.changes.parent')}
              searchable
              allowDeselect={false}
              data={[
                { value: top, label: t('family.changes.top') },
                ...names.filter(({ value }) => value !== fromKeys[0]),
              ]}
              value={parent}
              onChange={(next) => {
                setParent(next ?? top);
                preview.reset();
              }}
            />
          )}
          <TextInput
            type="date"
            required
            max={today}
            label={t('family.changes.on')}
            value={on}
            onChange={(event) => {
              setOn(event.currentTarget.value);
              preview.reset();
            }}
          />
          {preview.data && <DepartmentPreviewView preview={preview.data} />}
          <Group justify="flex-end">
            <Button type="submit" variant="default" loading={preview.isPending}>
              {t('family.changes.preview')}
            </Button>
            <Button disabled={!preview.data} loading={record.isPending} onClick={() => record.mutate()}>
              {t('family.changes.record')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}

function isGivenElsewhere(parts: readonly Part[], at: number, personId: number): boolean {
  return parts.some(({ personIds }, index) => index !== at && personIds.includes(String(personId)));
}

/** Takes a reorganisation back. */
export function undoChange(id: number): Promise<unknown> {
  return answer(api.POST('/api/department-changes/{id}/undo', { params: { path: { id } } }));
}
