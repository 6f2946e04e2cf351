/** Images that CrowdSec comes in. */
export const IMAGES: readonly string[] = ['crowdsec'];
