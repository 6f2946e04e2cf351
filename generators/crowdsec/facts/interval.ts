/** Seconds between two requests of a bouncer for the engine's decisions. */
export const BOUNCER_SECONDS = 15;
