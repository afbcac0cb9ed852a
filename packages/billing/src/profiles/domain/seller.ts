import { readSiren, readVatNumber } from './company-numbers';

/** The seller's own identity, as the settings of the module keep it. */
export interface Seller {
  sellerName: string;
  sellerSiren: string;
  sellerVatNumber: string;
  sellerAddress: string;
  sellerRegistration: string;
}

export type SellerField = keyof Seller;

/** What is missing or wrong in the seller's own identity, in the order of the settings page. */
export function sellerProblems(seller: Seller): SellerField[] {
  const isFilled = (field: SellerField): boolean => seller[field].trim() !== '';
  const problems: SellerField[] = [];
  if (!isFilled('sellerName')) problems.push('sellerName');
  if (readSiren(seller.sellerSiren) === null) problems.push('sellerSiren');
  if (isFilled('sellerVatNumber') && readVatNumber(seller.sellerVatNumber) === null)
    problems.push('sellerVatNumber');
  if (!isFilled('sellerAddress')) problems.push('sellerAddress');
  if (!isFilled('sellerRegistration')) problems.push('sellerRegistration');
  return problems;
}
