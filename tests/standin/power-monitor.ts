import { EventEmitter } from 'node:events';
import type Electron from 'electron';
import { type PartOf, standIn } from './stand-in.ts';

/** A machine in use. A test makes it wake by emitting 'resume'. */
class PowerMonitorPart extends EventEmitter implements PartOf<Electron.PowerMonitor> {
  onBatteryPower = false;
  isOnBatteryPower(): boolean {
    return this.onBatteryPower;
  }
  getSystemIdleTime(): number {
    return 0;
  }
  getSystemIdleState(): 'active' {
    return 'active';
  }
}

export const powerMonitor = standIn<Electron.PowerMonitor>('powerMonitor', new PowerMonitorPart());
