/**
 * TensorFlow.js on WebGPU in Node, through Dawn: so that a machine with a graphics processor and no browser can be
 * measured too. On software graphics only whether the numbers are right; how long they take says nothing there.
 */
import { race } from '#engines/calibration/race.ts';
import { createEngineRunner } from '#engines/calibration/runners.ts';
import { engines } from '#engines/engines.ts';
import type { RuntimeName } from '#engines/engine.ts';
import { describeAdapter } from '#engines/webgpu/device.ts';
import { openDawn } from '../support/dawn.ts';
import { goldenCases, modelFile } from '../support/golden.ts';
import { runtimeFilesOfNode } from '../support/runtime-files.ts';
import { type Bench, NotMeasured, type Row } from './bench.ts';
