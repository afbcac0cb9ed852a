import type { ContactRole } from '../../contacts/contract.ts';
import { normalizeText } from './normalize.ts';

/** Words, normalised, that name a commercial role. */
const ROLE_WORDS: Readonly<Record<string, ContactRole>> = {
  customer: 'customer',
  customers: 'customer',
  client: 'customer',
  clients: 'customer',
  cliente: 'customer',
  kunde: 'customer',
  evangelist: 'customer',
  ambassadeur: 'customer',
  'client actuel': 'customer',
  'existing customer': 'customer',
  'customer direct': 'customer',
  'customer channel': 'customer',
  supplier: 'supplier',
  suppliers: 'supplier',
  vendor: 'supplier',
  fournisseur: 'supplier',
  fournisseurs: 'supplier',
  'sous traitant': 'supplier',
  prestataire: 'supplier',
  proveedor: 'supplier',
  lieferant: 'supplier',
  partner: 'partner',
  partners: 'partner',
  partenaire: 'partner',
  partenaires: 'partner',
  'partenaire commercial': 'partner',
  'channel partner reseller': 'partner',
  'installation partner': 'partner',
  'technology partner': 'partner',
  reseller: 'partner',
  revendeur: 'partner',
  apporteur: 'partner',
  socio: 'partner',
  prospect: 'prospect',
  prospects: 'prospect',
  'prospect chaud': 'prospect',
  'prospect froid': 'prospect',
  lead: 'prospect',
  leads: 'prospect',
  'hot lead': 'prospect',
  'warm lead': 'prospect',
  'cold lead': 'prospect',
  subscriber: 'prospect',
  abonne: 'prospect',
  mql: 'prospect',
  sql: 'prospect',
  'marketing qualified lead': 'prospect',
  'sales qualified lead': 'prospect',
  opportunity: 'prospect',
  opportunite: 'prospect',
  piste: 'prospect',
  interessent: 'prospect',
  employee: 'employee',
  employe: 'employee',
  collaborateur: 'employee',
  interne: 'employee',
  internal: 'employee',
  salarie: 'employee',
  competitor: 'competitor',
  concurrent: 'competitor',
};

/** The role a word or a life-cycle stage means, in French, English, German or Spanish; null when none. */
export function roleFromWord(word: string): ContactRole | null {
  return ROLE_WORDS[normalizeText(word)] ?? null;
}

const KIND_WORDS: Readonly<Record<string, 'person' | 'company'>> = {
  person: 'person',
  personne: 'person',
  'personne physique': 'person',
  individual: 'person',
  individu: 'person',
  particulier: 'person',
  contact: 'person',
  privat: 'person',
  p: 'person',
  company: 'company',
  companies: 'company',
  societe: 'company',
  entreprise: 'company',
  organisation: 'company',
  organization: 'company',
  'personne morale': 'company',
  professionnel: 'company',
  firma: 'company',
  unternehmen: 'company',
  empresa: 'company',
  compte: 'company',
  account: 'company',
  c: 'company',
};

/** `person` or `company` when a cell says so, else null. */
export function kindFromWord(word: string): 'person' | 'company' | null {
  return KIND_WORDS[normalizeText(word)] ?? null;
}

const LEGAL_FORMS =
  /(?:^|[\s,.(])(?:s\.?a\.?r\.?l\.?|s\.?a\.?s\.?u?\.?|s\.?a\.?|e\.?u\.?r\.?l\.?|s\.?c\.?i\.?|s\.?n\.?c\.?|s\.?c\.?o\.?p\.?|selarl|gie|g\.?m\.?b\.?h\.?|a\.?g\.?|ohg|e\.?k\.?|ug|inc\.?|l\.?l\.?c\.?|l\.?l\.?p\.?|ltd\.?|limited|plc|corp\.?|corporation|incorporated|b\.?v\.?|n\.?v\.?|s\.?r\.?l\.?|s\.?p\.?a\.?|s\.?l\.?u?\.?|sp\. ?z ?o\. ?o\.?|oy|ab|aps|a\/s|pty|k\.k\.|co\.?)(?=$|[\s,.)])/i;
const COMPANY_WORDS =
  /(?:^| )(?:association|company|societe|ets|etablissements|mairie|commune de|universite|university|college|hopital|hospital|institut|institute|fondation|foundation|groupe|holding|cabinet|agence|conseil|consulting|services|industries|bank|banque)(?= |$)/;

/** True when a name carries a legal form (SARL, GmbH, Inc.…) or a word only organisations use. */
export function looksLikeCompany(name: string): boolean {
  return LEGAL_FORMS.test(name) || COMPANY_WORDS.test(normalizeText(name));
}

// Words vendors add by themselves to every contact.
const NOISE_TAGS = new Set([
  'mycontacts',
  'my contacts',
  'starred',
  'all contacts',
  'other',
  'none',
  'autre',
  'n a',
]);

/** The tags of a cell, split on commas, semicolons, `:::` and lines; vendor noise and repeats left out. */
export function splitTags(cell: string): string[] {
  const tags: string[] = [];
  for (const part of cell.split(/:::|[,;|\n\r]+/)) {
    const tag = part
      .replace(/^\*\s*/, '')
      .normalize('NFC')
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, 100);
    if (tag === '' || NOISE_TAGS.has(normalizeText(tag)) || tags.includes(tag)) continue;
    tags.push(tag);
  }
  return tags;
}

/** Alternative names of an organisation; a comma belongs to a name (`Acme, Inc.`), so it does not split. */
export function splitAliases(cell: string): string[] {
  const names = cell
    .split(/:::|[;|\n\r]+/)
    .map((name) => name.normalize('NFC').replace(/\s+/g, ' ').trim());
  return [...new Set(names.filter((name) => name !== ''))];
}

const LANGUAGE_WORDS: Readonly<Record<string, string>> = {
  francais: 'fr',
  french: 'fr',
  franzosisch: 'fr',
  anglais: 'en',
  english: 'en',
  englisch: 'en',
  ingles: 'en',
  allemand: 'de',
  german: 'de',
  deutsch: 'de',
  espagnol: 'es',
  spanish: 'es',
  espanol: 'es',
  italien: 'it',
  italian: 'it',
  italiano: 'it',
  neerlandais: 'nl',
  dutch: 'nl',
  nederlands: 'nl',
  portugais: 'pt',
  portuguese: 'pt',
  portugues: 'pt',
  polonais: 'pl',
  polish: 'pl',
};

/** A language tag (`fr`, `en-GB`) from a tag or a language's name; null when unknown. */
export function languageTag(text: string): string | null {
  const trimmed = text.trim();
  const tag = /^([a-z]{2})(?:[-_]([a-z]{2}))?$/i.exec(trimmed);
  if (tag?.[1]) return tag[1].toLowerCase() + (tag[2] ? `-${tag[2].toUpperCase()}` : '');
  return LANGUAGE_WORDS[normalizeText(trimmed)] ?? null;
}

/** A web address with its scheme, or null when it is none (or one that runs code). */
export function parseWebsite(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed === '' || /\s/.test(trimmed) || trimmed.length > 2000) return null;
  if (/^https?:\/\/[^\s/]+/i.test(trimmed)) return trimmed;
  if (/^[a-z][a-z0-9+.-]*:/i.test(trimmed) && !/^[^:/]+\.[^:/]+:\d/.test(trimmed)) return null;
  const host = trimmed.replace(/^\/\//, '');
  return /^[^\s/@]+\.[^\s/@.]{2,}(?:[/?#].*)?$/.test(host) ? `https://${host}` : null;
}
