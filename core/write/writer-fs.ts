import fs from 'node:fs';

/**
 * The part of `node:fs` that changes the disk, so that tests can fail at every step. All synchronous: for thousands of
 * small files that is several times as fast as promises, and the order of the steps is the safety.
 */
export interface WriterFs {
  /** A new folder, which others than its owner and group never write to. */
  mkdir(folder: string): void;
  /** Creates the file with these bytes and permission bits; fails if anything is there, a symlink included. `flush`: the disk has it then. */
  create(file: string, content: string | Uint8Array, mode: number, flush?: boolean): void;
  rename(from: string, to: string): void;
  unlink(file: string): void;
  /** Fails with ENOTEMPTY for a folder that has something in it. */
  rmdir(folder: string): void;
  chmod(file: string, mode: number): void;
}

export const nodeFs: WriterFs = {
  mkdir: (folder) => void fs.mkdirSync(folder, 0o775),
  create(file, content, mode, flush = false) {
    const fd = fs.openSync(file, 'wx', mode);
    try {
      fs.writeFileSync(fd, content);
      // The process's umask has been applied to `mode`; a generated file has the bits that its generator says.
      fs.fchmodSync(fd, mode);
      if (flush) fs.fsyncSync(fd);
    } finally {
      fs.closeSync(fd);
    }
  },
  rename: (from, to) => fs.renameSync(from, to),
  unlink: (file) => fs.unlinkSync(file),
  rmdir: (folder) => fs.rmdirSync(folder),
  chmod: (file, mode) => fs.chmodSync(file, mode),
};
