import type { Shape } from './shape.ts';

/** Forms of password hashes: whoever has one may try passwords as fast as his machine can. Sources: crypt(5), passlib, RFC 2307, RFC 5803. */
export const HASHES: readonly Shape[] = [
  [/\$(2[abxy]|apr1|1|5|6|argon2(id|i|d)|scrypt|pbkdf2(-sha\d+)?|BALLOON-SHA\d+)\$[^\s]{8,}/, 'a password hash'],
  [/\$\$(2[abxy]|apr1|1|5|6|argon2(id|i|d)|scrypt|pbkdf2(-sha\d+)?)\$\$[^\s]{8,}/, 'a password hash'],
  [/\$\$?(?:y|gy|7)\$\$?[\w./]+\$\$?[\w./+=]+\$\$?[\w./+=]{20,}/, 'a password hash'],
  [/\bSCRAM-SHA-\d+\$\d+:[\w+/=]{16,}\$[\w+/=:]{20,}/, 'a password hash'],
  [/\bPBKDF2\$sha\d+\$\d+(?:\$[\w+/=]{12,})+/i, 'a password hash'],
  [/(?<![\w-])-pbkdf2-[0-9a-f]{16,},[0-9a-f]{16,}/, 'a password hash'],
  [/\{(?:S?SHA(?:256|512)?|SMD5|PBKDF2[A-Z0-9-]*|ARGON2I?D?|(?:BLF|SHA\d+|MD5)-CRYPT|CRYPT)\}[\w+/.$=,]{24,}/, 'a password hash'],
  // A line of a file for digest authentication: user, realm, hash.
  [/(?<![\w./@-])[\w.@-]{1,64}:[\w .@-]{1,64}:[0-9a-f]{32}(?![0-9A-Za-z])/, 'a password hash'],
];

/** In every text with one of them. */
export const HASHES_HINT = /\$(?:2|a|1|5|6|7|s|p|B|y|g|\$)|SCRAM-|pbkdf2|PBKDF2|\{[A-Z]|:[0-9a-f]{32}/;
