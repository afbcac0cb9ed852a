/** ISO 3166-1 alpha-2, without the five territories where nobody lives (AQ, BV, GS, HM, UM). */
export const COUNTRIES =
  'AD AE AF AG AI AL AM AO AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GT GU GW GY HK HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW'.split(
    ' ',
  );

/** Where a customer has a SIREN: France and its overseas departments and collectivities. */
const WITH_SIREN = new Set('FR BL GF GP MF MQ PM RE YT'.split(' '));

const EUROPEAN_UNION = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
);

export const hasSiren = (country: string): boolean => WITH_SIREN.has(country);

/** Whether a sale there is an intra-EU supply for a French seller. */
export const isIntraCommunity = (country: string): boolean =>
  country !== 'FR' && EUROPEAN_UNION.has(country);

/** A country as a directory writes it (`FR`, `France`, nothing) as a code; null when it is not recognised. */
export function countryCode(text: string): string | null {
  const typed = text.trim();
  if (COUNTRIES.includes(typed.toUpperCase())) return typed.toUpperCase();
  const wanted = typed.toLocaleLowerCase('fr');
  return (
    COUNTRIES.find((code) =>
      ['fr', 'en'].some((locale) => countryName(code, locale).toLocaleLowerCase('fr') === wanted),
    ) ?? null
  );
}

const NAMES = new Map<string, Intl.DisplayNames>();

export function countryName(code: string, locale: string): string {
  const names = NAMES.get(locale) ?? new Intl.DisplayNames(locale, { type: 'region' });
  NAMES.set(locale, names);
  return names.of(code) ?? code;
}
