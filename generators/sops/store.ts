import { isMap, isScalar, isSeq } from 'yaml';
import type { StoreContents } from '../../core/roles/secret-store.ts';
import { parseStore, readStore } from '../../core/secret-store/store-file.ts';

/** The key under which SOPS keeps who may open the file, and the checksum over all of it. */
export const METADATA = 'sops';
const ENCRYPTED = /^ENC\[AES256_GCM,data:[A-Za-z0-9+/=]+,iv:[A-Za-z0-9+/=]+,tag:[A-Za-z0-9+/=]+,type:str\]$/;

export function readSops(text: string): StoreContents {
  const contents = readStore(text, {
    isEncrypted: ({ value }) => typeof value === 'string' && ENCRYPTED.test(value),
    own: [METADATA],
  });
  if (contents.faults.length > 0 || contents.entries.length === 0 || recipientsOf(text).length > 0) return contents;
  return {
    ...contents,
    faults: [{ line: 1, message: 'It names no age recipient, so that it was never encrypted, or for somebody else.' }],
  };
}

/** Public keys of those who may open the file. */
export function recipientsOf(text: string): readonly string[] {
  const age = parseStore(text).document.getIn([METADATA, 'age']);
  return (isSeq(age) ? age.items : []).flatMap((entry) => {
    const recipient = isMap(entry) ? entry.get('recipient', true) : undefined;
    return isScalar(recipient) && typeof recipient.value === 'string' ? [recipient.value] : [];
  });
}
