import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, it } from 'vitest';
import { webMessages } from '../web/messages';
import type { Filter } from './filter';
import { describeFilter, type FilterWords } from './filter-describe';
import type { FilterFields } from './filter-read';

const ADA = '01936f4e-7c1a-7000-8000-000000000001';
const GONE = '01936f4e-7c1a-7000-8000-000000000002';
const LEFEVRE = '01936f4e-7c1a-7000-8000-000000000003';

const own = {
  en: {
    name: 'Name',
    stage: 'Stage',
    proposal: 'Proposal',
    talk: 'First talk',
    amount: 'Amount',
    size: 'Headcount',
    close: 'Expected close',
    made: 'Created',
    owner: 'Owner',
    contact: 'Contact',
    tags: 'Tags',
    open: 'Active',
  },
  fr: {
    name: 'Nom',
    stage: 'Étape',
    proposal: 'Proposition',
    talk: 'Premier échange',
    amount: 'Montant',
    size: 'Effectif',
    close: 'Clôture prévue',
    made: 'Création',
    owner: 'Responsable',
    contact: 'Contact',
    tags: 'Étiquettes',
    open: 'Actif',
  },
};

const field = (label: string, type: 'text') =>
  ({ column: 'x', type, label, filter: true }) as const;

const target: FilterFields = {
  fields: {
    name: field('name', 'text'),
    stage: {
      ...field('stage', 'text'),
      type: 'select',
      options: [
        { value: 'proposal', label: 'proposal' },
        { value: 'talk', label: 'talk' },
      ],
    },
    amount: { ...field('amount', 'text'), type: 'money' },
    size: { ...field('size', 'text'), type: 'number' },
    closeOn: { ...field('close', 'text'), type: 'date' },
    createdAt: { ...field('made', 'text'), type: 'instant' },
    ownerId: { ...field('owner', 'text'), type: 'user' },
    contactId: { ...field('contact', 'text'), type: 'reference', to: 'core.contact' },
    tags: { ...field('tags', 'text'), type: 'tags' },
    isOpen: { ...field('open', 'text'), type: 'boolean' },
  },
  customFields: new Map([['color', { type: 'select', label: 'Couleur' }]]),
  related: () => target,
};

const NAMES = new Map([
  [`user ${ADA}`, 'Ada Martin'],
  [`core.contact ${LEFEVRE}`, 'Lefèvre SARL'],
]);

const words = (locale: 'fr' | 'en'): FilterWords => ({
  locale,
  timeZone: 'Europe/Paris',
  currency: 'EUR',
  names: (type, id) => NAMES.get(`${type} ${id}`),
  t(key, params) {
    const messages: Record<string, string> = { ...webMessages[locale], ...own[locale] };
    const text = messages[key];
    if (text === undefined) throw new Error(`No message "${key}".`);
    return String(
      new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).format(params),
    );
  },
});

const said = (filter: Filter): [string, string] => [
  describeFilter(filter, target, words('en')),
  describeFilter(filter, target, words('fr')),
];

const stage: Filter = { field: 'stage', op: 'eq', value: 'proposal' };
const amount: Filter = { field: 'amount', op: 'gt', value: '100000' };
const mine: Filter = { field: 'ownerId', op: 'eq', value: 'me' };

