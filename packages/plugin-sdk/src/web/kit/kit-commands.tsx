import { Pencil, Users } from 'lucide-react';
import { useState } from 'react';
import { Button } from '../button';
import { CommandDialog, type CommandDialogProps } from '../command-dialog';
import { Panel } from '../panel';
import { ShortcutList } from '../shortcut-list';
import { Inline, Stack } from '../stack';

type State = 'closed' | CommandDialogProps['status'];

/** The command dialog in each of its states, and a list of shortcuts. */
export function KitCommands() {
  const [state, setState] = useState<State>('closed');
  const [query, setQuery] = useState('');
  const close = () => setState('closed');
  const open = (next: State, text: string) => () => {
    setQuery(text);
    setState(next);
  };
  const groups = [
    {
      id: 'page',
      label: 'On this page',
      items: [{ id: 'edit', label: 'Edit', icon: Pencil, keys: ['E'], onRun: close }],
    },
    { id: 'recent', label: 'Recently opened', items: [], pending: 2 },
    {
      id: 'contacts',
      label: 'Contacts',
      items: [
        { id: '1', label: 'Claire Lefèvre', detail: 'Buyer', icon: Users, onRun: close },
        { id: '2', label: 'Lefèvre et fils', icon: Users, isCurrent: true, onRun: close },
      ],
    },
  ];
  return (
    <Panel title="Commands">
      <Stack>
        <Inline>
          <Button onClick={open('ready', '')}>Open the commands</Button>
          <Button onClick={open('ready', 'nothing')}>Nothing found</Button>
          <Button onClick={open('loading', 'slow')}>Still searching</Button>
          <Button onClick={open('failed', 'offline')}>Search failed</Button>
        </Inline>
        <ShortcutList
          groups={[
            {
              label: 'Everywhere',
              shortcuts: [
                { label: 'Search and commands', keys: ['Ctrl', 'K'] },
                { label: 'Contacts', keys: ['G', 'C'] },
              ],
            },
          ]}
        />
      </Stack>
      {state !== 'closed' && (
        <CommandDialog
          title="Search and commands"
          fieldLabel="Find, open, create, do…"
          query={query}
          onQueryChange={setQuery}
          groups={query === '' ? groups : []}
          status={state}
          isSure
          empty={{ title: 'Nothing found', text: 'Try another spelling, or fewer words.' }}
          onClose={close}
        />
      )}
    </Panel>
  );
}
