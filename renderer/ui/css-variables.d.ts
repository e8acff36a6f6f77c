import 'react';

/** Custom properties in `style`: React sets them through the DOM, which the content policy allows. */
declare module 'react' {
  interface CSSProperties {
    [property: `--${string}`]: string | number | undefined;
  }
}
