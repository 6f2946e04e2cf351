/**
 * How far the lab narrows containers down beyond what their projects say. `safe`: by what takes nothing from any program that works.
 * `strict`: also by what breaks some images. `none`: not at all.
 */
export const HARDENING_LEVELS = ['strict', 'safe', 'none'] as const;

export type HardeningLevel = (typeof HARDENING_LEVELS)[number];

/** The level of one service, where it is not that of the lab. */
export interface HardeningChoice {
  readonly level: HardeningLevel;
  readonly because: string;
}
