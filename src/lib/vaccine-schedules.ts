/** Vaccine schedules that a site can choose from in `config.json`; the first is the default. Sources disagree today, so it is the site's say. */
export const VACCINE_SCHEDULES = ['cdc-cdsi'] as const
export type VaccineScheduleName = (typeof VACCINE_SCHEDULES)[number]
