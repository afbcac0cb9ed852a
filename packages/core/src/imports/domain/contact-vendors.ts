import type { VendorHeaders } from './import-target.ts';

const skip = (...names: string[]): Record<string, null> =>
  Object.fromEntries(names.map((name) => [name, null]));

const outlookColumns: VendorHeaders['columns'] = {
  // In Outlook a title is "Mr" or "Dr"; the job is in "Job Title".
  ...skip('Title', 'Suffix', 'Initials', 'Location', 'E-mail Type', 'E-mail Display Name'),
  ...skip('E-mail 2 Type', 'E-mail 2 Display Name', 'E-mail 3 Type', 'E-mail 3 Display Name'),
  ...skip('Account', 'Keywords', 'Private', 'Priority', 'Sensitivity', 'Profession', 'Callback'),
  ...skip("Assistant's Phone", 'ISDN', 'Radio Phone', 'TTY/TDD Phone', 'Telex', 'Referred By'),
  'Company Main Phone': { field: 'phone', place: 'work' },
  'Car Phone': { field: 'phone', place: 'mobile' },
  'Primary Phone': { field: 'phone' },
};

/** Exports whose column names are known for certain; the general rules read the other columns. */
export const contactVendors: readonly VendorHeaders[] = [
  {
    vendor: 'google',
    signature: ['Organization Name', 'Phonetic First Name', 'Labels'],
    columns: skip('File As', 'Photo', 'Nickname', 'Name Prefix', 'Name Suffix'),
  },
  {
    vendor: 'google-old',
    signature: ['Given Name', 'Family Name', 'Group Membership'],
    columns: skip(
      'Photo',
      'Nickname',
      'Short Name',
      'Location',
      'Occupation',
      'Subject',
      'Priority',
    ),
  },
  {
    vendor: 'outlook',
    signature: ['E-mail Address', 'E-mail 2 Address', 'Business Phone'],
    columns: outlookColumns,
  },
  {
    vendor: 'hubspot',
    signature: ['Lifecycle Stage', 'Contact owner', 'First Name'],
    columns: {
      'Record ID': { field: 'externalId' },
      'Record ID - Contact': { field: 'externalId' },
      'Lifecycle Stage': { field: 'roles' },
      'Company domain name': { field: 'website' },
      ...skip('Lead Status', 'Associated Company IDs', 'Associated Deal', 'Persona', 'Message'),
      ...skip('Industry', 'Degree', 'Salutation', 'Created by user ID', 'IP City', 'IP Country'),
    },
  },
  {
    vendor: 'pipedrive',
    signature: ['Person - Name', 'Person - Organization'],
    columns: {
      'Person - ID': { field: 'externalId' },
      'Person - Name': { field: 'name' },
      'Person - Title': { field: 'jobTitle' },
      'Person - Label': { field: 'tags' },
      'Person - Marketing status': null,
    },
  },
  {
    vendor: 'pipedrive-sample',
    signature: ['Person - Name*', 'Organization - Name*'],
    columns: {
      'Person - Name*': { field: 'name' },
      'Organization - Name*': { field: 'companyName' },
      'Organization - Address': { field: 'street' },
      'Note - Content*': { field: 'note' },
      ...skip('Deal - Title', 'Deal - Value', 'Activity - Subject*', 'Activity - Due date'),
    },
  },
  {
    vendor: 'zoho',
    signature: ['Record Id', 'Account Name', 'Mailing Street'],
    columns: {
      'Record Id': { field: 'externalId' },
      Title: { field: 'jobTitle' },
      ...skip('Contact Owner.id', 'Account Name.id', 'Vendor Name.id', 'Vendor Name'),
      ...skip('Lead Source', 'Salutation', 'Department', 'Reporting To', 'Email Opt Out'),
    },
  },
  {
    vendor: 'salesforce-accounts',
    signature: ['NAME', 'BILLINGSTREET', 'ACCOUNTNUMBER'],
    columns: {
      NAME: { field: 'name' },
      ID: { field: 'externalId' },
      TYPE: { field: 'organisationType' },
      DESCRIPTION: { field: 'note' },
      INDUSTRY: { field: 'tags' },
      BILLINGSTREET: { field: 'street', place: 'work' },
      BILLINGCITY: { field: 'city', place: 'work' },
      BILLINGSTATE: { field: 'region', place: 'work' },
      BILLINGPOSTALCODE: { field: 'postalCode', place: 'work' },
      BILLINGCOUNTRY: { field: 'country', place: 'work' },
      SHIPPINGSTREET: { field: 'street', place: 'other' },
      SHIPPINGCITY: { field: 'city', place: 'other' },
      SHIPPINGSTATE: { field: 'region', place: 'other' },
      SHIPPINGPOSTALCODE: { field: 'postalCode', place: 'other' },
      SHIPPINGCOUNTRY: { field: 'country', place: 'other' },
      CREATEDDATE: { field: 'createdAt' },
      ...skip('ACCOUNTNUMBER', 'OWNERID', 'SITE', 'RATING', 'PARENTID', 'ISDELETED'),
    },
  },
  {
    vendor: 'salesforce-contacts',
    signature: ['MailingStreet', 'AccountId', 'LastName'],
    columns: {
      Id: { field: 'externalId' },
      Name: { field: 'name' },
      Title: { field: 'jobTitle' },
      ...skip('AccountId', 'OwnerId', 'Salutation', 'Department', 'AssistantPhone', 'LeadSource'),
    },
  },
  {
    vendor: 'thunderbird',
    signature: ['Display Name', 'Primary Email', 'Screen Name'],
    columns: {
      Nickname: null,
      'Home Address': { field: 'street', place: 'home' },
      'Work Address': { field: 'street', place: 'work' },
      'Web Page 1': { field: 'website', place: 'work' },
      'Web Page 2': { field: 'website', place: 'home' },
    },
  },
  {
    vendor: 'linkedin',
    signature: ['First Name', 'Last Name', 'Connected On'],
    columns: { URL: { field: 'website' }, Position: { field: 'jobTitle' } },
  },
  {
    vendor: 'odoo',
    signature: ['display_name', 'company_type'],
    columns: {
      company_type: { field: 'kind' },
      display_name: { field: 'name' },
      parent_name: { field: 'companyName' },
      function: { field: 'jobTitle' },
      'country_id/name': { field: 'country' },
      'state_id/name': { field: 'region' },
      vat: { field: 'vatNumber' },
      comment: { field: 'note' },
    },
  },
  {
    vendor: 'karlia',
    signature: ['Raison sociale', 'SIRET', 'Code client'],
    columns: { 'Raison sociale': { field: 'companyName' }, 'Code client': { field: 'externalId' } },
  },
];
