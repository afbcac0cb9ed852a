import { describe, expect, it } from 'vitest';
import { isInOrder, isOverdue } from './project';
import { progressOf, taskForm, taskInput } from './task';

describe('deadlines', () => {
  it('have passed the day after, and never for what is done', () => {
    const today = '2026-03-10';
    expect(isOverdue({ status: 'doing', dueOn: '2026-03-09' }, today)).toBe(true);
    expect(isOverdue({ status: 'doing', dueOn: '2026-03-10' }, today)).toBe(false);
    expect(isOverdue({ status: 'doing', dueOn: null }, today)).toBe(false);
    expect(isOverdue({ status: 'done', dueOn: '2026-03-09' }, today)).toBe(false);
  });

  it('do not come before the start', () => {
    expect(isInOrder('2026-03-10', '2026-03-10')).toBe(true);
    expect(isInOrder('2026-03-10', '2026-03-09')).toBe(false);
    expect(isInOrder(null, '2026-03-09')).toBe(true);
  });
});

describe('tasks', () => {
  it('add up in number and in minutes', () => {
    expect(
      progressOf([
        { status: 'done', plannedMinutes: 60 },
        { status: 'doing', plannedMinutes: 90 },
        { status: 'todo', plannedMinutes: 0 },
      ]),
    ).toEqual({ done: 1, total: 3, doneMinutes: 60, plannedMinutes: 150 });
    expect(progressOf([])).toEqual({ done: 0, total: 0, doneMinutes: 0, plannedMinutes: 0 });
  });

  it('take whole minutes from the API, and hours from people', () => {
    const projectId = '01936f4e-7c1a-7000-8000-000000000001';
    const api = (plannedMinutes: unknown) =>
      taskInput.safeParse({ title: 'Pose', projectId, plannedMinutes });
    expect(api(90).data?.plannedMinutes).toBe(90);
    expect(api(undefined).data?.plannedMinutes).toBe(0);
    for (const wrong of [-1, 1.5, 1e9, 'beaucoup', Number.NaN])
      expect(api(wrong).success, String(wrong)).toBe(false);
    const form = (planned: string) => taskForm.safeParse({ title: 'Pose', planned });
    expect(form('1 h 30').data?.planned).toBe(90);
    expect(form('').data?.planned).toBe(0);
    expect(form('demain').error?.issues[0]?.message).toBe('projects.task.error.duration');
  });
});
