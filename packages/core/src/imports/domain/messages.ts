import { fieldMessages } from './field-messages.ts';

// Flat keys, ICU message format. Each text says what is wrong, then what to do.

const en = {
  'core.import.error.empty':
    'This file is empty. Check that you chose the right file, or the sheet that holds the data.',
  'core.import.error.noRows':
    'There is no row under the column names. Choose another header row or another file.',
  'core.import.error.tooLarge':
    'This file is too large ({size, number} bytes; at most {max, number}). Split it and import the parts one after the other.',
  'core.import.error.notFound': 'The file cannot be found any more. Choose it again.',
  'core.import.error.notText':
    'This file is not a table. Save it as .xlsx or as CSV and import it again.',
  'core.import.error.unsupportedFormat':
    '{format} files are not imported here. Open the file and save it as .xlsx or as CSV (UTF-8).',
  'core.import.error.encrypted':
    'This file is protected by a password. Open it, remove the password, save it and import it again.',
  'core.import.error.corrupt':
    'This spreadsheet is damaged. Open it in your spreadsheet program and save it again as .xlsx or as CSV.',
  'core.import.error.archiveTooLarge':
    'This spreadsheet unpacks to more than {max, number} bytes. Save the sheet you need as CSV.',
  'core.import.error.sheetNotFound':
    'There is no sheet {sheet, number}: this file has {count, plural, one {# sheet} other {# sheets}}.',
  'core.import.error.unknownEncoding':
    'The encoding {encoding} is not known. Choose another one from the list.',
  'core.import.error.quoteNotClosed':
    'A quotation mark opened at row {line, number} is never closed. Correct that row, or choose “no quotation marks”.',
  'core.import.error.rowTooLong':
    'Row {line, number} is longer than {max, number} characters. Check the separator and the quotation marks of the file.',
  'core.import.error.cellTooLong':
    'Row {line, number}, column {column, number}: the cell is longer than {max, number} characters. Shorten it.',
  'core.import.error.tooManyColumns':
    'Row {line, number} has more than {max, number} columns. Remove the columns you do not need, or check the separator.',
  'core.import.error.unreadable':
    'This file could not be read. Save it as .xlsx or as CSV (UTF-8) and import it again.',

  'core.import.row.noIdentity':
    'This row has no name, no company and no e-mail address. Fill in at least one of them.',
  'core.import.row.invalidEmail':
    '“{value}” is not an e-mail address. Correct it, for example name@company.com, or empty the cell.',
  'core.import.row.invalidEmailSuggestion':
    '“{value}” is not an e-mail address. Did you mean “{suggestion}”?',
  'core.import.row.invalidSiren':
    '“{value}” is not a SIREN: nine digits, the last of which checks the others. Correct it or empty the cell.',
  'core.import.row.invalidSiret':
    '“{value}” is not a SIRET: fourteen digits, the last of which checks the others. Correct it or empty the cell.',
  'core.import.row.invalidVatNumber':
    '“{value}” is not a VAT number. It begins with the country, for example FR44732829320. Correct it or empty the cell.',
  'core.import.row.sirenMismatch':
    'The SIREN {siren} and the SIRET {siret} belong to two different companies. Keep the right one.',
  'core.import.row.invalidDate': '“{value}” is not a date and was left out.',
  'core.import.row.ambiguousDate':
    '“{value}” was read as {read}. Choose the order of day and month if that is wrong.',
  'core.import.row.unknownPhone':
    '“{value}” is not a complete phone number for this country; it was kept as written.',
  'core.import.row.unknownCountry':
    'The country “{value}” was not recognised; it was kept as written.',
  'core.import.row.invalidWebsite': '“{value}” is not a web address and was left out.',
  'core.import.row.unknownLanguage': 'The language “{value}” was not recognised and was left out.',
  'core.import.row.unknownKind':
    '“{value}” says neither person nor company; the other columns decided.',
  'core.import.row.invalidNumber': '“{value}” is not a number and was left out.',
  'core.import.row.invalidBoolean': '“{value}” is neither yes nor no and was left out.',
  'core.import.row.tooManyCells':
    'This row has {count, plural, one {# cell} other {# cells}} beyond the {expected, number} columns of the file: {value}. Check its separators and quotation marks.',
  'core.import.row.tooLong':
    'The cell has {length, number} characters; at most {max, number} are kept here. Shorten it.',
  'core.import.row.customMissing':
    'This field is required here. Fill in the cell, or map the column that holds it.',
  'core.import.row.customChoice': '“{value}” is not one of the choices: {choices}.',
  'core.import.row.customInvalid':
    '“{value}” does not fit this field. Correct it or empty the cell.',
  'core.import.rejected.reason': 'Reason for rejection',
  ...fieldMessages.en,
};

