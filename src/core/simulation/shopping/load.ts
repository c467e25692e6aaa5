/** What presses on a plate and when. */
export type Load =
  /** A unit leaves or arrives; negative leaves. The plate rings afterwards. */
  | {
      readonly kind: 'step';
      readonly plate: number;
      readonly at: number;
      readonly seconds: number;
      readonly grams: number;
    }
  /** A hand pushes and lets go; it sways when it stays. */
  | {
      readonly kind: 'push';
      readonly plate: number;
      readonly at: number;
      readonly seconds: number;
      readonly grams: number;
    }
  /** A door falls shut, or somebody knocks against the fixture: all its plates ring. */
  | { readonly kind: 'knock'; readonly plate: number; readonly at: number; readonly grams: number };
