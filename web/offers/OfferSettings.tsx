import { Anchor, Badge, Button, Group, Stack, Switch, Table, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { answer, api, queryClient } from '../api/client.ts';
import { day, listed } from '../parts/format.ts';
import { NumberLink } from '../parts/NumberLink.tsx';
import { sayDone, sayFailed } from '../parts/notices.tsx';
import { Empty, Loaded } from '../parts/States.tsx';
import { useRight } from '../session/me.ts';
import { OfferForm } from './OfferForm.tsx';
import { draftOf, type OfferRow, type Offers, type Outcome } from './offer.ts';
import { TakenRows } from './TakenRows.tsx';

/** What people can ask for, and by which words imported rows say so: an act-now one goes to sales by itself. */
export function OfferSettings() {
  const { t } = useTranslation();
  const mayEdit = useRight('settings.edit');
  const [edited, setEdited] = useState<OfferRow | 'new'>();
  const offers = useQuery({ queryKey: ['offers'], queryFn: () => answer<Offers>(api.GET('/api/offers')) });
  return (
    <Stack>
      <Group justify="space-between" align="flex-start">
        <Text size="sm" c="dimmed" maw={760}>
          {t('offers.lead')}
        </Text>
        {mayEdit && <Button onClick={() => setEdited('new')}>{t('offers.add')}</Button>}
      </Group>
      <Loaded query={offers}>
        {(found) => (
          <>
            {found.offers.length === 0 ? (
              <Empty>{t('offers.none')}</Empty>
            ) : (
              <div className="table-scroll">
                <Table className="mori-table wraps-names">
                  <Table.Thead>
                    <Table.Tr>
                      <Table.Th>{t('offers.name')}</Table.Th>
                      <Table.Th>{t('offers.words')}</Table.Th>
                      <Table.Th>{t('offers.days')}</Table.Th>
                      <Table.Th className="number">{t('offers.handedOver')}</Table.Th>
                      <Table.Th className="number">{t('offers.joined')}</Table.Th>
                      <Table.Th>{t('offers.isActNow')}</Table.Th>
                      <Table.Td />
                    </Table.Tr>
                  </Table.Thead>
                  <Table.Tbody>
                    {found.offers.map((offer) => (
                      <Line key={offer.offerId} offer={offer} open={() => setEdited(offer)} />
                    ))}
                  </Table.Tbody>
                </Table>
              </div>
            )}
            {edited && (
              <OfferForm found={found} offer={edited === 'new' ? null : edited} close={() => setEdited(undefined)} />
            )}
          </>
        )}
      </Loaded>
    </Stack>
  );
}

function Line({ offer, open }: { offer: OfferRow; open: () => void }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState<Outcome>();
  const mayEdit = useRight('settings.edit');
  const change = useMutation({
    mutationFn: (isActNow: boolean) =>
      answer(
        api.PUT('/api/offers/{offerId}', {
          params: { path: { offerId: offer.offerId } },
          body: { ...draftOf(offer), isActNow },
        }),
      ),
    onSuccess: () => {
      sayDone(t('offers.saved'));
      void queryClient.invalidateQueries();
    },
    onError: sayFailed,
  });
  return (
    <Table.Tr>
      <Table.Th scope="row">
        <Anchor component="button" type="button" fw="inherit" fz="inherit" ta="left" onClick={open}>
          {offer.name}
        </Anchor>
        <Text size="xs" c="dimmed">
          {[t(`offers.kinds.${offer.kind}`), offer.product].filter(Boolean).join(' · ')}
        </Text>
      </Table.Th>
      <Table.Td>
        <Group gap={4}>
          {offer.words.map((word) => (
            <Badge key={word} variant="light" tt="none">
              {word}
            </Badge>
          ))}
        </Group>
        {offer.exceptWords.length > 0 && (
          <Text size="xs" c="dimmed">
            {t('offers.except', { words: listed(offer.exceptWords) })}
          </Text>
        )}
      </Table.Td>
      <Table.Td>
        {day(offer.startsOn)}〜{offer.endsOn && day(offer.endsOn)}
      </Table.Td>
      {(['handed_over', 'joined'] as const).map((outcome) => (
        <Table.Td key={outcome} className="number">
          <NumberLink
            value={offer.taken[outcome] ?? 0}
            label={`${offer.name} ${t(`offers.outcomes.${outcome}`)}`}
            open={() => setOpened(outcome)}
          />
        </Table.Td>
      ))}
      <Table.Td>
        <Switch
          checked={offer.isActNow}
          disabled={!mayEdit || change.isPending}
          aria-label={`${offer.name} ${t('offers.isActNow')}`}
          onChange={(event) => change.mutate(event.currentTarget.checked)}
        />
      </Table.Td>
      <Table.Td>{opened && <TakenRows offer={offer} outcome={opened} close={() => setOpened(undefined)} />}</Table.Td>
    </Table.Tr>
  );
}
