type Words = Record<string, string>;

export const accessMessages: { en: Words; fr: Words } = {
  en: {},
  fr: {},
};
