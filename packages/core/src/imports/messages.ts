/** Messages of the import screens. */
export const importScreenMessages = { en: {}, fr: {} } as const;
