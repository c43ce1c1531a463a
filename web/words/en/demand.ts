export const demand = {
  dealStates: { open: 'Open', won: 'Won', lost: 'Lost' },
  activityTypes: {
    visit: 'Visit',
    meeting: 'Meeting',
    call: 'Call',
    mail: 'E-mail',
    seminar: 'Seminar',
    exhibition: 'Exhibition',
    card: 'Business card',
    form: 'Inquiry',
    task: 'To-do',
    other: 'Other',
  },
  order: 'Order line',
};
