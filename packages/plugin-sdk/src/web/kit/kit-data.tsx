import { Mail, Phone, Search } from 'lucide-react';
import { Avatar } from '../avatar';
import { Badge } from '../badge';
import { Columns } from '../columns';
import { DataTable } from '../data-table';
import type { DataTableColumn } from '../data-table-parts';
import { DescriptionList } from '../description-list';
import { EmptyState } from '../empty-state';
import { FilterSelect } from '../filter-bar';
import { HistoryPanel, type HistoryPanelProps } from '../history-panel';
import { useLocale } from '../i18n';
import { ListFilters } from '../list-filters';
import { Money } from '../money';
import { NoteForm } from '../note-form';
import { Pager } from '../pager';
import { Panel } from '../panel';
import { Stack } from '../stack';
import { Tabs } from '../tabs';
import { Tag } from '../tag';
import { Time } from '../time';
import { Timeline } from '../timeline';
import type { Tone } from '../tone';
import { Toolbar } from '../toolbar';

interface SampleDeal {
  id: string;
  company: string;
  stage: string;
  tone: Tone;
  amount: string;
}

const deals: readonly SampleDeal[] = [
  { id: '1', company: 'Ateliers Lefèvre', stage: 'New', tone: 'info', amount: '1250000' },
  { id: '2', company: 'Boulangerie du Marché', stage: 'Won', tone: 'success', amount: '84550' },
  { id: '3', company: 'Kermarrec & Fils', stage: 'Late', tone: 'warning', amount: '9990000' },
];

const columns: readonly DataTableColumn<SampleDeal>[] = [
  {
    key: 'company',
    header: 'Company',
    sortHref: '?sort=-company',
    sorted: 'ascending',
    render: (deal) => (
      <>
        <Avatar name={deal.company} kind="company" />
        <span>{deal.company}</span>
      </>
    ),
  },
  { key: 'stage', header: 'Stage', render: (deal) => <Badge tone={deal.tone}>{deal.stage}</Badge> },
  {
    key: 'amount',
    header: 'Amount',
    align: 'end',
    sortHref: '?sort=amount',
    render: (deal) => <Money amount={deal.amount} currency="EUR" />,
  },
];

const historyPage = (now: number): HistoryPanelProps['page'] => ({
  nextCursor: 'older',
  entries: [
    {
      id: '1',
      kind: 'note',
      icon: 'note',
      text: 'wrote a note',
      data: { body: 'Call again\non Friday.' },
      record: { type: 'sample.deal', id: '1' },
      occurredAt: new Date(now - 3_600_000),
      userName: 'Marie Kermarrec',
    },
  ],
});

/** What shows records: tables, facts, timelines, and the ways to narrow a list. */
export function KitData() {
  const { now } = useLocale();
  return (
    <Stack>
      <Panel title="Table" meta="3" isFlush>
        <div className="px-4">
          <Tabs
            label="Views"
            items={[
              { to: '?', label: 'All', count: 3, isCurrent: true },
              { to: '?view=mine', label: 'Mine', count: 1, isCurrent: false },
            ]}
          />
        </div>
        <Toolbar>
          <ListFilters label="Search the deals" state={{ q: '', stage: 'won', owner: '' }}>
            <FilterSelect
              name="stage"
              label="Stage"
              value="won"
              options={[
                { value: 'new', label: 'New' },
                { value: 'won', label: 'Won' },
              ]}
            />
            <FilterSelect name="owner" label="Owner" options={[{ value: 'me', label: 'Me' }]} />
          </ListFilters>
        </Toolbar>
        <DataTable
          caption="Sample deals"
          columns={columns}
          rows={deals}
          rowKey={(deal) => deal.id}
          rowHref={(deal) => `?deal=${deal.id}`}
          rowLabel={(deal) => deal.company}
          selection={{ name: 'ids' }}
        />
        <Pager shown={3} total={1200} nextCursor="3" />
      </Panel>
      <Columns min="wide">
        <Panel title="Facts">
          <DescriptionList
            facts={[
              { key: 'phone', label: 'Phone', value: '02 98 44 12 00' },
              { key: 'web', label: 'Website' },
              { key: 'tags', label: 'Tags', value: <Tag>VIP</Tag> },
              { key: 'seen', label: 'Last seen', value: <Time at={now - 7_200_000} /> },
            ]}
          />
        </Panel>
        <Panel title="Timeline">
          <Timeline
            label="History"
            entries={[
              {
                key: '1',
                icon: Phone,
                tone: 'success',
                actor: 'Marie Kermarrec',
                title: 'called',
                at: now - 3_600_000,
                body: 'Wants the quote before Friday.',
              },
              {
                key: '2',
                icon: Mail,
                actor: 'Paul Guivarc’h',
                title: 'sent an e-mail',
                at: now - 86_400_000,
              },
            ]}
          />
        </Panel>
        <HistoryPanel title="History" page={historyPage(now)}>
          <NoteForm label="Write a note" submitLabel="Add the note" error={undefined} />
        </HistoryPanel>
        <Panel title="Empty">
          <EmptyState isCompact icon={Search} title="Nothing found" text="Try fewer filters." />
        </Panel>
      </Columns>
    </Stack>
  );
}
