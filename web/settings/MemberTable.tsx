import {
  Badge,
  Button,
  Group,
  Modal,
  NumberInput,
  PasswordInput,
  Select,
  Stack,
  Table,
  Text,
  TextInput,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import { listed } from '../parts/format.ts';

type Member = {
  memberId: number;
  name: string;
  email: string;
  role: string;
  department: string | null;
  mayExport: boolean | null;
  maySeeGrossProfit: boolean | null;
  isSignInPaused: boolean;
  isActive: boolean;
};
type Members = { members: Member[]; colleagues: { name: string; department: string | null }[] };
const roles = [
  'admin',
  'ops',
  'marketing_manager',
  'inside_sales',
  'account_executive',
  'sales_manager',
  'executive',
  'agency',
] as const;

/** Logins with their roles and the two rights of their own; colleagues from files stand below without one. */
export function MemberTable() {
  const { t } = useTranslation();
  const mayManage = useRight('members.manage');
  const members = useQuery({ queryKey: ['members'], queryFn: () => answer<Members>(api.GET('/api/members')) });
  const change = useMutation({
    mutationFn: ({ id, ...body }: { id: number } & Partial<Member>) =>
      answer(api.PATCH('/api/members/{id}', { params: { path: { id } }, body: body as never })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ['members'] }),
    onError: sayFailed,
  });
  const release = useMutation({
    mutationFn: (id: number) => answer(api.POST('/api/members/{id}/release', { params: { path: { id } } })),
    onSuccess: () => {
      sayDone(t('settings.signInReleased'));
      return queryClient.invalidateQueries({ queryKey: ['members'] });
    },
    onError: sayFailed,
  });
  const right = (value: boolean | null) => (value === null ? 'role' : value ? 'yes' : 'no');
  const rightOptions = [
    { value: 'role', label: t('settings.byRole') },
    { value: 'yes', label: t('settings.granted') },
    { value: 'no', label: t('settings.denied') },
  ];
  const toRight = (value: string | null) => (value === 'yes' ? true : value === 'no' ? false : null);
  return (
    <Loaded query={members}>
      {(data) => (
        <>
          {mayManage && <AddMember />}
          <div className="table-scroll" tabIndex={0} role="region" aria-label={t('settings.members')}>
            <Table className="mori-table">
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('session.name')}</Table.Th>
                  <Table.Th>{t('session.email')}</Table.Th>
                  <Table.Th>{t('settings.role')}</Table.Th>
                  <Table.Th>{t('settings.department')}</Table.Th>
                  <Table.Th>{t('settings.mayExport')}</Table.Th>
                  <Table.Th>{t('settings.maySeeGrossProfit')}</Table.Th>
                  <Table.Td />
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {data.members.map((member) => (
                  <Table.Tr key={member.memberId}>
                    <Table.Td>{member.name}</Table.Td>
                    <Table.Td>{member.email}</Table.Td>
                    <Table.Td>
                      {mayManage ? (
                        <Select
                          size="xs"
                          w={170}
                          aria-label={`${member.name} ${t('settings.role')}`}
                          allowDeselect={false}
                          value={member.role}
                          data={roles.map((value) => ({ value, label: t(`settings.roles.${value}`) }))}
                          onChange={(role) => role && change.mutate({ id: member.memberId, role })}
                        />
                      ) : (
                        t(`settings.roles.${member.role}`)
                      )}
                    </Table.Td>
                    <Table.Td>{member.department ?? ''}</Table.Td>
                    <Table.Td>
                      {mayManage && (
                        <Select
                          size="xs"
                          w={120}
                          aria-label={`${member.name} ${t('settings.mayExport')}`}
                          allowDeselect={false}
                          value={right(member.mayExport)}
                          data={rightOptions}
                          onChange={(value) => change.mutate({ id: member.memberId, mayExport: toRight(value) })}
                        />
                      )}
                    </Table.Td>
                    <Table.Td>
                      {mayManage && (
                        <Select
                          size="xs"
                          w={120}
                          aria-label={`${member.name} ${t('settings.maySeeGrossProfit')}`}
                          allowDeselect={false}
                          value={right(member.maySeeGrossProfit)}
                          data={rightOptions}
                          onChange={(value) =>
                            change.mutate({ id: member.memberId, maySeeGrossProfit: toRight(value) })
                          }
                        />
                      )}
                    </Table.Td>
                    <Table.Td>
                      {mayManage && member.isSignInPaused && (
                        <Button size="compact-xs" color="red" mr={6} onClick={() => release.mutate(member.memberId)}>
                          {t('settings.signInPaused')} · {t('settings.releaseSignIn')}
                        </Button>
                      )}
                      <Badge variant="light" tt="none" mr={8} color={member.isActive ? 'teal' : 'gray'}>
                        {t(member.isActive ? 'settings.active' : 'settings.inactive')}
                      </Badge>
                      {mayManage && (
                        <Button
                          size="compact-xs"
                          variant="default"
                          aria-label={`${member.name} ${t(member.isActive ? 'settings.deactivate' : 'settings.activate')}`}
                          onClick={() => change.mutate({ id: member.memberId, isActive: !member.isActive })}
                        >
                          {t(member.isActive ? 'settings.deactivate' : 'settings.activate')}
                        </Button>
                      )}
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </div>
          {data.colleagues.length > 0 && (
            <Text size="sm" c="dimmed" mt="md">
              {t('settings.colleagues')}: {listed(data.colleagues.map((one) => one.name))}
            </Text>
          )}
        </>
      )}
    </Loaded>
  );
}

function AddMember() {
  const { t } = useTranslation();
  const [isOpen, modal] = useDisclosure();
  const [member, setMember] = useState({
    name: '',
    email: '',
    password: '',
    role: 'account_executive',
    department: '',
    agencyAccountId: undefined as number | undefined,
  });
  const add = useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/members', {
          body: {
            ...member,
            role: member.role as 'admin',
            department: member.department || null,
            agencyAccountId: member.agencyAccountId ?? null,
          },
        }),
      ),
    onSuccess: () => {
      modal.close();
      void queryClient.invalidateQueries({ queryKey: ['members'] });
    },
    onError: sayFailed,
  });
  const set = (field: 'name' | 'email' | 'password' | 'department') => (event: React.ChangeEvent<HTMLInputElement>) =>
    setMember({ ...member, [field]: event.currentTarget.value });
  return (
    <>
      <Group justify="flex-end" mb="sm">
        <Button onClick={modal.open}>{t('settings.addMember')}</Button>
      </Group>
      <Modal opened={isOpen} onClose={modal.close} title={t('settings.addMember')}>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            add.mutate();
          }}
        >
          <Stack>
            <TextInput label={t('session.name')} required value={member.name} onChange={set('name')} />
            <TextInput label={t('session.email')} type="email" required value={member.email} onChange={set('email')} />
            <PasswordInput
              label={t('settings.password')}
              description={t('session.passwordHint')}
              minLength={12}
              required
              value={member.password}
              onChange={set('password')}
              autoComplete="new-password"
            />
            <Select
              label={t('settings.role')}
              allowDeselect={false}
              value={member.role}
              data={roles.map((value) => ({ value, label: t(`settings.roles.${value}`) }))}
              onChange={(role) => role && setMember({ ...member, role })}
            />
            <TextInput label={t('settings.department')} value={member.department} onChange={set('department')} />
            {member.role === 'agency' && (
              <NumberInput
                label={t('settings.agencyCompany')}
                required
                value={member.agencyAccountId ?? ''}
                onChange={(id) => setMember({ ...member, agencyAccountId: typeof id === 'number' ? id : undefined })}
              />
            )}
            <Group justify="flex-end">
              <Button type="submit" loading={add.isPending}>
                {t('settings.addMember')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Modal>
    </>
  );
}
