export const appointments = {
  statuses: {
    scheduled: 'Scheduled',
    held: 'Held',
    no_show: 'No-show',
    cancelled: 'Cancelled',
    rescheduled: 'Moved',
    unknown: 'No result yet',
  },
};
