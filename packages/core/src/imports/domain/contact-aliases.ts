// Names columns have in French, English, German and Spanish files and in the exports of other programs.
// `~name` yields to a better column (see ImportField.aliases).

/** Aliases of each contact field, separated by ` | `. */
export const contactAliases = {
  kind: `
    kind | genre de contact | nature | type de contact | type contact | contact type |
    record type | kontaktart`,
  firstName: `
    first name | firstname | given name | forename | prenom | prenoms | vorname |
    nombre de pila | primer nombre | voornaam | fname | contact first name |
    prenom du contact | prenom contact`,
  middleName: `
    middle name | additional name | deuxieme prenom | second prenom | autre prenom |
    zweiter vorname | segundo nombre`,
  lastName: `
    last name | lastname | surname | family name | nom de famille | nom usuel | nachname |
    familienname | apellido | apellidos | achternaam | lname | contact last name |
    nom du contact | nom contact | nom patronymique`,
  name: `
    full name | fullname | display name | name | nom | nom complet | nom et prenom |
    nom prenom | prenom nom | prenom et nom | contact name | nom affiche | libelle |
    denomination | nombre | nombre completo | vollstandiger name | anzeigename | ~file as |
    ~intitule`,
  companyName: `
    company | company name | organization | organisation | organization name |
    organisation name | organization 1 name | account name | account | employer | employeur |
    societe | nom de la societe | nom societe | nom de l entreprise | nom entreprise |
    entreprise | raison sociale | firma | firmenname | unternehmen | empresa |
    nombre de la empresa | razon social | associated company | related company |
    company name for emails | structure | etablissement | organisme | client | nom du client |
    bedrijf | ~parent name | ~vendor name`,
  jobTitle: `
    job title | jobtitle | organization title | organization 1 title | position | function |
    job position | fonction | poste | poste occupe | intitule du poste | titre du poste |
    emploi | metier | stelle | berufsbezeichnung | funktion | cargo | puesto | ~title |
    ~titre | ~occupation | ~profession | ~role`,
  aliases: `
    aliases | alias | alternative names | other names | also known as | aka | autres noms |
    nom commercial | nom d usage | enseigne | trade name | dba | sigle | acronym | acronyms`,
  organisationType: `
    type | organisation type | organization type | account type | company type |
    type d organisation | type de structure | type de societe | type de client | type client`,
  email: `
    email | e mail | email address | e mail address | mail | mail address | courriel |
    adresse email | adresse e mail | adresse mail | adresse courriel | adresse electronique |
    adresse de messagerie | emails | e mails | mel | correo | correo electronico |
    email contact | e mail adresse | mailadresse`,
  phone: `
    phone | phones | phone number | telephone | telephone number | tel | tele |
    numero de telephone | numero telephone | n telephone | no telephone | num tel |
    num telephone | numero tel | telefon | telefonnummer | rufnummer | telefono |
    numero de telefono | tel fixe | telephone fixe | fixe | ligne | company phone |
    company main phone | company phone number | car phone | pager | pager number |
    work number | telefoon | telefone`,
  website: `
    website | web site | site | site web | site internet | web page | webpage | web |
    homepage | home page | url | website url | company domain name | domain | domaine |
    internet | webseite | sitio web | pagina web | page web | company website |
    site de l entreprise`,
  street: `
    street | street address | rue | voie | numero et voie | no et voie | address street |
    street line | strasse | strasse und hausnummer | calle | straat | adresse rue | ~address |
    ~adresse | ~address line | ~ligne d adresse | ~adresse ligne | ~adresse postale |
    ~postal address | ~anschrift | ~direccion | ~organization address | ~address formatted |
    ~full address | ~adresse complete | ~adresse de l entreprise | ~company address`,
  street2: `
    complement | complement d adresse | complement adresse | adresse complementaire |
    suite adresse | address po box | po box | boite postale | bp | postfach | adresszusatz |
    extended address | address extended address | apartment | building | batiment | lieu dit |
    street line two`,
  city: `
    city | town | ville | commune | localite | locality | address city | ort | stadt |
    ciudad | poblacion | localidad | plaats | woonplaats | city town | adresse ville`,
  region: `
    region | state | state region | state province | province | etat | departement | county |
    canton | address region | address state | bundesland | provincia | comunidad |
    etat region | address county`,
  postalCode: `
    postal code | postcode | post code | zip | zip code | zipcode | zip postal code |
    code postal | cp | codepostal | plz | postleitzahl | codigo postal | address postal code |
    address zip | adresse code postal`,
  country: `
    country | country region | country code | pays | code pays | land | pais |
    address country | adresse pays | nation | pays region`,
  siren: 'siren | n siren | numero siren | no siren | code siren | siren number',
  siret: 'siret | n siret | numero siret | no siret | code siret | siret number | siret siege',
  vatNumber: `
    vat | vat number | vat no | vat id | tax id | tva | n tva | no tva | numero tva |
    numero de tva | tva intracommunautaire | tva intracom | n tva intracommunautaire |
    numero de tva intracommunautaire | ust id | ust idnr | umsatzsteuer id | nif iva | cif`,
  birthday: `
    birthday | birthdate | birth date | date of birth | dob | date de naissance | naissance |
    ne le | anniversaire | geburtstag | geburtsdatum | fecha de nacimiento | cumpleanos`,
  birthYear: 'birth year | annee de naissance',
  birthMonth: 'birth month | mois de naissance',
  birthDay: 'birth day | jour de naissance',
  note: `
    note | notes | note content | comment | comments | commentaire | commentaires | remarque |
    remarques | observation | observations | description | internal notes | bemerkung |
    bemerkungen | notiz | notizen | notas | memo | informations complementaires`,
  tags: `
    tag | tags | label | labels | etiquette | etiquettes | categorie | categories | category |
    groupe | groupes | group | groups | group membership | mots cles | keywords |
    schlagworte | kategorien | kategorie | categorias | etiquetas | segment | segments |
    secteur | secteur d activite | industry | branche`,
  roles: `
    role commercial | relation | roles | lifecycle stage | etape du cycle de vie |
    phase du cycle de vie | relationship | statut commercial | statut client | statut |
    status | lead status | type de relation | type de tiers | tiers`,
  language: `
    language | langue | preferred language | langue preferee | sprache | idioma | lang |
    locale`,
  externalId: `
    external id | id | record id | record id contact | contact id | person id | identifiant |
    identifiant externe | reference | ref | code | code client | customer no |
    customer number | customer id | numero client | n client | no client | source id |
    account number | kundennummer | id externe | uid | ~organizational id number`,
  createdAt: `
    created at | created on | created time | create date | created date | creation date |
    date created | date de creation | cree le | created | person created | erstellt am |
    fecha de creacion | ~connected on | system creation date`,
  ownerEmail: `
    owner | contact owner | account owner | owner email | person owner | proprietaire |
    proprietaire du contact | responsable | commercial | assigned to | assigne a | suivi par |
    salesperson | sales person | vendeur | charge de compte | account manager | zustandig |
    responsable comercial`,
} as const;
