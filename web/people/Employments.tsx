import { Anchor, Badge, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { NamedEmployment } from '../../api/shapes.ts';
import { listed } from '../parts/format.ts';
import { shownPhone } from '../parts/phone.ts';
import { departmentWords, leavingWords, periodWords } from './leaving.ts';
import { systemName } from '../parts/system-name.ts';

/** Direct lines and mail addresses that belong to a former employment. */
export type FormerReach = { accountId: number; values: readonly string[] };

/** Where the person works, and where they worked: departments, since when and until when, how they were reached there, and what says so. */
export function Employments({
  employments,
  formerReach,
}: {
  employments: readonly NamedEmployment[];
  formerReach: readonly FormerReach[];
}) {
  const { t } = useTranslation();
  const sections = [
    ['current', employments.filter(({ left }) => left === null)],
    ['former', employments.filter(({ left }) => left !== null)],
  ] as const;
  return (
    <Paper withBorder p="md">
      <Stack gap="md">
        {sections.map(([name, posts]) =>
          posts.length === 0 && name === 'former' ? null : (
            <section key={name}>
              <Title order={2} size="h3" mb={4}>
                {t(`people.employments.${name}`)}
              </Title>
              {posts.length === 0 && (
                <Text size="sm" c="dimmed">
                  {t('people.employments.unknown')}
                </Text>
              )}
              <Stack gap="xs">
                {posts.map((post) => (
                  <Post
                    key={post.accountId}
                    post={post}
                    reach={formerReach.find(({ accountId }) => accountId === post.accountId)?.values ?? []}
                  />
                ))}
              </Stack>
            </section>
          ),
        )}
      </Stack>
    </Paper>
  );
}

function Post({ post, reach }: { post: NamedEmployment; reach: readonly string[] }) {
  const { t } = useTranslation();
  const named = post.stays.filter(({ department, title }) => department !== null || title !== null);
  return (
    <div>
      <Group gap={6}>
        {post.isListed ? (
          <Anchor component={Link} to={`/accounts/${post.accountId}`} underline="always" size="sm">
            {post.accountName}
          </Anchor>
        ) : (
          <Text size="sm">{post.accountName}</Text>
        )}
        {post.hasSecondPost && (
          <Badge tt="none" variant="light" color="grape" size="sm">
            {t('people.employments.second')}
          </Badge>
        )}
        <Text span size="xs" c="dimmed">
          {periodWords(post, t)}
        </Text>
      </Group>
      {named.map((stay) => (
        <Text key={`${stay.department}/${stay.title}`} size="sm" {...(stay.isCurrent ? {} : { c: 'dimmed' })}>
          {[departmentWords(stay, t), stay.title].filter(Boolean).join(' ')}{' '}
          <Text span size="xs" c="dimmed">
            {[
              post.left === null && !stay.isCurrent && t('people.employments.before'),
              periodWords(stay, t),
              systemName(stay.source),
            ]
              .filter(Boolean)
              .join(' · ')}
          </Text>
        </Text>
      ))}
      {reach.length > 0 && (
        <Text size="xs" c="dimmed">
          {t('people.employments.reachedThere', { values: listed(reach.map(shown)) })}
        </Text>
      )}
      {post.left && (
        <Text size="xs" c="dimmed">
          {leavingWords(post.left, t)}
        </Text>
      )}
    </div>
  );
}

const shown = (value: string) => (value.includes('@') ? value : shownPhone(value));
