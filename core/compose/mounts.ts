import { composeLiteral } from '../../formats/compose-escape.ts';
import { parseShortVolume } from './short-volume.ts';

/** Something that a container may write to and that outlives it. */
export interface WritableMount {
  /** Path or volume name on the machine; undefined for an anonymous volume. */
  readonly source?: string;
  readonly target: string;
  /** Position in `volumes`. */
  readonly index: number;
}

/** Kernel interfaces and sockets hold no state of the service. */
const NOT_STATE = /^\/(proc|sys|dev|run|var\/run)(\/|$)|\.sock$|^\/etc\/(localtime|timezone|machine-id)$/;

/**
 * Binds and volumes of one container that can hold state: read-write, and not a socket, device, tmpfs or kernel interface. Reads
 * the short and the long syntax of the Compose Specification.
 */
export function writableMounts(container: Readonly<Record<string, unknown>>): readonly WritableMount[] {
  const { volumes } = container;
  if (!Array.isArray(volumes)) return [];
  return volumes.flatMap((entry, index) => {
    const mount = typeof entry === 'string' ? short(entry) : long(entry as Record<string, unknown>);
    if (!mount) return [];
    const { target } = mount;
    const source = mount.source === undefined ? undefined : composeLiteral(mount.source);
    if (source !== undefined && NOT_STATE.test(source)) return [];
    return [{ ...(source === undefined ? {} : { source }), target: composeLiteral(target), index }];
  });
}

function short(entry: string): Omit<WritableMount, 'index'> | undefined {
  const { source, target, modes } = parseShortVolume(entry);
  if (modes.includes('ro')) return undefined;
  return source === undefined ? { target } : { source, target };
}

function long(entry: Record<string, unknown>): Omit<WritableMount, 'index'> | undefined {
  const { type, source, target } = entry;
  // What is written over an image goes with the container.
  if (type === 'tmpfs' || type === 'image' || entry['read_only'] === true || typeof target !== 'string') return undefined;
  return { target, ...(typeof source === 'string' ? { source } : {}) };
}
