import type { Excuse } from './secret-mark.ts';

const FOLDER = /(^|\/)(i18n|l10n|lang|langs|languages|locales?|translations?|LC_MESSAGES)\//i;
const NAME = /(^|\/)(i18n|l10n|labels|lang|languages?|locales?|messages|strings|texts|translations?)([._-][\w-]+)?\.[a-z]+$/i;
/** `de.json`, `pt-BR.yml`: codes of ISO 639-1 into which programs are translated most. */
const LANGUAGE =
  /(^|\/)(ar|bg|bn|ca|cs|cy|da|de|el|en|eo|es|et|eu|fa|fi|fr|ga|gl|he|hi|hr|hu|hy|id|is|it|ja|ka|kk|ko|lt|lv|mk|ms|nb|nl|nn|no|pl|pt|ro|ru|sk|sl|sq|sr|sv|ta|th|tr|uk|ur|uz|vi|zh)([_-][A-Za-z]{2,4})?\.(json|ya?ml|properties|po|ini|toml)$/;

/** Whether a file has the texts of a program in some language, by its path. */
export function isTranslation(path: string): boolean {
  return FOLDER.test(path) || NAME.test(path) || LANGUAGE.test(path);
}

/** Words: letters, with what stands between and behind words. */
const WORDS = /^\p{L}[\p{L}\p{M}]*(?:[ '’\u00a0-]\p{L}[\p{L}\p{M}]*)*[.:!?…]*$/u;

/** In a file of translations a word under the name of a secret is what the program calls it: `password: "Kennwort"`. */
export const exceptWords =
  (excuse: Excuse | undefined): Excuse =>
  (mark, value) =>
    WORDS.test(value) || (excuse?.(mark, value) ?? false);
