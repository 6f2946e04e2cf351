import type { Reason } from './bundle-file.ts';

const WORDS: Readonly<Record<Reason, string>> = {
  changed: 'was changed by hand since it was generated, and may hold what is not for everybody. Run npm run gen, which says what to do.',
  released: 'was released, so it is not Rackbook that writes it. Keep a copy of it with your own files.',
  missing: 'was not there when this was made. Run npm run gen, and make it again.',
  'not-a-file': 'is a link or no file at all. Run npm run gen, which says what to do.',
  private: 'is only for its owner on the machine, and not to be published.',
  hidden: 'is hidden, and what is hidden is not published. It is in the repository.',
  values: 'holds values of variables. Those in use stand in the compose.yaml that was generated.',
  'no-text':
    'is neither text in UTF-8 nor a picture or a font, so it cannot be looked through for secrets, and is not published. It is in the repository.',
};

/** Why a file is not in the bundle and what to do, in words that follow its path. */
export const leftOutWords = (why: Reason): string => WORDS[why];
