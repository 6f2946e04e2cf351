import { doorsOfLab, type LabDoor, undecidedDoorsOf } from '../../core/facts/doors.ts';
import { model } from './lab.ts';

/** What containers hold of their machines, by service. */
export const doors: readonly LabDoor[] = doorsOfLab(model);

/** Those of which nothing says why. */
export const undecidedDoors: readonly LabDoor[] = undecidedDoorsOf(model);
