import { Badge, DataTable, type DataTableColumn, Panel, useT } from '@socle/plugin-sdk/web';
import { type ImportCounts, type RowProblem, SHOWN_PROBLEMS } from '../../domain/import-counts';

type Translate = ReturnType<typeof useT>;

/** Rows refused, or taken with something left out, by their number in the file. */
export function ProblemList(props: { problems: readonly RowProblem[]; counts: ImportCounts }) {
  const t = useT();
  const { problems, counts } = props;
  if (problems.length === 0) return null;
  return (
    <Panel
      title={t('core.import.screen.problems.title')}
      meta={
        <>
          {t('core.import.screen.problems.counts', {
            rejected: counts.rejected,
            warned: counts.warned,
          })}
          {problems.length < counts.rejected + counts.warned && (
            <> · {t('core.import.screen.problems.first', { count: SHOWN_PROBLEMS })}</>
          )}
        </>
      }
      isFlush
    >
      <DataTable
        caption={t('core.import.screen.problems.title')}
        rows={problems}
        rowKey={(row) => String(row.line)}
        columns={problemColumns(t)}
      />
    </Panel>
  );
}

const problemColumns = (t: Translate): DataTableColumn<RowProblem>[] => [
  {
    key: 'line',
    header: t('core.import.screen.column.line'),
    render: (row) => row.line,
    width: '6rem',
  },
  {
    key: 'state',
    header: t('core.import.screen.column.status'),
    render: (row) =>
      row.isRejected ? (
        <Badge tone="danger">{t('core.import.screen.problems.rejected')}</Badge>
      ) : (
        <Badge tone="warning">{t('core.import.screen.problems.warning')}</Badge>
      ),
    width: '8rem',
  },
  {
    key: 'problem',
    header: t('core.import.screen.column.problem'),
    render: (row) => <Issues problem={row} />,
  },
];

function Issues({ problem }: { problem: RowProblem }) {
  const t = useT();
  const texts = problem.issues.map(({ column, code, params }) => {
    const text = t(code, { ...params });
    return column === null ? text : t('core.import.screen.reason', { column, text });
  });
  return <>{texts.join(' ')}</>;
}