describe('C-12 a filter as a sentence', () => {
  it.each<[Filter, string, string]>([
    [
      { and: [stage, amount] },
      'Stage is Proposal and Amount is above €1,000',
      'Étape est Proposition et Montant est supérieur à 1\u202f000\u00a0€',
    ],
    [
      { and: [{ or: [stage, mine] }, amount, { and: [{ field: 'name', op: 'notEmpty' }] }] },
      '(Stage is Proposal or Owner is me) and Amount is above €1,000 and Name is not empty',
      '(Étape est Proposition ou Responsable est moi) et Montant est supérieur à 1\u202f000\u00a0€ et Nom n’est pas vide',
    ],
    [
      { or: [{ and: [stage, mine] }, { not: { or: [amount, mine] } }] },
      '(Stage is Proposal and Owner is me) or not (Amount is above €1,000 or Owner is me)',
      '(Étape est Proposition et Responsable est moi) ou non (Montant est supérieur à 1\u202f000\u00a0€ ou Responsable est moi)',
    ],
    [{ not: stage }, 'Stage is not Proposal', 'Étape n’est pas Proposition'],
    [{ not: { not: stage } }, 'Stage is Proposal', 'Étape est Proposition'],
    [
      { not: amount },
      'not (Amount is above €1,000)',
      'non (Montant est supérieur à 1\u202f000\u00a0€)',
    ],
    [{ and: [] }, 'everything', 'tout'],
    [{ not: { or: [] } }, 'not (nothing)', 'non (rien)'],
    [
      { field: 'stage', op: 'in', value: ['proposal', 'talk'] },
      'Stage is Proposal or First talk',
      'Étape est Proposition ou Premier échange',
    ],
    [{ field: 'stage', op: 'in', value: [] }, 'nothing', 'rien'],
    [{ not: { field: 'stage', op: 'in', value: [] } }, 'everything', 'tout'],
    [
      { field: 'name', op: 'contains', value: 'mar' },
      'Name contains “mar”',
      'Nom contient «\u00a0mar\u00a0»',
    ],
    [
      { not: { field: 'name', op: 'startsWith', value: "l'é{x}" } },
      "Name does not start with “l'é{x}”",
      "Nom ne commence pas par «\u00a0l'é{x}\u00a0»",
    ],
    [
      { field: 'name', op: 'lte', value: 'M' },
      'Name is “M” or comes before',
      'Nom est «\u00a0M\u00a0» ou vient avant',
    ],
    [{ field: 'name', op: 'eq', value: null }, 'Name is empty', 'Nom est vide'],
    [
      { field: 'amount', op: 'lte', value: '123456' },
      'Amount is at most €1,234.56',
      'Montant est d’au plus 1\u202f234,56\u00a0€',
    ],
    [
      { field: 'size', op: 'gte', value: '12345678901234567890.5' },
      'Headcount is at least 12,345,678,901,234,567,890.5',
      'Effectif est d’au moins 12\u202f345\u202f678\u202f901\u202f234\u202f567\u202f890,5',
    ],
    [
      { field: 'closeOn', op: 'gte', value: '2026-03-01' },
      'Expected close is on or after March 1, 2026',
      'Clôture prévue est le 1er mars 2026 ou après',
    ],
    [
      { field: 'closeOn', op: 'ne', value: '2026-03-12' },
      'Expected close is not on March 12, 2026',
      'Clôture prévue n’est pas le 12 mars 2026',
    ],
    [
      { field: 'createdAt', op: 'lt', value: '2026-03-12T13:30:00Z' },
      'Created is before March 12, 2026 at 2:30 PM',
      'Création est avant le 12 mars 2026 à 14:30',
    ],
    [
      { field: 'createdAt', op: 'gt', value: '2026-03-11T23:00:00Z' },
      'Created is after March 12, 2026',
      'Création est après le 12 mars 2026',
    ],
    [
      { field: 'createdAt', op: 'eq', value: { relative: 'lastDays', count: 7 } },
      'Created is in the last 7 days',
      'Création est dans les 7 derniers jours',
    ],
    [
      { field: 'createdAt', op: 'lt', value: { relative: 'lastDays', count: 7 } },
      'Created is before the last 7 days',
      'Création est avant les 7 derniers jours',
    ],
    [
      { field: 'closeOn', op: 'ne', value: { relative: 'nextDays', count: 1 } },
      'Expected close is not today',
      'Clôture prévue n’est pas aujourd’hui',
    ],
    [
      { field: 'closeOn', op: 'lte', value: { relative: 'thisQuarter' } },
      'Expected close is this quarter or earlier',
      'Clôture prévue est ce trimestre ou avant',
    ],
    [
      { field: 'ownerId', op: 'in', value: ['me', ADA, GONE] },
      'Owner is me, Ada Martin, or a member you cannot see',
      'Responsable est moi, Ada Martin ou un membre que vous ne voyez pas',
    ],
    [
      { field: 'contactId', op: 'eq', value: LEFEVRE },
      'Contact is Lefèvre SARL',
      'Contact est Lefèvre SARL',
    ],
    [
      { field: 'contactId.ownerId', op: 'eq', value: ADA },
      'Contact › Owner is Ada Martin',
      'Contact › Responsable est Ada Martin',
    ],
    // Not the same as "is not": there may be no contact at all.
    [
      { not: { field: 'contactId.name', op: 'eq', value: 'x' } },
      'not (Contact › Name is “x”)',
      'non (Contact › Nom est «\u00a0x\u00a0»)',
    ],
    [
      { field: 'tags', op: 'in', value: ['vip', 'old'] },
      '“vip” or “old” is among Tags',
      '«\u00a0vip\u00a0» ou «\u00a0old\u00a0» figure dans Étiquettes',
    ],
    [
      { not: { field: 'tags', op: 'in', value: ['vip', 'old'] } },
      'not (“vip” or “old” is among Tags)',
      'non («\u00a0vip\u00a0» ou «\u00a0old\u00a0» figure dans Étiquettes)',
    ],
    [
      { field: 'tags', op: 'ne', value: 'vip' },
      '“vip” is not among Tags',
      '«\u00a0vip\u00a0» ne figure pas dans Étiquettes',
    ],
    [
      { not: { field: 'tags', op: 'empty' } },
      'there is something in Tags',
      'il y a quelque chose dans Étiquettes',
    ],
    [{ field: 'isOpen', op: 'eq', value: true }, 'Active is yes', 'Actif est oui'],
    [
      { field: 'customFields.color', op: 'eq', value: 'Rouge' },
      'Couleur is Rouge',
      'Couleur est Rouge',
    ],
    [
      { field: 'customFields.gone', op: 'gt', value: 5 },
      'a field that no longer exists comes after “5”',
      'un champ qui n’existe plus vient après «\u00a05\u00a0»',
    ],
    [
      { field: 'closeOn', op: 'eq', value: 'soon' },
      'Expected close is on “soon”',
      'Clôture prévue est le «\u00a0soon\u00a0»',
    ],
  ])('%j', (filter, english, french) => {
    expect(said(filter)).toEqual([english, french]);
  });

  it('tells amounts of currencies without cents, and of none', () => {
    const filter: Filter = { field: 'amount', op: 'gt', value: '100050' };
    const yen = describeFilter(filter, target, { ...words('en'), currency: 'JPY' });
    expect(yen).toBe('Amount is above ¥100,050');
    const { currency: _, ...none } = words('en');
    expect(describeFilter(filter, target, none)).toBe('Amount is above 1,000.50');
  });
});
