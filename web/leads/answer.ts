import type { paths } from '../api/schema.ts';

/** Where one lead or card belongs, as the server answers. */
export type LeadAnswer = paths['/api/leads']['post']['responses']['200']['content']['application/json'];
export type Company = NonNullable<LeadAnswer['account']>;
