import { Badge, Button, Group, Modal, Paper, Select, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Family, FamilyLine } from '../../api/shapes.ts';
import { answer, api, queryClient } from '../api/client.ts';
import { count, listed, percent } from '../parts/format.ts';
import { sayFailed, sayUndoable } from '../parts/notices.tsx';
import { Loaded } from '../parts/States.tsx';
import { RecordSearch } from '../reviews/RecordSearch.tsx';
import { useRight } from '../session/me.ts';
import { DepartmentPanel } from './DepartmentPanel.tsx';
import { FamilyTree } from './FamilyTree.tsx';
import { Sites } from './Sites.tsx';

type State = 'confirmed' | 'denied' | 'open';
type Change = Pick<FamilyLine, 'fromId' | 'toId' | 'kind'> & { evidence?: FamilyLine['evidence']; state: State };
const kinds = ['parent', 'group', 'successor', 'site', 'department', 'brand'] as const;
const colors = { proposed: 'yellow', confirmed: 'teal', denied: 'gray' } as const;

/** The corporate family: parents, subsidiaries, groups, successors, each with its evidence, to confirm or deny. */
export function FamilyPanel({ accountId, name }: { accountId: number; name: string }) {
  const { t } = useTranslation();
  const mayDecide = useRight('reviews.decide');
  const family = useQuery({
    queryKey: ['account', accountId, 'family'],
    queryFn: () => answer<Family>(api.GET('/api/accounts/{id}/family', { params: { path: { id: accountId } } })),
  });
  const save = ({ evidence, ...change }: Change) =>
    answer(
      api.PUT('/api/accounts/{id}/relations', {
        params: { path: { id: accountId } },
        body: { ...change, ...(evidence ? { evidence: [...evidence] } : {}) },
      }),
    );
  const decide = useMutation({
    mutationFn: save,
    onSuccess: (_, change) => {
      sayUndoable(t('family.saved'), () => save({ ...change, state: 'open' }));
      void queryClient.invalidateQueries({ queryKey: ['account'] });
    },
    onError: sayFailed,
  });
  return (
    <Loaded query={family}>
      {(data) => (
        <SimpleGrid cols={{ base: 1, md: 2 }}>
          <Stack>
            <Paper withBorder p="md">
              <Group justify="space-between" mb="xs">
                <Title order={2}>{t('family.title')}</Title>
                {mayDecide && <AddRelation accountId={accountId} name={name} add={decide.mutate} />}
              </Group>
              <Text size="sm" c="dimmed" mb="sm">
                {t('family.lead')}
              </Text>
              {data.relations.length === 0 && <Text c="dimmed">{t('family.empty')}</Text>}
              <Stack gap="sm">
                {data.relations.map((line) => (
                  <Relation
                    key={`${line.fromId}-${line.toId}-${line.kind}`}
                    line={line}
                    decide={mayDecide ? decide.mutate : undefined}
                  />
                ))}
              </Stack>
            </Paper>
            {data.tree && <FamilyTree tree={data.tree} accountId={accountId} />}
            {data.sites.length > 0 && <Sites sites={data.sites} />}
            {data.domains.length > 0 && <Domains domains={data.domains} />}
          </Stack>
          <DepartmentPanel accountId={accountId} family={data} />
        </SimpleGrid>
      )}
    </Loaded>
  );
}

function Relation({ line, decide }: { line: FamilyLine; decide: ((change: Change) => void) | undefined }) {
  const { t } = useTranslation();
  const { fromId, toId, kind, evidence, state, other, memberName } = line;
  const change = (next: State) => decide?.({ fromId, toId, kind, evidence, state: next });
  return (
    <div>
      <Group gap="xs">
        <Badge variant="light" color={colors[state]} tt="none">
          {t(`family.${other.isAbove ? 'above' : 'below'}.${kind}`)}: {t(`family.states.${state}`)}
        </Badge>
        <Link to="/accounts/$id" params={{ id: String(other.accountId) }}>
          {other.name}
        </Link>
        {decide &&
          (state === 'proposed' ? (
            <>
              <Button size="compact-xs" variant="default" onClick={() => change('confirmed')}>
                {t('family.confirm')}
              </Button>
              <Button size="compact-xs" variant="default" onClick={() => change('denied')}>
                {t('family.deny')}
              </Button>
            </>
          ) : (
            memberName && (
              <Button size="compact-xs" variant="subtle" color="gray" onClick={() => change('open')}>
                {t('family.open')}
              </Button>
            )
          ))}
      </Group>
      <Text size="xs" c="dimmed">
        {[
          ...evidence.map(({ code, detail }) => t(`family.evidence.${code}`, { detail })),
          ...(memberName ? [t('family.decidedBy', { who: memberName })] : []),
        ].join(' · ')}
      </Text>
    </div>
  );
}

/** Sets a relation that nobody proposed: which kind, and which company. */
function AddRelation({ accountId, name, add }: { accountId: number; name: string; add: (change: Change) => void }) {
  const { t } = useTranslation();
  const [isOpen, modal] = useDisclosure();
  const [choice, setChoice] = useState('above.parent');
  const choices = (['above', 'below'] as const).flatMap((side) =>
    kinds
      .filter((kind) => kind !== 'group' || side === 'above')
      .map((kind) => ({ value: `${side}.${kind}`, label: t(`family.${side}.${kind}`) })),
  );
  const choose = (other: number) => {
    const [side, kind] = choice.split('.') as ['above' | 'below', FamilyLine['kind']];
    const [fromId, toId] = side === 'above' ? [accountId, other] : [other, accountId];
    add({ fromId, toId, kind, state: 'confirmed' });
    modal.close();
  };
  return (
    <>
      <Button size="compact-sm" variant="default" onClick={modal.open}>
        {t('family.add')}
      </Button>
      <Modal opened={isOpen} onClose={modal.close} title={t('family.add')}>
        <Select
          label={t('family.kindOf')}
          mb="md"
          allowDeselect={false}
          data={choices}
          value={choice}
          onChange={(value) => value && setChoice(value)}
        />
        <RecordSearch kind="account" id={accountId} name={name} onChoose={choose} />
      </Modal>
    </>
  );
}

function Domains({ domains }: { domains: Family['domains'] }) {
  const { t } = useTranslation();
  return (
    <Paper withBorder p="md">
      <Title order={2} mb="xs">
        {t('family.domains')}
      </Title>
      <Stack gap="xs">
        {domains.map(({ domain, owner, uses }) => (
          <div key={domain}>
            <Group gap="xs">
              <Text fw={600} size="sm">
                {domain}
              </Text>
              <Text size="sm">
                {owner.kind === 'account'
                  ? t('family.owners.account', { share: percent(owner.share) })
                  : owner.kind === 'group'
                    ? t('family.owners.group', { n: owner.accountIds.length })
                    : t('family.owners.open')}
              </Text>
            </Group>
            <Text size="xs" c="dimmed">
              {listed(uses.map(({ name, people }) => t('family.domainUse', { name, n: count(people) })))}
              {' · '}
              {t('family.domainTotal', { n: count(owner.people) })}
            </Text>
          </div>
        ))}
      </Stack>
    </Paper>
  );
}
