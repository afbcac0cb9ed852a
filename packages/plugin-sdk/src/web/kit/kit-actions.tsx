import { Archive, Copy, Ellipsis, Link2, Mail, Pencil, Plus, Trash2 } from 'lucide-react';
import { Button } from '../button';
import { ButtonLink } from '../button-link';
import { IconButton } from '../icon-button';
import { Kbd } from '../kbd';
import { Menu, type MenuItems } from '../menu';
import { Panel } from '../panel';
import { SideNav } from '../side-nav';
import { Inline, Stack } from '../stack';
import { TextLink } from '../text';

const items: MenuItems = [
  { key: 'edit', label: 'Edit', icon: Pencil, shortcut: 'E', onSelect: () => undefined },
  { key: 'copy', label: 'Copy the link', icon: Link2, onSelect: () => undefined },
  { key: 'mail', label: 'Write an e-mail', icon: Mail, to: '?mail=new' },
  { key: 'merge', label: 'Merge', icon: Copy, isDisabled: true },
  'separator',
  { key: 'archive', label: 'Archive', icon: Archive, onSelect: () => undefined },
  { key: 'delete', label: 'Delete', icon: Trash2, tone: 'danger', onSelect: () => undefined },
];

/** Buttons, links and menus. */
export function KitActions() {
  return (
    <Panel title="Actions">
      <Stack>
        <Inline>
          <Button variant="primary" icon={Plus}>
            Create the quote
          </Button>
          <Button>Save as draft</Button>
          <Button variant="ghost">Cancel</Button>
          <Button variant="danger" icon={Trash2}>
            Delete the contact
          </Button>
          <ButtonLink to="?opened" icon={Mail}>
            Open the inbox
          </ButtonLink>
        </Inline>
        <Inline>
          <Button size="small">Small</Button>
          <Button>Medium</Button>
          <Button size="large">Large</Button>
          <Button variant="primary" isPending>
            Saving
          </Button>
          <Button disabled>Not available</Button>
          <IconButton icon={Pencil} label="Edit" />
          <IconButton icon={Trash2} label="Delete" size="small" />
        </Inline>
        <Inline>
          <Menu label="More" items={items} />
          <Menu
            label="Acts on this contact"
            items={items}
            icon={Ellipsis}
            isIconOnly
            variant="ghost"
          />
          <TextLink to="?link">A link in a text</TextLink>
          <Kbd keys={['Ctrl', 'K']} />
        </Inline>
        <SideNav
          label="Pages of a kind"
          index={{ to: '?index', label: 'All pages' }}
          groups={[
            {
              key: 'you',
              label: 'You',
              entries: [
                { to: '?page=profile', label: 'Profile', icon: Pencil },
                { to: '?page=mail', label: 'Mail', icon: Mail, count: 3 },
              ],
            },
          ]}
        >
          <div className="px-4">The page that was chosen.</div>
        </SideNav>
      </Stack>
    </Panel>
  );
}
