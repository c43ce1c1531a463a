import { appointmentStates } from '#core/kpi/case-words.ts';
import { wordsIn } from '#core/words.ts';

export const appointments = {
  title: 'Appointments',
  none: 'No appointments yet.',
  statuses: wordsIn('en', appointmentStates),
  set: 'Set an appointment',
  setFor: 'Set an appointment with {{name}}',
  meetsOn: 'Day of the meeting',
  meetsAt: 'Time',
  person: 'With whom',
  host: 'Who goes there',
  subject: 'About',
  subjectExample: 'Such as: what troubles them in inspection',
  setDone: 'The appointment is set',
  kinds: { hold: 'Held', no_show: 'No-show', move: 'Move', cancel: 'Call off' },
  kindOf: '{{kind}}: the meeting of {{when}}',
  done: {
    hold: 'Recorded as held',
    no_show: 'Recorded as a no-show (it does not count as a meeting)',
    move: 'Moved to the new day',
    cancel: 'Recorded as called off',
  },
  moveTo: 'New day',
  moveSure: 'Move',
  takeBack: 'Take back',
  takeBackOf: 'Take back what was last said of the meeting of {{when}}',
  takenBack: 'Taken back',
  setBy: 'Set by {{name}} on {{day}}',
  ofFile: 'From a file ({{source}})',
  waiting: 'Say what became of these meetings ({{n}})',
  coming: 'Meetings ahead ({{n}})',
};
