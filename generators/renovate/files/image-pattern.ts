/** Keys of the inventory whose value is an image. */
const KEYS = ['image', 'socket-proxy'];
/** Registry, owner and name, as Docker writes them; a port is one only before a slash. */
const NAME = '[a-z0-9][a-z0-9._-]*(?::\\d+)?(?:/[a-z0-9][a-z0-9._-]*)*';
const TAG = '[A-Za-z0-9_][A-Za-z0-9_.-]*';

/**
 * An image with a tag that stands behind its key, at the start of a line or in a map on one line. An expression of RE2, which has no look-behind.
 * An image without a tag, with a variable, or in a comment of its own line is none.
 */
export const IMAGE_PATTERN =
  `(?:(?m:^)[ \\t]*(?:- )?|[{,][ \\t]*)(?:${KEYS.join('|')}):[ \\t]+["']?` +
  `(?<depName>${NAME}):(?<currentValue>${TAG})(?:@(?<currentDigest>sha256:[a-f0-9]{64}))?(?:["'}, \\t\\r]|(?m:$))`;
