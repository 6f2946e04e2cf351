const VALUES = String.raw`(\*|\d{1,4}(\.\.\d{1,4}|/\d{1,2})?(,\d{1,4}(\.\.\d{1,4}|/\d{1,2})?)*)`;
const DAY = '(mon|tue|wed|thu|fri|sat|sun)';
const WEEK = `${DAY}(\\.\\.${DAY})?(,${DAY}(\\.\\.${DAY})?)*`;

/**
 * The short form of a calendar event that backup servers take: `[WEEKDAY] [[YEARS-]MONTHS-DAYS] [HOURS:MINUTES[:SECONDS]]`, of which at
 * least one is there. It is independent of the code that writes such an event.
 */
export const CALENDAR_EVENT = new RegExp(
  `^(?=.)(${WEEK})?((?:^|(?<=.) )(${VALUES}-)?${VALUES}-${VALUES})?((?:^|(?<=.) )${VALUES}:${VALUES}(:${VALUES})?)?$`,
  'i',
);