const fr: Readonly<Record<keyof typeof en, string>> = {
  'core.import.error.empty':
    'Ce fichier est vide. Vérifiez que c’est le bon fichier, ou choisissez la feuille qui contient les données.',
  'core.import.error.noRows':
    'Il n’y a aucune ligne sous les noms de colonnes. Choisissez une autre ligne d’en-tête ou un autre fichier.',
  'core.import.error.tooLarge':
    'Ce fichier est trop volumineux ({size, number} octets\u202f; {max, number} au plus). Découpez-le et importez les parties l’une après l’autre.',
  'core.import.error.notFound': 'Le fichier est introuvable. Choisissez-le à nouveau.',
  'core.import.error.notText':
    'Ce fichier n’est pas un tableau. Enregistrez-le en .xlsx ou en CSV, puis importez-le à nouveau.',
  'core.import.error.unsupportedFormat':
    'Les fichiers {format} ne s’importent pas ici. Ouvrez le fichier et enregistrez-le en .xlsx ou en CSV (UTF-8).',
  'core.import.error.encrypted':
    'Ce fichier est protégé par un mot de passe. Ouvrez-le, retirez le mot de passe, enregistrez-le et importez-le à nouveau.',
  'core.import.error.corrupt':
    'Ce classeur est endommagé. Ouvrez-le dans votre tableur et enregistrez-le à nouveau en .xlsx ou en CSV.',
  'core.import.error.archiveTooLarge':
    'Ce classeur occupe plus de {max, number} octets une fois décompressé. Enregistrez en CSV la feuille utile.',
  'core.import.error.sheetNotFound':
    'Il n’y a pas de feuille {sheet, number}\u00a0: ce fichier compte {count, plural, one {# feuille} other {# feuilles}}.',
  'core.import.error.unknownEncoding':
    'L’encodage {encoding} n’est pas connu. Choisissez-en un autre dans la liste.',
  'core.import.error.quoteNotClosed':
    'Un guillemet ouvert à la ligne {line, number} n’est jamais fermé. Corrigez cette ligne, ou choisissez «\u00a0sans guillemets\u00a0».',
  'core.import.error.rowTooLong':
    'La ligne {line, number} dépasse {max, number} caractères. Vérifiez le séparateur et les guillemets du fichier.',
  'core.import.error.cellTooLong':
    'Ligne {line, number}, colonne {column, number}\u00a0: la cellule dépasse {max, number} caractères. Raccourcissez-la.',
  'core.import.error.tooManyColumns':
    'La ligne {line, number} compte plus de {max, number} colonnes. Supprimez les colonnes inutiles, ou vérifiez le séparateur.',
  'core.import.error.unreadable':
    'Ce fichier n’a pas pu être lu. Enregistrez-le en .xlsx ou en CSV (UTF-8), puis importez-le à nouveau.',

  'core.import.row.noIdentity':
    'Cette ligne n’a ni nom, ni société, ni adresse e-mail. Renseignez au moins l’un des trois.',
  'core.import.row.invalidEmail':
    '«\u00a0{value}\u00a0» n’est pas une adresse e-mail. Corrigez-la, par exemple nom@societe.fr, ou videz la cellule.',
  'core.import.row.invalidEmailSuggestion':
    '«\u00a0{value}\u00a0» n’est pas une adresse e-mail. Vouliez-vous écrire «\u00a0{suggestion}\u00a0»\u202f?',
  'core.import.row.invalidSiren':
    '«\u00a0{value}\u00a0» n’est pas un SIREN\u00a0: neuf chiffres, dont le dernier contrôle les autres. Corrigez-le ou videz la cellule.',
  'core.import.row.invalidSiret':
    '«\u00a0{value}\u00a0» n’est pas un SIRET\u00a0: quatorze chiffres, dont le dernier contrôle les autres. Corrigez-le ou videz la cellule.',
  'core.import.row.invalidVatNumber':
    '«\u00a0{value}\u00a0» n’est pas un numéro de TVA. Il commence par le pays, par exemple FR44732829320. Corrigez-le ou videz la cellule.',
  'core.import.row.sirenMismatch':
    'Le SIREN {siren} et le SIRET {siret} désignent deux sociétés différentes. Gardez le bon.',
  'core.import.row.invalidDate':
    '«\u00a0{value}\u00a0» n’est pas une date\u202f; elle a été laissée de côté.',
  'core.import.row.ambiguousDate':
    '«\u00a0{value}\u00a0» a été lu {read}. Choisissez l’ordre du jour et du mois si c’est faux.',
  'core.import.row.unknownPhone':
    '«\u00a0{value}\u00a0» n’est pas un numéro de téléphone complet pour ce pays\u202f; il est gardé tel quel.',
  'core.import.row.unknownCountry':
    'Le pays «\u00a0{value}\u00a0» n’est pas reconnu\u202f; il est gardé tel quel.',
  'core.import.row.invalidWebsite':
    '«\u00a0{value}\u00a0» n’est pas une adresse web\u202f; elle a été laissée de côté.',
  'core.import.row.unknownLanguage':
    'La langue «\u00a0{value}\u00a0» n’est pas reconnue\u202f; elle a été laissée de côté.',
  'core.import.row.unknownKind':
    '«\u00a0{value}\u00a0» ne dit ni personne ni société\u202f; les autres colonnes ont décidé.',
  'core.import.row.invalidNumber':
    '«\u00a0{value}\u00a0» n’est pas un nombre\u202f; il a été laissé de côté.',
  'core.import.row.invalidBoolean':
    '«\u00a0{value}\u00a0» ne dit ni oui ni non\u202f; la valeur a été laissée de côté.',
  'core.import.row.tooManyCells':
    'Cette ligne a {count, plural, one {# cellule} other {# cellules}} de plus que les {expected, number} colonnes du fichier\u00a0: {value}. Vérifiez ses séparateurs et ses guillemets.',
  'core.import.row.tooLong':
    'La cellule compte {length, number} caractères\u202f; {max, number} au plus sont gardés ici. Raccourcissez-la.',
  'core.import.row.customMissing':
    'Ce champ est obligatoire ici. Remplissez la cellule, ou associez la colonne qui le contient.',
  'core.import.row.customChoice':
    '«\u00a0{value}\u00a0» ne fait pas partie des choix\u00a0: {choices}.',
  'core.import.row.customInvalid':
    '«\u00a0{value}\u00a0» ne convient pas à ce champ. Corrigez la valeur ou videz la cellule.',
  'core.import.rejected.reason': 'Motif du rejet',
  ...fieldMessages.fr,
};

/** Every text the import can show: file errors, row errors and warnings, names of the fields. */
export const importMessages = { en, fr } as const;
