import { Badge, Group, Paper, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { FamilyTreeNode } from '../../api/shapes.ts';
import { beside, count } from '../parts/format.ts';

const indent = { margin: 0, paddingLeft: '1.2rem' };

/** The whole corporate family from the outermost company down: who looks after each, and how many people are known there. */
export function FamilyTree({ tree, accountId }: { tree: FamilyTreeNode; accountId: number }) {
  const { t } = useTranslation();
  return (
    <Paper withBorder p="md">
      <Title order={2} mb="xs">
        {t('family.whole')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('family.wholeLead')}
      </Text>
      <ul style={indent}>
        <Branch node={tree} accountId={accountId} />
      </ul>
    </Paper>
  );
}

function Branch({ node, accountId }: { node: FamilyTreeNode; accountId: number }) {
  const { t } = useTranslation();
  const { name, kind, ownerName, people, isTarget, children } = node;
  const isHere = node.accountId === accountId;
  return (
    <li>
      <Group gap={6}>
        {isHere ? (
          <Text fw={600} size="sm" aria-current="page">
            {name}
          </Text>
        ) : (
          <Link to="/accounts/$id" params={{ id: String(node.accountId) }}>
            {name}
          </Link>
        )}
        {kind && kind !== 'parent' && (
          <Badge variant="light" color="gray" tt="none">
            {t(`family.below.${kind}`)}
          </Badge>
        )}
        {isTarget && (
          <Badge variant="light" tt="none">
            {t('family.target')}
          </Badge>
        )}
        <Text size="xs" c="dimmed">
          {beside([
            ...(people > 0 ? [t('family.knownPeople', { n: count(people) })] : []),
            ...(ownerName ? [`${t('accounts.owner')}: ${ownerName}`] : []),
          ])}
        </Text>
      </Group>
      {children.length > 0 && (
        <ul style={indent}>
          {children.map((child) => (
            <Branch key={child.accountId} node={child} accountId={accountId} />
          ))}
        </ul>
      )}
    </li>
  );
}
