import { parseCalendar, timerForm } from '../lib/calendar/calendar.ts';
import { emitUnit } from './systemd-unit.ts';

/** A systemd timer for the service of its own name, at the wall clock of a time zone. */
export function timerUnit(header: string, description: string, expression: string, zone: string): string {
  const calendar = parseCalendar(expression);
  if (!calendar) throw new TypeError(`${expression} is no calendar expression.`);
  return emitUnit(header, [
    { head: 'Unit', settings: [['Description', description]] },
    {
      head: 'Timer',
      settings: [
        ['OnCalendar', `${timerForm(calendar)} ${zone}`],
        // A machine that was off at the time catches up.
        ['Persistent', 'yes'],
        ['AccuracySec', '1s'],
      ],
    },
    { head: 'Install', settings: [['WantedBy', 'timers.target']] },
  ]);
}
