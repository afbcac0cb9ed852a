import { Form } from '@remix-run/react';
import { Badge, SubmitButton, Text, TextLink, Time, useT } from '@socle/plugin-sdk/web';
import { useId } from 'react';
import { TASK_STATUSES, type TaskStatus } from '../../contract';
import { formatDuration } from '../../domain/duration';
import type { TaskCard } from '../../server/queries/task-board';

/** The acts a card offers in each column: where it goes, and the word for it. */
const ACTS: Record<TaskStatus, readonly (readonly [TaskStatus, string])[]> = {
  todo: [
    ['doing', 'doing'],
    ['done', 'done'],
  ],
  doing: [
    ['done', 'done'],
    ['todo', 'todo'],
  ],
  done: [['doing', 'again']],
};

/** The tasks of a project in three columns; they stack where there is no room. */
export function TaskBoard({ tasks, canMove }: { tasks: readonly TaskCard[]; canMove: boolean }) {
  return (
    <div className="@container">
      <div className="grid items-start gap-3 @min-[600px]:grid-cols-3">
        {TASK_STATUSES.map((status) => (
          <BoardColumn
            key={status}
            status={status}
            tasks={tasks.filter((task) => task.status === status)}
            canMove={canMove}
          />
        ))}
      </div>
    </div>
  );
}

interface ColumnProps {
  status: TaskStatus;
  tasks: readonly TaskCard[];
  canMove: boolean;
}

function BoardColumn({ status, tasks, canMove }: ColumnProps) {
  const t = useT();
  const headingId = useId();
  const minutes = tasks.reduce((sum, task) => sum + task.plannedMinutes, 0);
  return (
    <section aria-labelledby={headingId} className="min-w-0 rounded-card bg-sunken p-2">
      <header className="flex items-baseline gap-2 px-1.5 pt-0.5 pb-2">
        <h3 id={headingId} className="m-0 text-dense font-semibold">
          {t(`projects.taskStatus.${status}`)}
        </h3>
        <Text look="faint" isNumeric>
          {tasks.length}
        </Text>
        <span className="ml-auto">
          {minutes > 0 && (
            <Text look="faint" isNumeric>
              {formatDuration(minutes)}
            </Text>
          )}
        </span>
      </header>
      {tasks.length === 0 ? (
        <p className="m-0 px-1.5 pb-1.5 text-small text-ink-faint">{t('projects.task.noneHere')}</p>
      ) : (
        <ul className="m-0 grid gap-2">
          {tasks.map((task) => (
            <Card key={task.id} task={task} canMove={canMove} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Card({ task, canMove }: { task: TaskCard; canMove: boolean }) {
  return (
    <li className="rounded-control border border-line bg-surface px-3 py-2 text-dense">
      <TextLink to={`/projects/tasks/${task.id}`}>{task.title}</TextLink>
      <CardFacts task={task} />
      {canMove && (
        <Form method="post" preventScrollReset className="mt-1.5 -ml-2 flex flex-wrap">
          <input type="hidden" name="intent" value="move" />
          <input type="hidden" name="taskId" value={task.id} />
          {ACTS[task.status].map(([status, word]) => (
            <MoveButton key={status} status={status} word={word} title={task.title} />
          ))}
        </Form>
      )}
    </li>
  );
}

function CardFacts({ task }: { task: TaskCard }) {
  const t = useT();
  const due = task.dueOn && <Time at={`${task.dueOn}T12:00:00Z`} mode="date" />;
  return (
    <div className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-small text-ink-faint">
      {task.isOverdue && <Badge tone="danger">{t('projects.project.late')}</Badge>}
      {due}
      {task.plannedMinutes > 0 && (
        <span className="numeric">{formatDuration(task.plannedMinutes)}</span>
      )}
      {task.assigneeName && <span className="truncate">{task.assigneeName}</span>}
    </div>
  );
}

function MoveButton(props: { status: TaskStatus; word: string; title: string }) {
  const t = useT();
  return (
    <SubmitButton name="status" value={props.status} size="small" variant="ghost" isPending={false}>
      {t(`projects.task.act.${props.word}`)}
      <span className="sr-only"> – {props.title}</span>
    </SubmitButton>
  );
}
