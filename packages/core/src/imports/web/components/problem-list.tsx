import { Badge, DataTable, Panel, useT } from '@socle/plugin-sdk/web';
import type { RowProblem } from '../../domain/import-counts';

/** Rows refused, or taken with something left out, by their number in the file. */
export function ProblemList({ problems }: { problems: readonly RowProblem[] }) {
  const t = useT();
  if (problems.length === 0) return null;
  return (
    <Panel
      title={t('core.import.screen.problems.title')}
      meta={t('core.import.screen.problems.shown', { count: problems.length })}
      isFlush
    >
      <DataTable
        caption={t('core.import.screen.problems.title')}
        rows={problems}
        rowKey={(row) => String(row.line)}
        columns={[
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
        ]}
      />
    </Panel>
  );
}

function Issues({ problem }: { problem: RowProblem }) {
  const t = useT();
  const texts = problem.issues.map(({ column, code, params }) => {
    const text = t(code, { ...params });
    return column === null ? text : t('core.import.screen.reason', { column, text });
  });
  return <>{texts.join(' ')}</>;
}
