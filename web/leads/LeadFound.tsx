import { Alert, Anchor, Badge, Group, Stack, Text, Title, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Bits, type Explained } from '../reviews/Explanation.tsx';
import type { Company, LeadAnswer } from './answer.ts';

const colors = {
  account: 'teal',
  new: 'blue',
  asked: 'yellow',
  group: 'yellow',
  unresolved: 'gray',
  rejected: 'red',
} as const;

/** The answer for one lead: company, person, why, and the company that came next. */
export function LeadFound({ found }: { found: LeadAnswer }) {
  const { t, i18n } = useTranslation();
  if (found.problem)
    return (
      <Alert color="red" title={t('leads.results.rejected')}>
        {found.problem.detail[i18n.language === 'en' ? 'en' : 'ja']}
      </Alert>
    );
  return (
    <Stack gap="md">
      <div>
        <Badge color={colors[found.result]} variant="light" tt="none" size="lg">
          {t(`leads.results.${found.result}`)}
        </Badge>
        <Title order={2} mt="xs">
          {found.account ? <CompanyLink company={found.account} /> : (found.companyName ?? '—')}
        </Title>
        {found.openReason && <Text size="sm">{t(`leads.open.${whyOpen(found)}`)}</Text>}
        {found.result === 'asked' && (
          <Anchor href={found.account ? `/reviews?about=${found.account.accountId}` : '/reviews'} size="sm">
            {t('leads.toReviews')}
          </Anchor>
        )}
      </div>
      {found.account && <CompanyFacts found={found} company={found.account} />}
      <Reasons explained={found.explanation} />
      {found.group.length > 0 && (
        <Section title={t('leads.groupOf')}>
          {found.group.map((company) => (
            <div key={company.accountId}>
              <CompanyLink company={company} />
            </div>
          ))}
        </Section>
      )}
      {found.person && <PersonFound person={found.person} />}
      {found.best && (
        <Section title={t(found.account ? 'leads.best' : 'leads.nearest')}>
          <CompanyLink company={found.best.account} />
          <Reasons explained={found.best.explanation} />
        </Section>
      )}
    </Stack>
  );
}

/** Who gave the company's name is not asked for it again. */
function whyOpen({ openReason, companyName }: LeadAnswer) {
  return openReason === 'too_little' && companyName ? 'named_only' : openReason!;
}

function CompanyFacts({ found, company }: { found: LeadAnswer; company: Company }) {
  const { t } = useTranslation();
  const { target, owner } = company;
  return (
    <Group gap="xl">
      <Fact name={t('leads.method')}>{t(`account.methods.${found.method}`)}</Fact>
      {found.score !== null && found.result === 'account' && (
        <Fact name={t('leads.chance')}>{(found.score * 100).toFixed(1)}%</Fact>
      )}
      <Fact name={t('leads.onTargetList')}>
        {target
          ? [t(`targets.statuses.${target.status}`), target.tier && t(`accounts.tiers.${target.tier}`)]
              .filter(Boolean)
              .join(' · ')
          : t('leads.notTarget')}
      </Fact>
      <Fact name={t('leads.owner')}>{owner?.name ?? t('leads.noOwner')}</Fact>
    </Group>
  );
}

function PersonFound({ person }: { person: NonNullable<LeadAnswer['person']> }) {
  const { t } = useTranslation();
  return (
    <Section title={t('leads.person')}>
      <Group gap="xs">
        {person.personId === null ? (
          <Text>{person.name}</Text>
        ) : (
          <Anchor component={Link} to="/people/$id" params={{ id: String(person.personId) } as never}>
            {person.name}
          </Anchor>
        )}
        <Text size="sm" c="dimmed">
          {person.isNew ? t('leads.newPerson') : `${t('leads.knownPerson')} · ${t(`account.methods.${person.method}`)}`}
        </Text>
      </Group>
      <Reasons explained={person.explanation} />
    </Section>
  );
}

/** Words first; the bits behind them open on a click. */
function Reasons({ explained }: { explained: LeadAnswer['explanation'] }) {
  const { t, i18n } = useTranslation();
  const [isOpen, { toggle }] = useDisclosure(false);
  if (!explained) return null;
  const language = i18n.language === 'ja' ? 'ja' : 'en';
  return (
    <div>
      <Stack gap={2} mt={4}>
        {explained.lines
          .filter(({ bits }) => bits !== 0)
          .map(({ words, bits }) => (
            <Text key={words.ja} size="sm">
              <Text span fw={600} aria-hidden="true">
                {bits > 0 ? '＋' : '－'}
              </Text>{' '}
              {words[language]}
            </Text>
          ))}
      </Stack>
      <UnstyledButton mt={4} onClick={toggle} aria-expanded={isOpen}>
        <Text size="sm" c="var(--mantine-color-anchor)">
          {isOpen ? '▾' : '▸'} {t('leads.details')}
        </Text>
      </UnstyledButton>
      {isOpen && <Bits explained={explained as Explained} />}
    </div>
  );
}

function CompanyLink({ company }: { company: Company }) {
  return (
    <>
      <Anchor component={Link} to="/accounts/$id" params={{ id: String(company.accountId) } as never} inherit>
        {company.name}
      </Anchor>
      {company.prefecture && (
        <Text span size="sm" c="dimmed">
          {' '}
          {company.prefecture}
        </Text>
      )}
    </>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <Title order={3} size="h5" mb={4}>
        {title}
      </Title>
      {children}
    </section>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <Text size="xs" c="dimmed">
        {name}
      </Text>
      <Text size="sm">{children}</Text>
    </div>
  );
}
