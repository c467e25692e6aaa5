import type { SheetFault } from '#core/calibration/sheet-faults.ts';
import { m } from '#messages/compiled/messages.js';
import { tenths } from '#ui/pilot/calibrate/lengths.ts';

/** @param camera - What the camera is called that it is about. */
export function sheetFaultWords(fault: SheetFault, camera: string): string {
  switch (fault.kind) {
    case 'none':
      return m.sheets_fault_none({ camera });
    case 'few':
      return m.sheets_fault_few({ camera });
    case 'twice':
      return m.sheets_fault_twice({ camera, sheet: fault.sheet });
    case 'foreign':
      return m.sheets_fault_foreign({ camera, count: fault.count });
    case 'unplaced':
      return m.sheets_fault_unplaced({ camera });
    case 'hidden': {
      const names = { camera, sheet: fault.sheet };
      return fault.small ? m.sheets_fault_small(names) : m.sheets_fault_hidden(names);
    }
    case 'size': {
      const values = { sheet: fault.sheet, share: tenths(Math.abs(fault.share)) };
      return fault.share > 0 ? m.sheets_fault_larger(values) : m.sheets_fault_smaller(values);
    }
    case 'scale': {
      const share = tenths(Math.abs(fault.share));
      return fault.share > 0 ? m.sheets_fault_scale_larger({ share }) : m.sheets_fault_scale_smaller({ share });
    }
    case 'unchecked':
      return m.sheets_fault_unchecked();
    case 'moved':
      return m.sheets_fault_moved({ camera, sheet: fault.sheet });
    case 'bent':
      return m.sheets_fault_bent({ camera, sheet: fault.sheet });
    case 'line':
      return m.sheets_fault_line({ camera });
    case 'close':
      return m.sheets_fault_close({ camera, share: tenths(fault.share) });
    case 'no-camera':
      return m.sheets_fault_no_camera({ camera });
  }
}
