/** Messages of core as a whole. */
export const coreMessages = {
  en: {
    'core.name': 'Contacts',
    'core.description': 'People and companies: the directory everything else refers to.',
    'core.setting.defaultCountry': 'Country of your contacts',
    'core.setting.defaultCountry.hint':
      'Two letters, e.g. FR. Decides how phone numbers without a country code are read.',
  },
  fr: {
    'core.name': 'Contacts',
    'core.description': 'Les personnes et les entreprises : l’annuaire auquel tout se rattache.',
    'core.setting.defaultCountry': 'Pays de vos contacts',
    'core.setting.defaultCountry.hint':
      'Deux lettres, par exemple FR. Décide de la lecture des numéros de téléphone sans indicatif.',
  },
} as const;
