/** As much of js-aruco2 as is used; it brings no types. Positions are whole px, the first pixel is 0. */
interface ArucoSpot {
  x: number;
  y: number;
}
interface ArucoImage {
  width: number;
  height: number;
  data: ArrayLike<number>;
}

declare module 'js-aruco2' {
  interface Dictionary {
    readonly nBits: number;
    readonly tau: number;
    /** @param bits - Rows of 0 and 1. */
    find(bits: number[][]): { readonly id: number; readonly distance: number } | undefined;
  }
  interface Detector {
    findCandidates(contours: ArucoSpot[][], minSize: number, epsilon: number, minLength: number): ArucoSpot[][];
    clockwiseCorners(candidates: ArucoSpot[][]): ArucoSpot[][];
  }
  const aruco: {
    readonly AR: { readonly Detector: new () => Detector; readonly Dictionary: new (name: string) => Dictionary };
  };
  export = aruco;
}

declare module 'js-aruco2/src/cv.js' {
  const module: {
    readonly CV: {
      readonly Image: new (width?: number, height?: number, data?: ArrayLike<number>) => ArucoImage;
      adaptiveThreshold(from: ArucoImage, to: ArucoImage, kernel: number, threshold: number): ArucoImage;
      findContours(image: ArucoImage, binary: number[]): ArucoSpot[][];
    };
  };
  export = module;
}

declare module 'js-aruco2/src/dictionaries/*';
