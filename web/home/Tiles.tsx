import { Anchor, Button, Group, Paper, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { paths } from '../api/schema.ts';
import { answer, api } from '../api/client.ts';
import { EarlierLine, KpiNumber, PlanLine, SoFar } from '../kpis/KpiNumber.tsx';
import { KpiRowsModal } from '../kpis/KpiRowsModal.tsx';
import { type KpiQuery, periodKinds } from '../kpis/kpi.ts';
import { day } from '../parts/format.ts';
import { Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import { ChooseTiles } from './ChooseTiles.tsx';

export type Tiles = paths['/api/home/tiles']['get']['responses'][200]['content']['application/json'];
type Tile = Tiles['tiles'][number];

/** Three questions of the role, or up to seven the member chose: each a number with n and date, and one next step. */
export function HomeTiles() {
  const { t } = useTranslation();
  const mayRead = useRight('tiles.read');
  const [opened, setOpened] = useState<Tile>();
  const [isChoosing, setIsChoosing] = useState(false);
  const tiles = useQuery({
    queryKey: ['home-tiles'],
    enabled: mayRead,
    queryFn: () => answer<Tiles>(api.GET('/api/home/tiles')),
  });
  if (!mayRead) return null;
  return (
    <section className="home-tiles">
      <Group justify="space-between" mb="xs">
        <Title order={2}>{t('home.numbers')}</Title>
        <Button variant="subtle" size="compact-sm" disabled={!tiles.data} onClick={() => setIsChoosing(true)}>
          {t('home.chooseTiles')}
        </Button>
      </Group>
      <Loaded query={tiles}>
        {(data) => (
          <>
            <div className="kpi-cards">
              {data.tiles.map((tile) => (
                <TileCard key={tile.code} tile={tile} open={() => setOpened(tile)} />
              ))}
            </div>
            {isChoosing && <ChooseTiles tiles={data} close={() => setIsChoosing(false)} />}
          </>
        )}
      </Loaded>
      {opened && <KpiRowsModal kpi={opened} query={placeOf(opened)} close={() => setOpened(undefined)} />}
    </section>
  );
}

function TileCard({ tile, open }: { tile: Tile; open: () => void }) {
  const { t, i18n } = useTranslation();
  const language = i18n.language === 'en' ? 'en' : 'ja';
  return (
    <Paper withBorder p="sm" className="kpi-card home-tile">
      <Title order={3} fz="sm">
        {tile.question[language]}
      </Title>
      <Text size="xs" c="dimmed" mb={4}>
        {tile.name[language]} · {tile.period.label[language]}
        {(tile.scope === 'owner' || tile.scope === 'agency') && ` · ${t(`kpi.scopes.${tile.scope}`)}`}
      </Text>
      {tile.unmeasured ? (
        <Text size="sm" c="dimmed">
          {tile.unmeasured[language]}
        </Text>
      ) : (
        <>
          <KpiNumber kpi={tile} open={open} />
          <PlanLine kpi={tile} query={placeOf(tile)} />
          <EarlierLine kpi={tile} />
          <Text size="xs" c="dimmed">
            {t('common.asOf', { date: day(tile.asOf) })}
            {!tile.isSettled && ` · ${t('kpi.running')}`}
            {(tile.previous || tile.lastYear) && <SoFar kpi={tile} />}
          </Text>
        </>
      )}
      <Anchor component={Link} to={tile.next.to} size="sm" className="next-step">
        {tile.next[language]} →
      </Anchor>
    </Paper>
  );
}

/** The same period and companies on the board, so that the rows are those of the tile. */
function placeOf({ period, scope }: Tile): KpiQuery {
  const kind = periodKinds.find((one) => one === period.kind) ?? 'quarter';
  // An agency's question is always about its own companies, which the server knows.
  return { period: kind, at: period.from, scope: scope === 'agency' ? 'all' : scope };
}
