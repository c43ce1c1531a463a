import type { systems as japanese } from '../ja/systems.ts';

export const systems: typeof japanese = {
  salesforce: 'Salesforce',
  hubspot: 'HubSpot',
  sansan: 'Sansan',
  eight: 'Eight',
  marketo: 'Marketo',
  vcard: 'Business cards (vCard)',
  seminar: 'Seminar and exhibition lists',
  nta: 'Corporate number register',
  gbizinfo: 'gBizINFO',
  form: 'Form',
  csv: 'Other tables',
};
