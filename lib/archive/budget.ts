import { gunzipSync, inflateRawSync } from 'node:zlib';

/** Together, however they are nested. A file of 10 MiB of text is rarely packed to less than a third. */
const MAX_BYTES = 32 * 1024 * 1024;
const MAX_FILES = 10_000;

/** What may still be unpacked was used up. The message says what was allowed. */
export class TooMuch extends Error {}

/** How much of an archive is unpacked, whatever it says of itself. */
export class Budget {
  #bytes = MAX_BYTES;
  #files = MAX_FILES;

  /** Counts one entry. */
  entry(): void {
    this.#files -= 1;
    if (this.#files < 0) throw new TooMuch(`${MAX_FILES} files`);
  }

  /** What gz has packed. Undefined for what is damaged. */
  gunzip(bytes: Uint8Array): Uint8Array | undefined {
    return this.#unpack((maxOutputLength) => gunzipSync(bytes, { maxOutputLength }));
  }

  /** What was deflated without any header. Undefined for what is damaged. */
  inflate(bytes: Uint8Array): Uint8Array | undefined {
    return this.#unpack((maxOutputLength) => inflateRawSync(bytes, { maxOutputLength }));
  }

  /** Counts what is not packed, too: a list may name the same bytes many times. */
  stored(bytes: Uint8Array): Uint8Array {
    this.#bytes -= bytes.byteLength;
    if (this.#bytes < 0) throw tooLarge();
    return bytes;
  }

  #unpack(work: (most: number) => Uint8Array): Uint8Array | undefined {
    let bytes: Uint8Array;
    try {
      // zlib takes no limit of 0.
      bytes = work(this.#bytes + 1);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE') throw tooLarge();
      return undefined;
    }
    return this.stored(bytes);
  }
}

const tooLarge = () => new TooMuch(`${MAX_BYTES / 1024 / 1024} MiB`);
