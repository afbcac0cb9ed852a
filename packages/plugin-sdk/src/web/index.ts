/** The design system: what every screen of the product, and of its plugins, is made of. */
export * from './access';
export { AppShell, type AppShellProps, type NavGroup } from './app-shell';
export { AuthLayout, type AuthLayoutProps } from './auth-layout';
export { Avatar, type AvatarProps } from './avatar';
export { Badge } from './badge';
export { BarChart, type BarChartProps, type ChartPoint } from './bar-chart';
export { Button, type ButtonProps } from './button';
export { ButtonLink, type ButtonLinkProps } from './button-link';
export type { ButtonSize, ButtonVariant } from './button-style';
export { Callout, type CalloutProps, type CalloutTone } from './callout';
export { ChangeList, type ValueChange } from './change-list';
export { CheckboxField, type CheckboxFieldProps } from './checkbox-field';
export { Columns } from './columns';
export { Combobox, type ComboboxItem, type ComboboxProps } from './combobox';
export {
  CommandDialog,
  type CommandDialogProps,
  type CommandGroup,
  type CommandItem,
  preloadCommandDialog,
} from './command-dialog';
export {
  type CommandRegistry,
  CommandsProvider,
  createCommandRegistry,
  type PageCommand,
  useCommand,
} from './commands';
export { DataTable, type DataTableProps } from './data-table';
export type { DataTableColumn } from './data-table-parts';
export { DateField, type DateFieldProps } from './date-field';
export { DescriptionList, type Fact } from './description-list';
export { Dialog, type DialogProps } from './dialog';
export { DonutChart, type DonutChartProps } from './donut-chart';
export { EmptyState, type EmptyStateProps } from './empty-state';
export { ErrorState, type ErrorStateProps } from './error-state';
export { ExportLink } from './export-link';
export { type ControlAttributes, Field, type FieldOptions, type FieldProps } from './field';
export { FileDrop, type FileDropProps } from './file-drop';
export {
  FilterBar,
  type FilterBarProps,
  FilterSelect,
  type FilterSelectProps,
} from './filter-bar';
export { FilterDate, type FilterDateProps } from './filter-date';
export { FormActions } from './form-actions';
export { FormErrors, type FormErrorsProps } from './form-errors';
export { HistoryPanel, type HistoryPanelProps } from './history-panel';
export {
  I18nProvider,
  type I18nProviderProps,
  type MessageParams,
  useLocale,
  useT,
} from './i18n';
export { Icon, type IconType } from './icon';
export { IconButton, type IconButtonProps } from './icon-button';
export { Kbd } from './kbd';
export { KitPage } from './kit/kit-page';
export { LanguageToggle } from './language-toggle';
export { LineChart, type LineChartProps, type LineSeries } from './line-chart';
export { ListFilters, type ListFiltersProps } from './list-filters';
export { ListPage, type ListPageProps } from './list-page';
export { isNarrowed, type ListState, listState } from './list-state';
export { MemberField, type MemberFieldProps } from './member-field';
export { Menu, type MenuAction, type MenuItems, type MenuProps } from './menu';
export { webMessages } from './messages';
export {
  defineWebModule,
  type SlotComponent,
  slotComponent,
  type WebModule,
} from './module-web';
export { Money, type MoneyProps } from './money';
export { formatMoney } from './money-format';
export { namedIcon } from './named-icon';
export { type NavEntry, NavItem } from './nav-item';
export { NoteForm, type NoteFormProps } from './note-form';
export { NoticeBar, type NoticeBarProps } from './notice-bar';
export { NumberField, type NumberFieldProps } from './number-field';
export { PageBody } from './page-body';
export { PageHeader, type PageHeaderProps } from './page-header';
export { Pager, type PagerProps } from './pager';
export { Panel, type PanelProps } from './panel';
export { makePasskey, type PasskeyAnswer, presentPasskey } from './passkey-ceremony';
export { PasswordField, type PasswordFieldProps } from './password-field';
export { Progress, type ProgressProps } from './progress';
export {
  RadioGroupField,
  type RadioGroupFieldProps,
  type RadioOption,
} from './radio-group-field';
export { RecordForm, type RecordFormProps } from './record-form';
export { RecordHistoryLink } from './record-history-link';
export { RecordLayout, type RecordLayoutProps } from './record-layout';
export {
  RepeatableField,
  type RepeatableFieldProps,
  type RepeatableRow,
} from './repeatable-field';
export { SearchButton, type SearchButtonProps } from './search-button';
export { SearchField, type SearchFieldProps } from './search-field';
export { Section, type SectionProps } from './section';
export { SelectField, type SelectFieldProps, type SelectOption } from './select-field';
export { SelectionBar, type SelectionBarProps } from './selection-bar';
export { type ShortcutGroup, ShortcutList } from './shortcut-list';
export { SideNav, type SideNavProps } from './side-nav';
export { SidePanel, type SidePanelProps } from './side-panel';
export { Skeleton, type SkeletonProps } from './skeleton';
export { Slot, type SlotContentView, SlotProvider } from './slot';
export { Inline, Stack } from './stack';
export { Stepper, type StepperStep } from './stepper';
export { SubmitButton } from './submit-button';
export type { TableSelection } from './table-selection';
export { type TabItem, Tabs } from './tabs';
export { Tag } from './tag';
export { TagInput, type TagInputProps } from './tag-input';
export { Prose, Text, TextLink } from './text';
export { TextArea, type TextAreaProps } from './text-area';
export { TextField, type TextFieldProps } from './text-field';
export { type Theme, ThemeToggle } from './theme-toggle';
export { Time, type TimeProps } from './time';
export { Timeline, type TimelineEntry } from './timeline';
export { pageTitle, titleMeta } from './title-meta';
export { type ToastMessage, ToastProvider, useToast } from './toast';
export type { Tone } from './tone';
export { Toolbar } from './toolbar';
export { Tooltip, type TooltipProps } from './tooltip';
export { useAnswer } from './use-answer';
export type { SearchStatus } from './use-record-search';
export { isRefused, type Refusal, useRefusal } from './use-refusal';
export { UserMenu, type UserMenuProps } from './user-menu';
export { WorkspaceLink, type WorkspaceLinkProps } from './workspace-link';
export { WorkspaceSwitcher, type WorkspaceSwitcherProps } from './workspace-switcher';
