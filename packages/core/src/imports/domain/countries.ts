import { normalizeText } from './normalize.ts';

const CODES =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW'.split(
    ' ',
  );

const CODE_SET = new Set(CODES);

// Languages whose own names for countries turn up in European address books.
const LANGUAGES =
  'en fr de es it pt nl pl ca sv da nb fi cs sk hu ro bg hr sl el tr ru uk ja zh ko vi ar he th id'.split(
    ' ',
  );

// Names and codes that the display names do not have: ISO 3166-1 alpha-3, former and short names.
const OTHER_NAMES: Readonly<Record<string, string>> = {
  US: 'usa|u s a|u s|united states of america|etats unis d amerique|the united states|america',
  GB: 'uk|u k|gbr|great britain|grande bretagne|england|angleterre|scotland|ecosse|wales|pays de galles|northern ireland|united kingdom of great britain and northern ireland',
  FR: 'fra|france metropolitaine|f|republique francaise',
  DE: 'deu|brd|d|federal republic of germany',
  ES: 'esp|e',
  IT: 'ita|i',
  BE: 'bel|belgie|belgique|b',
  CH: 'che|schweiz|suisse|svizzera|confederation suisse',
  NL: 'nld|the netherlands|holland|hollande|nederland|pays bas',
  LU: 'lux',
  PT: 'prt',
  IE: 'irl|republic of ireland|eire',
  AT: 'aut',
  PL: 'pol',
  CZ: 'cze|czech republic|republique tcheque|ceska republika|the czech republic',
  RU: 'rus|russian federation|federation de russie',
  KR: 'kor|korea|south korea|republic of korea|korea republic of|coree|coree du sud',
  KP: 'north korea|democratic people s republic of korea',
  CN: 'chn|people s republic of china|mainland china|chine populaire|p r china',
  HK: 'hkg|hong kong|hongkong',
  MO: 'macao|macau',
  TW: 'twn|taiwan|taiwan province of china|republic of china',
  JP: 'jpn|nippon',
  VN: 'vnm|viet nam|vietnam',
  TR: 'tur|turkey|turkiye|turquie',
  CI: 'civ|ivory coast|cote d ivoire',
  CD: 'cod|dr congo|democratic republic of the congo|rdc|congo kinshasa',
  CG: 'cog|republic of the congo|congo|congo brazzaville',
  MK: 'mkd|macedonia|north macedonia|macedoine',
  MM: 'mmr|burma|birmanie',
  SZ: 'swaziland|eswatini',
  CV: 'cape verde|cabo verde|cap vert',
  IR: 'irn|iran islamic republic of',
  SY: 'syria|syrian arab republic|syrie',
  LA: 'laos|lao people s democratic republic',
  MD: 'moldova|republic of moldova|moldavie',
  PS: 'palestine|palestinian territory|state of palestine|palestinian territories',
  VE: 'venezuela bolivarian republic of',
  BO: 'bolivia plurinational state of',
  TZ: 'tanzania united republic of',
  BN: 'brunei darussalam',
  VA: 'holy see|vatican',
  AE: 'are|uae|u a e|emirats|eau',
  SA: 'sau|ksa',
  BA: 'bosnia and herzegovina|bosnia herzegovina|bosnie',
  TL: 'east timor|timor oriental',
  FM: 'micronesia federated states of',
  GM: 'the gambia',
  BS: 'the bahamas',
  PH: 'phl|the philippines',
  RE: 'la reunion|ile de la reunion',
  CA: 'can',
  AU: 'aus',
  NZ: 'nzl',
  BR: 'bra',
  MX: 'mex',
  IN: 'ind',
  MA: 'mar',
  DZ: 'dza',
  TN: 'tun',
  SN: 'sen',
  SE: 'swe',
  DK: 'dnk',
  NO: 'nor',
  FI: 'fin',
  GR: 'grc|hellas',
  CW: 'curacao',
  SX: 'sint maarten',
  VI: 'virgin islands|u s virgin islands',
  VG: 'british virgin islands',
};

// Country domains sold to the whole world say nothing about where someone is.
const WORLDWIDE_DOMAINS = new Set('ac ai cc co fm gg io la ly me nu tk to tv ws'.split(' '));

/** The country an e-mail address's domain belongs to (`a@b.de` → DE), or null. */
export function countryOfEmail(email: string): string | null {
  const domain = /\.([a-z]{2})$/i.exec(email)?.[1]?.toLowerCase();
  return domain && !WORLDWIDE_DOMAINS.has(domain) ? countryCode(domain) : null;
}

let table: ReadonlyMap<string, string> | null = null;

/** The ISO 3166-1 alpha-2 code a country's name or code means, in some thirty languages; null when unknown. */
export function countryCode(text: string): string | null {
  const trimmed = text.trim();
  if (/^[A-Z]{2}$/i.test(trimmed)) {
    const code = trimmed.toUpperCase();
    if (CODE_SET.has(code)) return code;
    if (code === 'UK') return 'GB';
    return code === 'EL' ? 'GR' : null;
  }
  table ??= buildTable();
  return table.get(normalizeText(trimmed)) ?? null;
}

// Built at the first country met: several thousand names, some tens of milliseconds.
function buildTable(): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const [code, list] of Object.entries(OTHER_NAMES)) {
    for (const name of list.split('|')) names.set(name, code);
  }
  for (const language of ['en', 'fr']) addNames(names, language, 'short');
  for (const language of LANGUAGES) {
    addNames(names, language, 'long');
  }
  return names;
}

function addNames(names: Map<string, string>, language: string, style: 'long' | 'short'): void {
  const display = new Intl.DisplayNames([language], { type: 'region', style, fallback: 'none' });
  for (const code of CODES) {
    const name = display.of(code);
    if (!name) continue;
    const key = normalizeText(name);
    if (key !== '' && !names.has(key)) names.set(key, code);
  }
}
