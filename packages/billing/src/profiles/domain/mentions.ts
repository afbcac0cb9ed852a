import type { Mention, ProfileSnapshot } from '../contract';
import { hasSiren, isIntraCommunity } from './countries';

type Facts = Pick<
  ProfileSnapshot,
  | 'legalName'
  | 'customerType'
  | 'siren'
  | 'vatNumber'
  | 'street'
  | 'postalCode'
  | 'city'
  | 'country'
  | 'vatRegime'
>;

/**
 * The mentions about the customer that a French invoice could not carry yet: name and address (CGI ann. II
 * art. 242 nonies A), the SIREN of a business (décret 2022-1299), and the VAT number of one that buys from
 * another member state or owes the VAT itself.
 */
export function missingMentions(facts: Facts): Mention[] {
  const missing: Mention[] = [];
  const isBusiness = facts.customerType === 'business';
  if (facts.legalName === '') missing.push('legalName');
  if (isBusiness && hasSiren(facts.country) && !facts.siren) missing.push('siren');
  if (!facts.street || !facts.postalCode || !facts.city) missing.push('address');
  const needsVatNumber = isIntraCommunity(facts.country) || facts.vatRegime === 'reverse_charge';
  if (isBusiness && needsVatNumber && !facts.vatNumber) missing.push('vatNumber');
  return missing;
}
