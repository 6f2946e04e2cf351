import type { Guest } from '../../core/model/guest/guest.ts';

/** `2 cores, 4 GiB, 16 GiB disk`; only what is declared. */
export function size({ cores, memoryMiB, diskGiB }: Guest): string {
  const parts = [
    cores && `${cores} core${cores === 1 ? '' : 's'}`,
    memoryMiB && (memoryMiB % 1024 === 0 ? `${memoryMiB / 1024} GiB` : `${memoryMiB} MiB`),
    diskGiB && `${diskGiB} GiB disk`,
  ];
  return parts.filter(Boolean).join(', ') || 'not said';
}
