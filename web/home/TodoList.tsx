import { Anchor, Badge, List, Paper } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { count } from '../parts/format.ts';
import { useMe } from '../session/me.ts';
import type { Counts } from './counts.ts';
import { todosOf, type Todo } from './todo.ts';

export function TodoList({ counts }: { counts: Counts }) {
  const { t } = useTranslation();
  const me = useMe().data;
  const mine = me ? todosOf(me, counts) : [];
  if (mine.length === 0) return null;
  return (
    <Paper withBorder p="md" mb="lg">
      <List spacing={8} listStyleType="none">
        {mine.map(({ name, to, hash, ...narrowed }) => (
          <List.Item
            key={name}
            icon={
              <Badge variant="light" size="lg" miw={44}>
                {count(counts[name])}
              </Badge>
            }
          >
            <Anchor component={Link} to={to} {...(hash ? { hash } : {})} search={linkTo(narrowed) as never}>
              {t(`home.${name}`, { n: count(counts[name]) })}
            </Anchor>
          </List.Item>
        ))}
      </List>
    </Paper>
  );
}

/** What narrows the screen that a line leads to. */
const linkTo = ({ reason, quick }: Pick<Todo, 'reason' | 'quick'>) => ({
  ...(reason ? { reason } : {}),
  ...(quick ? { quick } : {}),
});
