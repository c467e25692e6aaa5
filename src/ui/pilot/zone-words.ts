import { m } from '#messages/compiled/messages.js';
import type { ZonePurpose } from '#overlay/plan-scene.ts';

/** The kinds of zones as a floor plan says them. */
export function zoneWords(): Readonly<Record<ZonePurpose, string>> {
  return {
    entry: m.pilot_zone_entry(),
    exit: m.pilot_zone_exit(),
    sales: m.pilot_zone_sales(),
    kiosk: m.pilot_zone_kiosk(),
    staff: m.pilot_zone_staff(),
    'no-tracking': m.pilot_zone_no_tracking(),
  };
}
