/** Points at one record of any module: `{ type: 'core.contact', id }`. */
export interface RecordRef {
  type: string;
  id: string;
}
