/** Seconds between two looks of a bouncer at the engine's decisions. */
export const BOUNCER_SECONDS = 15;
