import { IntlMessageFormat } from 'intl-messageformat';
import type { Messages } from '../../contract';

type Ast = ReturnType<IntlMessageFormat['getAst']>;
type Node = Ast[number];

// The kinds of node of an ICU message, as intl-messageformat numbers them.
const LITERAL = 0;
const ARGUMENT = 1;
const SELECT = 5;
const PLURAL = 6;
const POUND = 7;
const KIND = ['text', 'argument', 'number', 'date', 'time', 'select', 'plural', 'pound', 'tag'];

/** Both languages of one catalogue. */
export interface Catalogues {
  en: Messages;
  fr: Messages;
}

/** What is wrong with a module's messages, one sentence each; empty when nothing is. */
export function messageProblems({ en, fr }: Catalogues): string[] {
  const problems: string[] = [];
  for (const key of Object.keys(en)) if (!(key in fr)) problems.push(`${key}: no French text`);
  for (const key of Object.keys(fr)) if (!(key in en)) problems.push(`${key}: no English text`);
  for (const [key, english] of Object.entries(en)) {
    const french = fr[key];
    if (french === undefined) continue;
    const both = [parse(key, 'en', english, problems), parse(key, 'fr', french, problems)];
    const [inEnglish, inFrench] = both.map((ast) => [...parameters(ast ?? [])].sort().join(', '));
    if (inEnglish !== inFrench)
      problems.push(`${key}: takes {${inEnglish}} in English and {${inFrench}} in French`);
    problems.push(
      ...typography(both[1] ?? []).map((problem) => `${key}: ${problem} in “${french}”`),
    );
    if (english.trim() === '' || french.trim() === '') problems.push(`${key}: is empty`);
  }
  return problems;
}

function parse(key: string, locale: string, text: string, problems: string[]): Ast | null {
  try {
    return new IntlMessageFormat(text, locale, undefined, { ignoreTag: true }).getAst();
  } catch (error) {
    problems.push(`${key}: ${locale} cannot be read: ${String(error)}`);
    return null;
  }
}

function optionsOf(node: Node): [string, Ast][] {
  return 'options' in node
    ? Object.entries(node.options).map(([name, { value }]) => [name, value])
    : [];
}

/** The parameters of a message with their kinds; a plain one may be a number to the other language. */
function parameters(ast: Ast): Set<string> {
  const found = new Set<string>();
  for (const node of ast) {
    if (node.type === LITERAL || node.type === POUND) continue;
    const kind = node.type === ARGUMENT || node.type === PLURAL ? '' : `:${KIND[node.type]}`;
    if ('value' in node) found.add(`${node.value}${node.type === SELECT ? ':select' : kind}`);
    for (const [, inner] of optionsOf(node)) for (const name of parameters(inner)) found.add(name);
  }
  return found;
}

/** French typography: no-break spaces before tall punctuation, curly apostrophes, and an `other` for every plural. */
function typography(ast: Ast): string[] {
  const problems: string[] = [];
  // A parameter counts as a letter: what follows it is punctuated like what follows a word.
  const text = ast.map((node) => (node.type === LITERAL ? node.value : 'x')).join('');
  if (text.includes("'")) problems.push('a straight apostrophe');
  if (/[^\u00a0\u202f?!;:»][;!?»]/u.test(text))
    problems.push('no no-break space before ; ! ? or »');
  if (/[^\u00a0\u202f\d]:(?!\/\/)/u.test(text)) problems.push('no no-break space before :');
  if (/«(?![\u00a0\u202f])/u.test(text)) problems.push('no no-break space after «');
  if (/["“”]/.test(text)) problems.push('quotes other than « »');
  for (const node of ast) {
    const options = optionsOf(node);
    if (node.type === PLURAL && !options.some(([name]) => name === 'other'))
      problems.push('a plural without `other`');
    for (const [, inner] of options) problems.push(...typography(inner));
  }
  return problems;
}
